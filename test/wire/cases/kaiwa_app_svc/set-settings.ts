import type { Reply, WireCase, World } from '../../wire-case.ts';

const read = async (world: World): Promise<Reply> => {
  const reply = await world.admin('kaiwa_app_svc.get_settings', {});
  world.keep('version', reply.Version);
  return reply;
};
const change =
  (Settings: object) =>
  (world: World): object => ({ Version: world.kept('version'), Settings });

/** A change that is out of some limit. */
const refused = (Settings: object): WireCase => ({
  title: `refuses ${JSON.stringify(Settings)} and changes nothing`,
  given: read,
  body: change({ ...Settings, listedConversations: 400 }),
  error: 'AccountParameterNotValid',
  after: async world => {
    const before = world.kept('version');
    const { Settings: now, Version } = await read(world);
    expect(Version).toBe(before);
    expect(now).not.toMatchObject({ listedConversations: 400 });
  },
});

/** A change to a limit, which is put back. */
const taken = (Settings: Readonly<Record<string, unknown>>): WireCase => ({
  title: `takes ${JSON.stringify(Settings)}`,
  given: async world => world.keep('before', (await read(world)).Settings),
  body: change(Settings),
  reply: { Settings },
  volatile: ['Version'],
  after: async (world, reply) => {
    expect(reply.Version).toBe(world.kept<number>('version') + 1);
    expect((await read(world)).Settings).toMatchObject(Settings);
    const before = world.kept<Readonly<Record<string, unknown>>>('before');
    const Before = Object.fromEntries(Object.keys(Settings).map(name => [name, before[name]]));
    await world.admin('kaiwa_app_svc.set_settings', { Version: reply.Version, Settings: Before });
  },
});

export const cases: readonly WireCase[] = [
  taken({ retentionDays: 3650, webInstances: 10 }),
  taken({ retentionDays: 1, recallWindowSeconds: 0 }),
  taken({ nativeInstances: 3, listedConversations: 500 }),
  taken({ customProfileFields: ['color', 'Language'] }),
  taken({ customFriendFields: Array.from('ABCDEFGHIJKLMNOPQRST'), blockedSeesSuccess: false }),
  refused({ retentionDays: 0 }),
  refused({ retentionDays: 3651 }),
  refused({ retentionDays: 1.5 }),
  refused({ webInstances: 11 }),
  refused({ nativeInstances: 4 }),
  refused({ recallWindowSeconds: 604_801 }),
  refused({ loginMode: 'every' }),
  refused({ userStatus: 1 }),
  refused({ customProfileFields: ['a word'] }),
  refused({ customFriendFields: Array.from('ABCDEFGHIJKLMNOPQRSTU') }),
  refused({ customFriendFields: ['same', 'same'] }),
  refused({ friendsOnly: 'yes' }),
  refused({ groupFields: [{ key: 'same', levels: {} }], memberFields: [{ key: 'same', levels: {} }] }),
  refused({ noSuchSetting: 1 }),
  {
    title: 'refuses a change of settings that somebody else has changed meanwhile',
    given: async world => {
      await read(world);
      await world.admin('kaiwa_app_svc.set_settings', { Version: world.kept('version'), Settings: {} });
    },
    body: change({ retentionDays: 30 }),
    error: 'SettingsChanged',
    after: async world => expect((await read(world)).Settings).toMatchObject({ retentionDays: 7 }),
  },
  {
    title: 'needs the version that the change was made for',
    body: { Settings: { retentionDays: 30 } },
    error: 'AccountParameterNotValid',
  },
];
