import { CallWatch } from '../support/cost.ts';
import { eventually } from '../support/eventually.ts';
import type { ClientError, ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

const tip = 'TIMGroupTipElem';
const notice = 'TIMGroupSystemNoticeElem';

/** What `@tencentcloud/chat` 3.6.6, unmodified, can do in live rooms beyond speaking in them. */
describe('live rooms of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    // One environment of each function: what one remembers of a room for some seconds no other one has changed.
    runtime = await startRuntime({ concurrency: 1 });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const group = <T = unknown>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('group', method, ...args);
  const say = (client: PublishedClient, room: string, text: string, more: object = {}) =>
    client.call<ClientMessage>('sendToGroup', room, 'createTextMessage', { text }, more);
  const hears = async (
    client: PublishedClient,
    fits: (message: ClientMessage) => boolean,
  ): Promise<ClientMessage | undefined> => {
    const list = await client.event<readonly ClientMessage[]>('onMessageReceived', messages =>
      messages.some(fits),
    );
    return list.find(fits);
  };
  const hearsText = (client: PublishedClient, text: string) =>
    hears(client, ({ payload }) => payload.text === text);
  const operation = (type: string, operationType: number) => (message: ClientMessage) =>
    message.type === type && message.payload.operationType === operationType;

  const avatar = 'https://example.com/ana.png';

  /** A room that ana has made and both are in. */
  const room = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [owner, viewer] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    // First of all: names are remembered for some seconds.
    await group(owner, 'updateMyProfile', { nick: 'Ana', avatar });
    const created = await group<{ group: { groupID: string } }>(owner, 'createGroup', {
      type: 'AVChatRoom',
      name: 'Live',
    });
    const { groupID } = created.group;
    for (const client of [owner, viewer]) {
      expect(await group(client, 'joinGroup', { groupID })).toMatchObject({ status: 'JoinedSuccess' });
    }
    return { ana, ben, owner, viewer, groupID };
  };

  it('carry names, pictures and priorities', async () => {
    const { owner, viewer, groupID } = await room();
    for (const priority of ['High', 'Normal', 'Low', 'Lowest']) {
      await say(owner, groupID, priority, { priority });
      expect(await hearsText(viewer, priority)).toMatchObject({ priority, nick: 'Ana', avatar });
    }
    const gift = { data: 'gift', description: 'a rose', extension: '{}' };
    await viewer.call('sendToGroup', groupID, 'createCustomMessage', gift, { priority: 'High' });
    expect(await hears(owner, ({ payload }) => payload.data === 'gift')).toMatchObject({ payload: gift });
  });

  it('are changed by their owner, which everybody is told', async () => {
    const { ana, owner, viewer, groupID } = await room();
    await group(owner, 'updateGroupProfile', { groupID, name: 'Late show', notification: 'welcome' });
    expect(await hears(viewer, operation(tip, 6))).toMatchObject({
      payload: { operatorID: ana, newGroupProfile: { groupName: 'Late show', notification: 'welcome' } },
    });
    const seen = await group<{ group: object }>(viewer, 'searchGroupByID', groupID);
    expect(seen.group).toMatchObject({ name: 'Late show', notification: 'welcome', type: 'AVChatRoom' });
    await expect(group(viewer, 'updateGroupProfile', { groupID, name: 'mine' })).rejects.toMatchObject({
      code: 10_007,
    });
  });

  it('have single members, and all, silenced by their owner', async () => {
    const { ben, owner, viewer, groupID } = await room();
    await group(owner, 'setGroupMemberMuteTime', { groupID, userID: ben, muteTime: 600 });
    await expect(say(viewer, groupID, 'me?')).rejects.toMatchObject({ code: 10_017 });
    await group(owner, 'setGroupMemberMuteTime', { groupID, userID: ben, muteTime: 0 });
    await say(viewer, groupID, 'thanks');
    await hearsText(owner, 'thanks');
    await group(owner, 'updateGroupProfile', { groupID, muteAllMembers: true });
    await expect(say(viewer, groupID, 'me?')).rejects.toMatchObject({ code: 10_017 });
    await say(owner, groupID, 'quiet, please');
    await hearsText(viewer, 'quiet, please');
    await expect(
      group(viewer, 'setGroupMemberMuteTime', { groupID, userID: ben, muteTime: 60 }),
    ).rejects.toMatchObject({ code: expect.any(Number) });
  });

  it('take messages back, and hear what the application has to say', async () => {
    const { owner, viewer, groupID } = await room();
    const sent = await say(owner, groupID, 'oops');
    await hearsText(viewer, 'oops');
    await owner.call('revoke', sent.ID);
    const revoked = await viewer.event<readonly ClientMessage[]>('onMessageRevoked');
    expect(revoked).toMatchObject([{ ID: sent.ID }]);
    const body = { GroupId: groupID, Content: 'one minute left' };
    await clients.admin('group_open_http_svc.send_group_system_notification', body);
    expect(await hears(viewer, operation(notice, 255))).toMatchObject({
      payload: { userDefinedField: 'one minute left' },
    });
  });

  it('go on over a cut, which is neither a leaving nor a coming', async () => {
    const { ben, owner, viewer, groupID } = await room();
    await hears(owner, message => operation(tip, 1)(message) && String(message.payload.userIDList) === ben);
    const watch = new CallWatch(runtime.restUrl.replace(/\/v4$/, ''));
    await watch.mark();
    await viewer.call('cutConnection');
    await watch.ended('im_open_status.wslogin');
    await say(owner, groupID, 'are you there?');
    await hearsText(viewer, 'are you there?');
    await say(viewer, groupID, 'yes');
    await hearsText(owner, 'yes');
    const told = owner
      .received()
      .filter(({ type, payload }) => type === tip && String(payload.userIDList) === ben);
    expect(told).toHaveLength(1);
  });

  it('are left by viewers and dissolved by their owner', async () => {
    const { ben, owner, viewer, groupID } = await room();
    await group(viewer, 'quitGroup', groupID);
    expect(await hears(owner, operation(tip, 2))).toMatchObject({ payload: { userIDList: [ben] } });
    await expect(say(viewer, groupID, 'hello?')).rejects.toMatchObject({ code: expect.any(Number) });
    await expect(group(owner, 'quitGroup', groupID)).rejects.toMatchObject({ code: 10_009 });
    await group(viewer, 'joinGroup', { groupID });
    await group(owner, 'dismissGroup', groupID);
    await hears(viewer, operation(notice, 5));
  });

  it('are spared by the client itself what they do not know', async () => {
    const { ben, owner, groupID } = await room();
    const refusals = {
      addGroupMember: [{ groupID, userIDList: [ben] }, 2661],
      changeGroupOwner: [{ groupID, newOwnerID: ben }, 2620],
      deleteGroupMember: [{ groupID, userIDList: [ben] }, 3122],
      setGroupMemberNameCard: [{ groupID, nameCard: 'x' }, 2687],
      setGroupMemberRole: [{ groupID, userID: ben, role: 'Admin' }, 2681],
    } as const;
    // It learns a second after the login what its vendor was paid for.
    for (const [method, [options, code]] of Object.entries(refusals)) {
      const attempt = () =>
        group(owner, method, options).then(
          () => 0,
          (error: ClientError) => error.code,
        );
      await eventually(attempt, seen => seen === code);
    }
  });

  it('leave no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});
