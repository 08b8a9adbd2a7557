import { linkAnswer, upload } from '../../../support/files.ts';
import type { Reply, WireCase } from '../../wire-case.ts';

interface SimpleSig extends Reply {
  readonly rpt_pre_sig: readonly { readonly str_upload_url: string; readonly str_download_url: string }[];
}

const file = (id: number, type: number, ending: string) => ({
  uint32_file_id: id,
  uint32_file_type: type,
  str_file_name: `a346b47ffc3efb021df63c5bd53386c4-217445${ending}`,
});
const volatile = ['str_upload_url', 'str_download_url', 'str_file_key'];

export const cases: readonly WireCase[] = [
  {
    title: 'gives an address and a link for each file',
    as: 'me',
    body: {
      uint32_upload_method: 0,
      uint32_platform: 7,
      uint32_scene: 1,
      rpt_upload_object: [file(1, 1, '.png'), file(2, 255, '.txt')],
    },
    volatile,
    reply: {
      rpt_pre_sig: [
        { uint32_file_id: 1, uint32_exist_flag: 0 },
        { uint32_file_id: 2, uint32_exist_flag: 0 },
      ],
    },
    after: async (_world, reply) => {
      const [picture, text] = (reply as SimpleSig).rpt_pre_sig;
      expect(await upload(picture?.str_upload_url ?? '', 'the bytes')).toEqual({ status: 200 });
      expect((await linkAnswer(picture?.str_download_url ?? '')).status).toBe(302);
      expect(text?.str_download_url).toMatch(/file-[0-9a-f]{40}\.txt$/);
    },
  },
  { title: 'needs a file', body: { rpt_upload_object: [] }, error: 'RequestNotParsable' },
];
