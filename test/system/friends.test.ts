import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallWatch, costOf } from '../support/cost.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

const source = 'AddSource_Type_Web';

/** Friends through the synthesized stack: what changes cost, what webhooks hear, how long a full batch takes. */
describe('friends', () => {
  let runtime: Runtime;
  let watch: CallWatch;
  let names = 0;

  beforeAll(async () => {
    // One environment, so that what a warm one remembers is there in the second round.
    runtime = await startRuntime({ concurrency: 1 });
    watch = new CallWatch(runtime.restUrl.replace(/\/v4$/, ''));
  });
  afterAll(() => runtime.stop());

  const admin = (command: string, body: object) => callRest(runtime.administrator, command, body);
  const account = async (short: string): Promise<string> => {
    names += 1;
    const UserID = `${short}${names}`;
    await admin('im_open_login_svc.account_import', { UserID });
    return UserID;
  };
  const careful = async (short: string): Promise<string> => {
    const From_Account = await account(short);
    const ProfileItem = [{ Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }];
    await admin('profile.portrait_set', { From_Account, ProfileItem });
    return From_Account;
  };
  const add = (From_Account: string, to: readonly string[], more: object = {}) =>
    admin('sns.friend_add', {
      From_Account,
      AddFriendItem: to.map(To_Account => ({ To_Account, AddSource: source })),
      ...more,
    });
  const respond = (From_Account: string, To_Account: string, action: string) =>
    admin('sns.friend_response', {
      From_Account,
      ResponseFriendItem: [{ To_Account, ResponseAction: `Response_Action_${action}` }],
    });
  const remove = (From_Account: string, To_Account: string, way: string) =>
    admin('sns.friend_delete', { From_Account, To_Account: [To_Account], DeleteType: `Delete_Type_${way}` });
  const block = (From_Account: string, To_Account: string) =>
    admin('sns.black_list_add', { From_Account, To_Account: [To_Account] });

  type Pair = readonly [ana: string, ben: string];
  const strangers = async (): Promise<Pair> => [await account('ana'), await account('ben')];
  const friends = async (): Promise<Pair> => {
    const [ana, ben] = await strangers();
    await add(ana, [ben]);
    return [ana, ben];
  };
  const asked = async (): Promise<Pair> => {
    const [ana, ben] = [await account('ana'), await careful('ben')];
    await add(ana, [ben]);
    return [ana, ben];
  };
  const unasked = async (): Promise<Pair> => [await account('ana'), await careful('ben')];

  /** Rows of docs/relations.md: both sides are told, although nobody is connected. */
  const doings: Readonly<
    Record<
      string,
      readonly [prepare: () => Promise<Pair>, act: (ana: string, ben: string) => Promise<unknown>]
    >
  > = {
    'add, both ways': [strangers, (ana, ben) => add(ana, [ben])],
    'add, one way': [strangers, (ana, ben) => add(ana, [ben], { AddType: 'Add_Type_Single' })],
    ask: [unasked, (ana, ben) => add(ana, [ben])],
    'accept both ways': [asked, (ana, ben) => respond(ben, ana, 'AgreeAndAdd')],
    agree: [asked, (ana, ben) => respond(ben, ana, 'Agree')],
    refuse: [asked, (ana, ben) => respond(ben, ana, 'Reject')],
    'delete from one list': [friends, (ana, ben) => remove(ana, ben, 'Single')],
    'delete from both lists': [friends, (ana, ben) => remove(ana, ben, 'Both')],
    'block who is nothing': [strangers, block],
    'block a friend': [friends, block],
  };

  it.each(Object.keys(doings))('cost what docs/relations.md says: %s', async name => {
    const [prepare, act] = doings[name] as (typeof doings)[string];
    const other = await account('other');
    const units: (readonly [read: number, write: number])[] = [];
    for (let round = 0; round < 2; round += 1) {
      const [ana, ben] = await prepare();
      // The function remembers the application for 10 s.
      await admin('sns.friend_get', { From_Account: other, StartIndex: 0 });
      await watch.mark();
      await act(ana, ben);
      const { readUnits, writeUnits } = costOf(await watch.calls());
      // Who the owner is costs half a unit in 10 s, and as much each name that is told.
      units.push([Math.floor(readUnits), writeUnits]);
    }
    const [read, write] = [Math.min(...units.map(([r]) => r)), Math.min(...units.map(([, w]) => w))];
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'relations.md'), 'utf8');
    expect(page).toContain(`| ${name} | ${read} | ${write} |`);
  });

  /** Pairs of an event about somebody, as the bus has heard them; a command emits before it is answered. */
  const heard = (type: string, who: string): readonly object[] =>
    runtime.aws
      .events()
      .filter(event => event['detail-type'] === type && JSON.stringify(event.detail).includes(`"${who}"`))
      .map(({ detail }) => detail as object);

  it('are told to webhooks, in both directions, with who began it', async () => {
    const [ana, ben] = await friends();
    expect(heard('Sns.CallbackFriendAdd', ana)).toMatchObject([
      {
        PairList: [
          { From_Account: ana, To_Account: ben, Initiator_Account: ana },
          { From_Account: ben, To_Account: ana, Initiator_Account: ana },
        ],
        ClientCmd: 'friend_add',
        Admin_Account: runtime.administrator.identifier,
        ForceFlag: 0,
      },
    ]);
    await remove(ana, ben, 'Both');
    expect(heard('Sns.CallbackFriendDelete', ana)).toMatchObject([
      {
        PairList: [
          { From_Account: ana, To_Account: ben },
          { From_Account: ben, To_Account: ana },
        ],
      },
    ]);
  });

  it('that ask name the asker as who began it, once they are answered', async () => {
    const [ana, ben] = await asked();
    expect(heard('Sns.CallbackFriendAdd', ana)).toEqual([]);
    await respond(ben, ana, 'Agree');
    expect(heard('Sns.CallbackFriendAdd', ana)).toMatchObject([
      {
        PairList: [{ From_Account: ana, To_Account: ben, Initiator_Account: ana }],
        ClientCmd: 'friend_response',
      },
    ]);
  });

  it('are told once more, by the same name, when the call that made them is repeated', async () => {
    const [ana, ben] = await friends();
    await add(ana, [ben]);
    const told = heard('Sns.CallbackFriendAdd', ana);
    const ids = told.map(detail => (detail as { id: string }).id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('are added 1000 at once, in time or with the word to go on', async () => {
    const me = await account('me');
    const peers = Array.from({ length: 1000 }, (_, i) => `peer${i}`);
    for (let start = 0; start < peers.length; start += 100) {
      const AccountList = peers.slice(start, start + 100).map(UserID => ({ UserID }));
      await admin('im_open_login_svc.multiaccount_import', { AccountList });
    }
    let waiting: readonly string[] = peers;
    while (waiting.length > 0) {
      const began = Date.now();
      const reply = await add(me, waiting);
      expect(Date.now() - began).toBeLessThan(29_000);
      expect(reply.ErrorCode).toBe(0);
      const results = reply.ResultItem as unknown as readonly { To_Account: string; ResultCode: number }[];
      expect([0, 30007]).toEqual(expect.arrayContaining([...new Set(results.map(r => r.ResultCode))]));
      const left = results.filter(r => r.ResultCode !== 0).map(r => r.To_Account);
      expect(left.length).toBeLessThan(waiting.length);
      waiting = left;
    }
    const page = await admin('sns.friend_get', { From_Account: me, StartIndex: 0 });
    expect(page.FriendNum).toBe(1000);
  }, 300_000);
});
