import type * as z from 'zod';
import type { CommandSpec } from '../protocol/command.ts';
import type { groupOpenHttpSvc } from '../protocol/services/group_open_http_svc.ts';
import type { heartbeat } from '../protocol/services/heartbeat.ts';
import type { imLongMsg } from '../protocol/services/im_long_msg.ts';
import type { imOpenStatus } from '../protocol/services/im_open_status.ts';
import type { openim } from '../protocol/services/openim.ts';
import type { recentcontact } from '../protocol/services/recentcontact.ts';

/** The services that the SDK calls. Types only: no schema gets into a client's bundle. */
interface Contract {
  readonly group_open_http_svc: typeof groupOpenHttpSvc.commands;
  readonly heartbeat: typeof heartbeat.commands;
  readonly im_long_msg: typeof imLongMsg.commands;
  readonly im_open_status: typeof imOpenStatus.commands;
  readonly openim: typeof openim.commands;
  readonly recentcontact: typeof recentcontact.commands;
}

/** Every command that the SDK can call, as `{service}.{command}`. */
export type Servcmd = {
  readonly [Service in keyof Contract]: `${Service}.${keyof Contract[Service] & string}`;
}[keyof Contract];

type SpecOf<Command extends Servcmd> = Command extends `${infer Service}.${infer Name}`
  ? Service extends keyof Contract
    ? Name extends keyof Contract[Service]
      ? Contract[Service][Name] extends CommandSpec
        ? Contract[Service][Name]
        : never
      : never
    : never
  : never;

/** What a command takes. */
export type BodyOf<Command extends Servcmd> = z.input<SpecOf<Command>['body']>;
/** What a command answers, without the envelope. */
export type ReplyOf<Command extends Servcmd> = z.output<SpecOf<Command>['reply']>;
