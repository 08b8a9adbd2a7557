import { largestUpload } from '../../../../lib/protocol/files.ts';
import { linkAnswer, upload } from '../../../support/files.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

interface PreSig extends Reply {
  readonly upload_url: string;
  readonly download_url: string;
  readonly expired_time: number;
}

/** As published clients name and describe a file. */
const asked = (file_type: number, ending: string, more: object = {}) => ({
  file_type,
  file_name: `e559428c1da3714f8b716b1ce234435b-800247${ending}`,
  upload_method: 0,
  Duration: 900,
  ...more,
});
const volatile = ['upload_url', 'download_url', 'request_id', 'expired_time'];

const fetched = async ({ download_url }: PreSig) => {
  const response = await fetch(download_url);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
    text: await response.text(),
  };
};

const uploads = (type: string, expected: object) => async (_world: World, reply: Reply) => {
  const { upload_url } = reply as PreSig;
  expect(await upload(upload_url, 'the bytes', { 'content-type': type })).toEqual({ status: 200 });
  expect(await fetched(reply as PreSig)).toEqual({ status: 200, text: 'the bytes', ...expected });
};

export const cases: readonly WireCase[] = [
  {
    title: 'gives an address for a picture, and a link that shows what was uploaded',
    as: 'me',
    body: asked(1, '.png'),
    volatile,
    reply: (world, reply) => {
      const { upload_url, download_url, expired_time } = reply as PreSig;
      expect(Math.abs(expired_time - world.now() - 900)).toBeLessThan(60);
      expect(new URL(upload_url).searchParams.get('X-Amz-Expires')).toBe('900');
      const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
      expect(new URL(download_url).pathname).toMatch(
        new RegExp(`^/v4/files/7d/${world.sdkAppId}/${day}/image-[0-9a-f]{40}\\.png$`),
      );
    },
    after: uploads('image/png', { type: 'image/png', disposition: 'inline' }),
  },
  {
    title: 'plays a sound and a video',
    body: asked(3, '.MP3'),
    volatile,
    after: uploads('audio/mp3', { type: 'audio/mpeg', disposition: 'inline' }),
  },
  {
    title: 'hands a file out to be saved, whatever its uploader says it is',
    body: asked(255, '.html'),
    volatile,
    after: uploads('text/html', { type: 'application/octet-stream', disposition: 'attachment' }),
  },
  {
    title: 'does not show a picture that can run scripts',
    body: asked(1, '.svg'),
    volatile,
    after: uploads('image/svg+xml', { type: 'application/octet-stream', disposition: 'attachment' }),
  },
  {
    title: 'keeps nothing of a name but an ordinary ending',
    body: asked(255, '/../../secret.<b>'),
    volatile,
    reply: (_world, reply) => {
      expect((reply as PreSig).download_url).toMatch(/\/file-[0-9a-f]{40}$/);
    },
  },
  {
    title: 'takes exactly the length that was announced, and no other',
    body: asked(2, '.mp4', { file_size: 9 }),
    volatile,
    after: async (_world, reply) => {
      const { upload_url } = reply as PreSig;
      expect(await upload(upload_url, 'ten bytes!')).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
      expect(await upload(upload_url, 'the bytes')).toEqual({ status: 200 });
    },
  },
  {
    title: 'takes nothing under an address that was tampered with',
    body: asked(1, '.png'),
    volatile,
    after: async (_world, reply) => {
      const { upload_url } = reply as PreSig;
      const refused = { status: 403, code: 'SignatureDoesNotMatch' };
      expect(await upload(upload_url.replace('.png', '.gif'), 'x')).toEqual(refused);
      expect(await upload(upload_url.replace('Expires=900', 'Expires=9000'), 'x')).toEqual(refused);
      expect(await upload(upload_url.replace(/Signature=./, 'Signature=g'), 'x')).toEqual(refused);
    },
  },
  {
    title: 'gives nothing out under a link that was made up',
    body: asked(1, '.png'),
    volatile,
    after: async (_world, reply) => {
      const { upload_url, download_url } = reply as PreSig;
      await upload(upload_url, 'the bytes');
      expect((await linkAnswer(download_url)).status).toBe(302);
      const expired = download_url.replace(/\d{4}-\d\d-\d\d/, '2026-01-01');
      for (const link of [expired, `${download_url}.exe`, `${download_url}/x`])
        expect([link, (await linkAnswer(link)).status]).toEqual([link, 404]);
      const other = download_url.replace(/-[0-9a-f]{8}/, '-00000000');
      expect((await fetched({ download_url: other } as PreSig)).status).toBe(403);
    },
  },
  {
    title: 'takes a file of 100 MB and no larger one',
    body: asked(255, '.zip', { file_size: largestUpload.file }),
    volatile,
  },
  {
    title: 'is refused for a file of more than 100 MB',
    body: asked(255, '.zip', { file_size: largestUpload.file + 1 }),
    error: 'FileTooLarge',
  },
  {
    title: 'takes a picture of 28 MB',
    body: asked(1, '.png', { file_size: largestUpload.image }),
    volatile,
  },
  {
    title: 'is refused for a picture of more than 28 MB',
    body: asked(1, '.png', { file_size: largestUpload.image + 1 }),
    error: 'FileTooLarge',
  },
  {
    title: 'takes a UserSig in place of the session token, as published clients send it',
    as: 'nobody',
    given: world => world.account('ana'),
    head: world => ({ identifier: world.name('ana'), usersig: world.userSig(world.name('ana')) }),
    body: asked(1, '.png'),
    only: { door: 'socket', reason: 'over REST every call carries a UserSig' },
  },
  {
    title: 'refuses a UserSig that was made with another key',
    as: 'nobody',
    head: world => ({
      identifier: world.name('ana'),
      usersig: world.userSig(world.name('ana'), { key: 'another key' }),
    }),
    body: asked(1, '.png'),
    only: { door: 'socket', reason: 'over REST every call carries a UserSig' },
    error: 'UserSigMismatch',
  },
  {
    title: 'refuses a UserSig of somebody else',
    as: 'nobody',
    head: world => ({ identifier: world.name('ben'), usersig: world.userSig(world.name('ana')) }),
    body: asked(1, '.png'),
    only: { door: 'socket', reason: 'over REST every call carries a UserSig' },
    error: 'UserSigOtherAccount',
  },
  { title: 'needs a name', body: { file_type: 1 }, error: 'RequestNotParsable' },
  { title: 'needs a type', body: { file_name: 'a.png' }, error: 'RequestNotParsable' },
];
