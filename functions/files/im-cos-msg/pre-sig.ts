import { offerUpload } from '../../../lib/domain/file/upload.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { imCosMsg } from '../../../lib/protocol/services/im_cos_msg.ts';

type Spec = typeof imCosMsg.commands.pre_sig;
type Deps = Pick<Ports, 'clock' | 'files'>;

/** Offers a place for one file. */
export const preSig: Handler<Spec, Deps> = async (body, { call, application }, { clock, files }) => {
  const file = { kind: body.file_type, uploaded: body.file_name, bytes: body.file_size };
  const { uploadUrl, link, expires } = offerUpload(file, application, files, clock.now());
  return { upload_url: uploadUrl, download_url: link, request_id: call.id, expired_time: expires };
};
