import { messageEvent, Scene } from './scripted-server.ts';

const groupMessage = (seq: number, more: object = {}) => ({
  From_Account: 'ben',
  ToGroupId: 'hikers',
  MsgSeq: seq,
  MsgRandom: 100 + seq,
  MsgTimeStamp: 1_795_160_000 + seq,
  MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `m${seq}` } }],
  ...more,
});
const groupEvent = (...messages: readonly object[]) => ({ Event: 3, GroupMsgArray: messages });
const entry = (seq: number, more: object = {}) => ({
  ...groupMessage(seq),
  IsPlaceMsg: 0,
  IsSystemMsg: 0,
  MsgPriority: 1,
  ...more,
});
const listed = (NextMsgSeq: number) => () => ({
  GroupIdList: [{ GroupId: 'hikers', NextMsgSeq, SelfInfo: { MsgSeq: 0 } }],
});

describe('a group', () => {
  let scene: Scene;
  let heard: string[];

  beforeEach(async () => {
    scene = new Scene();
    heard = [];
    scene.client.on('groupMessage', ({ text, mine }) => heard.push(mine ? `my ${text}` : text));
    scene.client.on('groupTip', ({ what, members }) => heard.push(`${what} ${members.join()}`));
    scene.answers['group_open_http_svc.get_joined_group_list'] = listed(3);
    await scene.connect();
    await scene.platform.pass(0);
  });

  test('raises a message that comes twice once, and none of what was there before', async () => {
    scene.socket.push(groupEvent(groupMessage(3), groupMessage(4)), groupEvent(groupMessage(3)));
    expect(heard).toEqual(['m3', 'm4']);
  });

  test('is read after a reconnect from where it was, old to new, with what happened to it', async () => {
    const tip = {
      IsSystemMsg: 1,
      MsgBody: { OpType: 1, Operator_Account: 'cho', List_Account: ['cho'] },
    };
    const asked: unknown[] = [];
    scene.answers['group_open_http_svc.get_joined_group_list'] = listed(7);
    scene.answers['group_open_http_svc.group_msg_get'] = ({ body }) => {
      asked.push(body);
      return {
        RspMsgList: [entry(6), entry(5, tip), entry(4, { IsPlaceMsg: 1 }), entry(3), entry(2)],
        NextReqMsgSeq: 1,
      };
    };
    await scene.reconnect();
    await scene.platform.pass(0);
    expect(asked).toEqual([{ GroupId: 'hikers', ReqMsgNumber: 20, ReqMsgSeq: 6, WithRecalledMsg: 1 }]);
    expect(heard).toEqual(['m3', 'joined cho', 'm6']);
  });

  test('does not bring back what this client has sent', async () => {
    let MsgRandom = 0;
    scene.answers['group_open_http_svc.send_group_msg'] = ({ body }) => {
      MsgRandom = (body as unknown as { Random: number }).Random;
      return { MsgTime: 1_795_160_003, MsgSeq: 3 };
    };
    const sent = await scene.client.groups.sendText('hikers', 'mine', { mention: 'all', priority: 'Low' });
    expect(sent).toMatchObject({ seq: 3, mentionsAll: true, priority: 'Low', dropped: false });
    scene.socket.push(groupEvent(groupMessage(3, { From_Account: 'ana', MsgRandom })));
    scene.socket.push(groupEvent(groupMessage(4, { From_Account: 'ana' })));
    expect(heard).toEqual(['my m4']);
  });

  test('tells of recalls and modifications once, and leaves one-to-one messages alone', async () => {
    const told: unknown[] = [];
    scene.client.on('groupRecalled', recall => told.push(recall));
    scene.client.on('groupModified', modified => told.push(modified));
    const recall = {
      GroupId: 'hikers',
      MsgSeq: 2,
      MsgRandom: 1,
      RevokerInfo: { Revoker_Account: 'cho', Reason: 'spam' },
    };
    const notice = {
      Event: 5,
      GroupTips: [{ ToGroupId: 'hikers', MsgRandom: 1, MsgBody: { GroupWithdrawInfoArray: [recall] } }],
    };
    const change = { ...groupMessage(1), GroupId: 'hikers', MsgVersion: 1, CloudCustomData: 'x' };
    const modified = { Event: 18, GroupMsgModNotifys: [change] };
    scene.socket.push(notice, modified, notice, modified, messageEvent());
    expect(told).toEqual([
      { id: 'hikers/2', group: 'hikers', by: 'cho', reason: 'spam' },
      expect.objectContaining({ id: 'hikers/1', version: 1, text: 'm1', cloudCustomData: 'x' }),
    ]);
  });

  test('is marked as read as far as it was received', async () => {
    const bodies: unknown[] = [];
    scene.answers['group_open_http_svc.msg_read_report'] = ({ body }) => {
      bodies.push(body);
      return {};
    };
    await scene.client.groups.markRead('hikers');
    scene.socket.push(groupEvent(groupMessage(9)));
    await scene.client.groups.markRead('hikers');
    expect(bodies).toEqual([
      { GroupId: 'hikers', MsgReadedSeq: 2 },
      { GroupId: 'hikers', MsgReadedSeq: 9 },
    ]);
  });
});
