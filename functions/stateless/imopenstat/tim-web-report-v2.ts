import type { Handler } from '../../../lib/kernel/call.ts';
import type { imopenstat } from '../../../lib/protocol/services/imopenstat.ts';

type Spec = typeof imopenstat.commands.tim_web_report_v2;

/** Drops the report; a published client sends a refused one again every second, and it grows. */
export const timWebReportV2: Handler<Spec, unknown> = async () => ({});
