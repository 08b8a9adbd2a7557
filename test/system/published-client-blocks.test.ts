import { eventually } from '../support/eventually.ts';
import type { ClientError, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** What `@tencentcloud/chat` 3.6.6, unmodified, does with its block list. */
describe('the block list of the published client', () => {
  let usual: Runtime;
  let refusing: Runtime;
  const clients = new PublishedClients(() => usual);
  const refused = new PublishedClients(() => refusing);

  beforeAll(async () => {
    const runtime = await startRuntime();
    usual = await runtime.withSettings({ webInstances: 3 });
    refusing = await runtime.withSettings({ blockedSeesSuccess: false });
  });
  afterEach(() => Promise.all([clients.stop(), refused.stop()]));
  afterAll(() => usual.stop());

  const exists = (of: PublishedClients, name: string) =>
    of.admin('im_open_login_svc.account_import', { UserID: name });
  const shows = (client: PublishedClient, ...names: readonly string[]) =>
    client.event<readonly string[]>('blacklistUpdated', shown => shown.join() === names.join());
  const befriend = (who: string, whom: string) =>
    clients.admin('sns.friend_import', {
      From_Account: who,
      AddFriendItem: [{ To_Account: whom, AddSource: 'AddSource_Type_Test' }],
    });
  const friendsOf = (client: PublishedClient, ...names: readonly string[]) =>
    client.event<readonly { userID: string }[]>(
      'onFriendListUpdated',
      shown => shown.map(({ userID }) => userID).join() === names.join(),
    );
  const sendOf = (client: PublishedClient, to: string, text: string) =>
    client.call('sendText', to, text).then(
      () => 0,
      (error: ClientError) => error.code,
    );

  it('is changed, shown on a second client, and there after a fresh login', async () => {
    const [me, ana, ben] = ['me', 'ana', 'ben'].map(short => clients.newName(short)) as [
      string,
      string,
      string,
    ];
    await Promise.all([exists(clients, ana), exists(clients, ben)]);
    const [first, second] = [await clients.loggedIn(me), await clients.loggedIn(me)];
    expect(await first.call('block', [ana, ben])).toEqual([ana, ben]);
    await Promise.all([shows(first, ana, ben), shows(second, ana, ben)]);
    expect(await first.call('unblock', [ana])).toEqual([ben]);
    await shows(second, ben);
    expect(await second.call('blocked')).toEqual([ben]);
    const third = await clients.loggedIn(me);
    await shows(third, ben);
    expect(await third.call('blocked')).toEqual([ben]);
  });

  it('keeps messages away at once, says nothing of it, and lets them through again', async () => {
    const [me, ana] = [clients.newName('me'), clients.newName('ana')];
    const [mine, hers] = [await clients.loggedIn(me), await clients.loggedIn(ana)];
    expect(await sendOf(hers, me, 'one')).toBe(0);
    await mine.event('onMessageReceived');
    await mine.call('block', [ana]);
    expect(await sendOf(hers, me, 'two')).toBe(0);
    await mine.call('unblock', [ana]);
    expect(await sendOf(hers, me, 'three')).toBe(0);
    await eventually(() => mine.received().length >= 2);
    expect(mine.received().map(({ payload }) => payload.text)).toEqual(['one', 'three']);
  });

  it('refuses messages with 20007 where the application says so', async () => {
    const [me, ana] = [refused.newName('me'), refused.newName('ana')];
    const [mine, hers] = [await refused.loggedIn(me), await refused.loggedIn(ana)];
    expect(await sendOf(hers, me, 'one')).toBe(0);
    await mine.call('block', [ana]);
    expect(await sendOf(hers, me, 'two')).toBe(20007);
    expect(await sendOf(mine, ana, 'from who blocks')).toBe(0);
    await mine.call('unblock', [ana]);
    expect(await sendOf(hers, me, 'three')).toBe(0);
  });

  it('takes the blocked one out of the friends of both, on all clients', async () => {
    const [me, ana] = [clients.newName('me'), clients.newName('ana')];
    const [mine, hers] = [await clients.loggedIn(me), await clients.loggedIn(ana)];
    await befriend(me, ana);
    await befriend(ana, me);
    await Promise.all([friendsOf(mine, ana), friendsOf(hers, me)]);
    mine.events.length = 0;
    hers.events.length = 0;
    await mine.call('block', [ana]);
    await Promise.all([friendsOf(mine), friendsOf(hers)]);
  });

  it('shows a friend under a new nick', async () => {
    const [me, ana] = [clients.newName('me'), clients.newName('ana')];
    const [mine, hers] = [await clients.loggedIn(me), await clients.loggedIn(ana)];
    await befriend(me, ana);
    await friendsOf(mine, ana);
    await hers.call('updateProfile', { nick: 'Ann', selfSignature: 'hello' });
    const isAnn = ({ userID, nick }: { userID: string; nick: string }) => userID === ana && nick === 'Ann';
    await mine.event<readonly { userID: string; nick: string }[]>('onProfileUpdated', shown =>
      shown.some(isAnn),
    );
  });

  it('puts blocks, what they end, and changed profiles on the bus for webhooks', async () => {
    const [me, ana] = [clients.newName('me'), clients.newName('ana')];
    await exists(clients, ana);
    const mine = await clients.loggedIn(me);
    await befriend(ana, me);
    await mine.call('block', [ana]);
    await mine.call('unblock', [ana]);
    await mine.call('updateProfile', { nick: 'Me' });
    const pair = { From_Account: me, To_Account: ana };
    const told = usual.aws
      .events()
      .filter(({ detail }) => JSON.stringify(detail).includes(me))
      .map(({ 'detail-type': type, detail }) => ({ type, detail }));
    const tells = (type: string, detail: object) =>
      expect(told).toContainEqual({ type, detail: expect.objectContaining(detail) });
    tells('Sns.CallbackBlackListAdd', { PairList: [pair] });
    tells('Sns.CallbackFriendDelete', { PairList: [{ From_Account: ana, To_Account: me }] });
    tells('Sns.CallbackBlackListDelete', { PairList: [pair] });
    tells('Profile.CallbackPortraitSet', {
      From_Account: me,
      Operator_Account: me,
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Me' }],
    });
  });

  it('refuses a muted client with 20012 at once, and no longer when the mute is lifted', async () => {
    const [me, ana] = [clients.newName('me'), clients.newName('ana')];
    await exists(clients, me);
    const hers = await clients.loggedIn(ana);
    const mute = (seconds: number) =>
      clients.admin('openconfigsvr.setnospeaking', { Set_Account: ana, C2CmsgNospeakingTime: seconds });
    expect(await sendOf(hers, me, 'one')).toBe(0);
    await mute(600);
    expect(await sendOf(hers, me, 'two')).toBe(20012);
    await mute(0);
    expect(await sendOf(hers, me, 'three')).toBe(0);
  });
});
