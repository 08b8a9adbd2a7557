import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import { type FileKind, fileTypes, largestUpload } from '../files.ts';
import { uint32 } from '../ids.ts';

const kindOf = new Map<number, FileKind>(
  (Object.keys(fileTypes) as FileKind[]).map(kind => [fileTypes[kind], kind]),
);

/** The number of a kind on the wire, as our name for it; a number that is not known is an ordinary file. */
const fileType = uint32.transform((type): FileKind => kindOf.get(type) ?? 'file');

/** Clients send 32 hex digits, a number and the ending of the chosen file. Only the ending is used. */
const fileName = z.string().max(1024);

const presignBody = z
  .object({
    file_type: fileType,
    file_name: fileName,
    /** Bytes, when the caller knows them; published clients do not say. The upload then takes this length only. */
    file_size: z.int().min(0).optional(),
  })
  .refine(({ file_type, file_size = 0 }) => file_size <= largestUpload[file_type], failsWith('FileTooLarge'));

/** One address for each of the files that `simple_sig` names. */
const simpleFile = z.object({
  uint32_file_id: uint32,
  uint32_file_type: fileType,
  str_file_name: fileName,
});

/** Uploads of pictures, sound, video and files (contract: client-wire.md 5; docs/files.md). */
export const imCosMsg = service({
  name: 'im_cos_msg',
  owner: 'files',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'RequestNotParsable',
    notAdmin: 'AdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    pre_sig: command({
      summary:
        'Gives an address to upload one file to, and the link under which everyone who has it finds the file.',
      source: 'client-wire.md 5',
      caller: 'user',
      byUserSig: true,
      body: presignBody,
      reply: z.object({
        /** Takes one HTTP PUT of the bytes until `expired_time`. */
        upload_url: z.string(),
        /** Goes into the message; good for as long as the message is kept. */
        download_url: z.string(),
        request_id: z.string(),
        /** Seconds since 1970. */
        expired_time: z.int(),
      }),
      errors: ['FileTooLarge'],
    }),
    simple_sig: command({
      summary:
        'The same as `pre_sig`, as published clients ask for it when they upload through a proxy of their own.',
      source: 'client-wire.md 5',
      caller: 'user',
      byUserSig: true,
      body: z.object({ rpt_upload_object: z.array(simpleFile).min(1).max(20) }),
      reply: z.object({
        rpt_pre_sig: z.array(
          z.object({
            uint32_file_id: uint32,
            /** 1 would mean that the file need not be uploaded. */
            uint32_exist_flag: z.literal(0),
            str_upload_url: z.string(),
            str_download_url: z.string(),
            str_file_key: z.string(),
          }),
        ),
      }),
      errors: [],
    }),
  },
});
