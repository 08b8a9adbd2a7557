import { offerUpload } from '../../../lib/domain/file/upload.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { imCosMsg } from '../../../lib/protocol/services/im_cos_msg.ts';

type Spec = typeof imCosMsg.commands.simple_sig;
type Deps = Pick<Ports, 'clock' | 'files'>;

/** Offers a place for each file. */
export const simpleSig: Handler<Spec, Deps> = async (body, { application }, { clock, files }) => ({
  rpt_pre_sig: body.rpt_upload_object.map(asked => {
    const file = { kind: asked.uint32_file_type, uploaded: asked.str_file_name };
    const { uploadUrl, link, path } = offerUpload(file, application, files, clock.now());
    return {
      uint32_file_id: asked.uint32_file_id,
      uint32_exist_flag: 0,
      str_upload_url: uploadUrl,
      str_download_url: link,
      str_file_key: path,
    };
  }),
});
