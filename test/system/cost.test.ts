import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallWatch, type Cost, costOf, type SeenCall } from '../support/cost.ts';
import { eventually, nextSecond } from '../support/eventually.ts';
import { mergedTalk } from '../support/merged-talk.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';

/** What docs/cost.md promises, by the name of its row. A cheaper or a dearer operation fails: the page has to change with it. */
const promised: Readonly<Record<string, Cost>> = {
  'text message, both online': {
    writeUnits: 4,
    readUnits: 3,
    invocations: 1,
    socketMessages: 3,
    inSequence: 4,
  },
  'text message, receiver away': {
    writeUnits: 4,
    readUnits: 3,
    invocations: 1,
    socketMessages: 2,
    inSequence: 3,
  },
  'text message to who has blocked the sender': {
    writeUnits: 3,
    readUnits: 2,
    invocations: 1,
    socketMessages: 2,
    inSequence: 3,
  },
  'text message over REST, receiver online': {
    writeUnits: 4,
    readUnits: 1,
    invocations: 1,
    socketMessages: 1,
    inSequence: 3,
  },
  'login, first of an account': {
    writeUnits: 3,
    readUnits: 3,
    invocations: 1,
    socketMessages: 2,
    inSequence: 5,
  },
  login: { writeUnits: 2, readUnits: 3, invocations: 1, socketMessages: 2, inSequence: 4 },
  reconnect: { writeUnits: 2, readUnits: 1, invocations: 1, socketMessages: 2, inSequence: 3 },
  hello: { writeUnits: 1, readUnits: 0, invocations: 1, socketMessages: 2, inSequence: 1 },
  heartbeat: { writeUnits: 0, readUnits: 0, invocations: 1, socketMessages: 2, inSequence: 0 },
  'read report': { writeUnits: 1, readUnits: 2, invocations: 1, socketMessages: 3, inSequence: 3 },
  'place for an upload': { writeUnits: 0, readUnits: 0, invocations: 1, socketMessages: 2, inSequence: 0 },
  'link to a file': { writeUnits: 0, readUnits: 0, invocations: 1, socketMessages: 0, inSequence: 0 },
  'extension of a message': {
    writeUnits: 1,
    readUnits: 4,
    invocations: 1,
    socketMessages: 3,
    inSequence: 5,
  },
  'extensions of a message, read': {
    writeUnits: 0,
    readUnits: 2,
    invocations: 1,
    socketMessages: 2,
    inSequence: 2,
  },
  'merged messages of 19 KB, kept': {
    writeUnits: 4,
    readUnits: 0,
    invocations: 1,
    socketMessages: 2,
    inSequence: 1,
  },
  'merged messages of 19 KB, read': {
    writeUnits: 0,
    readUnits: 1,
    invocations: 1,
    socketMessages: 2,
    inSequence: 1,
  },
  // What the sender waits for, whatever the number of members; the delivery is another function's.
  'text message to a group, until it is acknowledged': {
    writeUnits: 3,
    readUnits: 2,
    invocations: 1,
    socketMessages: 2,
    inSequence: 5,
  },
  'group made': { writeUnits: 15, readUnits: 6, invocations: 1, socketMessages: 2, inSequence: 8 },
  'group joined': { writeUnits: 7, readUnits: 7.5, invocations: 1, socketMessages: 2, inSequence: 6 },
  'list of 10 groups': { writeUnits: 0, readUnits: 21, invocations: 1, socketMessages: 2, inSequence: 4 },
  'read report of a group': {
    writeUnits: 1,
    readUnits: 3,
    invocations: 1,
    socketMessages: 2,
    inSequence: 4,
  },
  'attribute of a group changed': {
    writeUnits: 1,
    readUnits: 2,
    invocations: 1,
    socketMessages: 2,
    inSequence: 4,
  },
  'counter of a group counted': {
    writeUnits: 1,
    readUnits: 1,
    invocations: 1,
    socketMessages: 2,
    inSequence: 3,
  },
  // What the sender does not wait for: a flush, its posts, and the ring that brought it.
  'delivery of a group message to one client': {
    writeUnits: 2,
    readUnits: 3,
    invocations: 1,
    socketMessages: 1,
    inSequence: 6,
  },
  'delivery of a group message that names its receiver': {
    writeUnits: 3,
    readUnits: 3,
    invocations: 1,
    socketMessages: 1,
    inSequence: 7,
  },
  'sync of a client in 10 groups': {
    writeUnits: 0,
    readUnits: 7,
    invocations: 1,
    socketMessages: 2,
    inSequence: 3,
  },
  'live room entered': { writeUnits: 5, readUnits: 6, invocations: 1, socketMessages: 2, inSequence: 11 },
  'live room left': { writeUnits: 5, readUnits: 3, invocations: 1, socketMessages: 2, inSequence: 8 },
  recall: { writeUnits: 10, readUnits: 3, invocations: 1, socketMessages: 3, inSequence: 5 },
  'block an account': { writeUnits: 8, readUnits: 4, invocations: 1, socketMessages: 3, inSequence: 6 },
  'block list of nobody': { writeUnits: 0, readUnits: 1, invocations: 1, socketMessages: 2, inSequence: 1 },
};

const rounds = 4;

/** Keeps the cheapest: a cold cache or two parallel calls that the machine ran one after the other make a round dearer. */
const cheapest = (one: Cost, other: Cost): Cost => ({
  writeUnits: Math.min(one.writeUnits, other.writeUnits),
  readUnits: Math.min(one.readUnits, other.readUnits),
  invocations: Math.min(one.invocations, other.invocations),
  socketMessages: Math.min(one.socketMessages, other.socketMessages),
  inSequence: Math.min(one.inSequence, other.inSequence),
});

describe('what an operation costs, by count', () => {
  let runtime: Runtime;
  let watch: CallWatch;
  let ana: SocketClient;
  let ben: SocketClient;
  let benLogin: Record<string, unknown>;
  let random = 0;

  const identity = (account: string) => ({
    sdkAppId: runtime.sdkAppId,
    account,
    userSig: runtime.userSig(account),
  });
  const connect = () => SocketClient.connect(`${runtime.socketUrl}/info`);
  const admin = (command: string, body: object) => callRest(runtime.administrator, command, body);
  const message = (to: string, from?: string) => {
    random += 1;
    return {
      ...(from && { From_Account: from }),
      To_Account: to,
      MsgSeq: random,
      MsgRandom: random,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a text of ordinary length' } }],
    };
  };

  let groups = 0;
  /** A group of ana with so many members. */
  const groupOf = async (members: number): Promise<string> => {
    groups += 1;
    const names = Array.from({ length: members - 1 }, (_, i) => `member${i}`);
    const AccountList = names.map(UserID => ({ UserID }));
    await admin('im_open_login_svc.multiaccount_import', { AccountList });
    const GroupId = `group${groups}`;
    await admin('group_open_http_svc.create_group', {
      Type: 'Public',
      Name: 'Hikers',
      GroupId,
      Owner_Account: 'ana',
      MemberList: names.map(Member_Account => ({ Member_Account })),
    });
    return GroupId;
  };
  const liveRoom = async (): Promise<string> => {
    groups += 1;
    const GroupId = `room${groups}`;
    await admin('group_open_http_svc.create_group', { Type: 'AVChatRoom', Name: 'Live', GroupId });
    return GroupId;
  };
  const say = (GroupId: string, more: object = {}) => {
    random += 1;
    return ana.request('group_open_http_svc.send_group_msg', {
      GroupId,
      Random: random,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a text of ordinary length' } }],
      ...more,
    });
  };

  const inTenGroups = async (Owner_Account: string): Promise<void> => {
    await admin('im_open_login_svc.account_import', { UserID: Owner_Account });
    for (let i = 0; i < 10; i += 1)
      await admin('group_open_http_svc.create_group', { Type: 'Public', Name: 'Hikers', Owner_Account });
  };

  beforeAll(async () => {
    // One environment of each function, so that what a warm one remembers is there in the second round.
    runtime = await startRuntime({ concurrency: 1 });
    watch = new CallWatch(runtime.restUrl.replace(/\/v4$/, ''));
    // In a busy room not everybody rings for the fan-out; here every room is as when nobody has spoken for a while.
    const { Version } = await admin('kaiwa_app_svc.get_settings', {});
    await admin('kaiwa_app_svc.set_settings', { Version, Settings: { roomWindowSeconds: 0 } });
    for (const name of ['away', 'blocker', 'administrator'])
      await admin('im_open_login_svc.account_import', { UserID: name });
    [ana, ben] = await Promise.all([connect(), connect()]);
    await ana.login(identity('ana'));
    benLogin = await ben.login(identity('ben'));
    await ana.request('openim.sendmsg', message('ben'));
  });

  afterAll(async () => {
    await Promise.all([ana?.close(), ben?.close()]);
    await runtime?.stop();
  });

  /** Sends a message that may be extended. @returns the members that name it */
  const extensible = async () => {
    const { MsgKey } = await ana.request('openim.sendmsg', { ...message('ben'), SupportMessageExtension: 1 });
    return { From_Account: 'ana', To_Account: 'ben', MsgKey };
  };

  /** Runs an operation some times and returns the cost of the cheapest. */
  const measure = async (
    operation: (round: number) => Promise<unknown>,
    prepare?: () => Promise<unknown>,
    only?: string,
  ) => {
    const seen: Cost[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await prepare?.();
      await sleep(100);
      await watch.mark();
      await operation(round);
      await sleep(100);
      const calls = await watch.calls();
      seen.push(costOf(only ? calls.filter(call => call.command.startsWith(only)) : calls));
    }
    return seen.reduce(cheapest);
  };

  const delivery = async (more: object): Promise<Cost> => {
    const GroupId = await groupOf(6);
    const member = await connect();
    await member.login(identity('member0'));
    const cost = await measure(
      async () => {
        await say(GroupId, more);
        await member.push(({ Event }) => Event === 3);
        const isFlush = ({ command, socketMessages }: SeenCall) =>
          command.startsWith('function:') && socketMessages > 0;
        await eventually(
          () => watch.calls(),
          calls => calls.some(isFlush),
        );
      },
      async () => {
        member.pushes.length = 0;
      },
      'function:',
    );
    await member.close();
    return cost;
  };

  const operations: Readonly<Record<string, () => Promise<Cost>>> = {
    'text message, both online': () => measure(() => ana.request('openim.sendmsg', message('ben'))),
    'text message, receiver away': () => measure(() => ana.request('openim.sendmsg', message('away'))),
    'text message to who has blocked the sender': async () => {
      await admin('sns.black_list_add', { From_Account: 'blocker', To_Account: ['ana'] });
      return measure(() => ana.request('openim.sendmsg', message('blocker')));
    },
    'block an account': () =>
      measure(
        () => ana.request('sns.black_list_add', { From_Account: 'ana', To_Account: ['away'] }),
        () => ana.request('sns.black_list_delete', { From_Account: 'ana', To_Account: ['away'] }),
      ),
    'block list of nobody': () =>
      measure(() =>
        ben.request('sns.black_list_get', { From_Account: 'ben', StartIndex: 0, MaxLimited: 100 }),
      ),
    'text message over REST, receiver online': () =>
      measure(() => admin('openim.sendmsg', message('ben', 'ana'))),
    'login, first of an account': async () => {
      const clients = await Promise.all(Array.from({ length: rounds }, connect));
      const cost = await measure(round => (clients[round] as SocketClient).login(identity(`new${round}`)));
      await Promise.all(clients.map(client => client.close()));
      return cost;
    },
    login: async () => {
      let client = await connect();
      const cost = await measure(
        () => client.login(identity('away')),
        async () => {
          await client.request('im_open_status.wslogout', {});
          await client.close();
          client = await connect();
        },
      );
      await client.request('im_open_status.wslogout', {});
      await client.close();
      return cost;
    },
    reconnect: () =>
      measure(
        async () => {
          const { A2Key } = await ben.request('im_open_status.wslogin', { State: 'Online' });
          ben.head = { ...ben.head, a2: A2Key };
        },
        async () => {
          const { head } = ben;
          await ben.close();
          ben = await connect();
          ben.head = head;
        },
      ),
    hello: () => measure(() => ana.request('im_open_status.wshello', {})),
    heartbeat: () => measure(() => ana.request('heartbeat.alive', {})),
    'read report': () =>
      measure(
        () =>
          ben.request('openim.msgreaded', {
            C2CMsgReaded: {
              Cookie: '',
              C2CMsgReadedItem: [
                { To_Account: 'ana', LastedMsgTime: Math.floor(Date.now() / 1000), Receipt: 1 },
              ],
            },
          }),
        async () => {
          await nextSecond();
          await ana.request('openim.sendmsg', message('ben'));
        },
      ),
    'place for an upload': () =>
      measure(() => ana.request('im_cos_msg.pre_sig', { file_type: 1, file_name: 'a.png' })),
    'link to a file': async () => {
      const { download_url } = await ana.request('im_cos_msg.pre_sig', { file_type: 1, file_name: 'a.png' });
      return measure(() => fetch(String(download_url), { redirect: 'manual' }));
    },
    'extension of a message': async () => {
      const named = await extensible();
      return measure(round => {
        const ExtensionList = [{ Key: `voter ${round}`, Value: 'yes', Seq: 0 }];
        return ana.request('openim_msg_ext_http_svc.set_key_values', {
          ...named,
          OperateType: 1,
          ExtensionList,
        });
      });
    },
    'extensions of a message, read': async () => {
      const named = await extensible();
      const ExtensionList = [{ Key: 'voter', Value: 'yes', Seq: 0 }];
      const body = { ...named, OperateType: 1, ExtensionList };
      await ana.request('openim_msg_ext_http_svc.set_key_values', body);
      return measure(() => ana.request('openim_msg_ext_http_svc.get_key_values', named));
    },
    'merged messages of 19 KB, kept': () =>
      measure(() => ana.request('im_long_msg.save_relay_json_msg', { MsgList: mergedTalk(70) })),
    'merged messages of 19 KB, read': async () => {
      const MsgList = mergedTalk(70);
      const { JsonMsgKey } = await ana.request('im_long_msg.save_relay_json_msg', { MsgList });
      return measure(() => ben.request('im_long_msg.get_relay_json_msg', { JsonMsgKey }));
    },
    'text message to a group, until it is acknowledged': async () => {
      const group = await groupOf(20);
      return measure(() => say(group), undefined, 'group_open_http_svc.');
    },
    'group made': () =>
      measure(
        () => ana.request('group_open_http_svc.create_group', { Type: 'Public', Name: 'Hikers' }),
        undefined,
        'group_open_http_svc.',
      ),
    'group joined': async () => {
      const { GroupId } = await ana.request('group_open_http_svc.create_group', {
        Type: 'Meeting',
        Name: 'Talk',
      });
      return measure(
        () => ben.request('group_open_http_svc.apply_join_group', { GroupId }),
        () => ben.request('group_open_http_svc.quit_group', { GroupId }),
        'group_open_http_svc.',
      );
    },
    'list of 10 groups': async () => {
      await inTenGroups('walker');
      const walker = await connect();
      await walker.login(identity('walker'));
      const cost = await measure(
        () =>
          walker.request('group_open_http_svc.get_joined_group_list', {
            Member_Account: 'walker',
            ResponseFilter: {
              GroupBaseInfoFilter: ['Name', 'NextMsgSeq'],
              SelfInfoFilter: ['Role', 'MsgSeq'],
            },
          }),
        undefined,
        'group_open_http_svc.',
      );
      await walker.close();
      return cost;
    },
    'delivery of a group message to one client': () => delivery({}),
    'delivery of a group message that names its receiver': () =>
      delivery({ GroupAtInfo: [{ GroupAtAllFlag: 0, GroupAt_Account: 'member0' }] }),
    'sync of a client in 10 groups': async () => {
      await inTenGroups('wanderer');
      const wanderer = await connect();
      await wanderer.login(identity('wanderer'));
      const { Cookie } = await wanderer.request('openim.getmsg', { Cookie: '' });
      const cost = await measure(() => wanderer.request('openim.getmsg', { Cookie }), undefined, 'openim.');
      await wanderer.close();
      return cost;
    },
    'live room entered': async () => {
      const GroupId = await liveRoom();
      return measure(
        () => ben.request('group_open_http_svc.apply_join_group', { GroupId }),
        () => ben.request('group_open_http_svc.quit_group', { GroupId }),
        'group_open_http_svc.',
      );
    },
    'live room left': async () => {
      const GroupId = await liveRoom();
      return measure(
        () => ben.request('group_open_http_svc.quit_group', { GroupId }),
        () => ben.request('group_open_http_svc.apply_join_group', { GroupId }),
        'group_open_http_svc.',
      );
    },
    'read report of a group': async () => {
      const group = await groupOf(2);
      let seq: unknown;
      return measure(
        () => ana.request('group_open_http_svc.msg_read_report', { GroupId: group, MsgReadedSeq: seq }),
        async () => {
          ({ MsgSeq: seq } = await say(group));
          await sleep(500);
        },
        'group_open_http_svc.',
      );
    },
    'attribute of a group changed': async () => {
      const GroupId = await groupOf(2);
      const GroupAttr = [{ key: 'state', value: 'open' }];
      return measure(
        () => ana.request('group_open_http_svc.modify_group_attr', { GroupId, GroupAttr }),
        () => sleep(500),
        'group_open_http_svc.',
      );
    },
    'counter of a group counted': async () => {
      const GroupId = await groupOf(2);
      const body = { GroupId, GroupCounter: [{ Key: 'like', Value: 1 }], Mode: 'Increase' };
      await ana.request('group_open_http_svc.update_group_counter', body);
      return measure(
        () => ana.request('group_open_http_svc.update_group_counter', body),
        () => sleep(1500),
        'group_open_http_svc.',
      );
    },
    recall: async () => {
      let sent: ReturnType<typeof message>;
      let time: unknown;
      return measure(
        () =>
          ana.request('openim.msgwithdraw', {
            MsgInfo: {
              From_Account: 'ana',
              To_Account: 'ben',
              MsgSeq: sent.MsgSeq,
              MsgRandom: sent.MsgRandom,
              MsgTimeStamp: time,
            },
          }),
        async () => {
          sent = message('ben');
          ({ MsgTime: time } = await ana.request('openim.sendmsg', sent));
          await nextSecond();
        },
      );
    },
  };

  it.each(Object.keys(promised))('%s', async name => {
    expect(benLogin.ErrorCode).toBe(0);
    expect(await operations[name]?.()).toEqual(promised[name]);
  });

  it('a text message to two devices costs less than $8 per million', async () => {
    const devices = await Promise.all([connect(), connect()]);
    for (const [i, platform] of [1, 7].entries()) await devices[i]?.login({ ...identity('two'), platform });
    const cost = await measure(() => ana.request('openim.sendmsg', message('two')));
    // Both posts are made at once; which of them the machine ends first says nothing about the chain.
    expect(cost).toMatchObject({ writeUnits: 4, readUnits: 3, invocations: 1, socketMessages: 4 });
    await Promise.all(devices.map(device => device.close()));
  });

  it('is what docs/cost.md shows', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
    for (const [name, cost] of Object.entries(promised)) {
      const { writeUnits, readUnits, invocations, socketMessages, inSequence } = cost;
      const row = [name, writeUnits, readUnits, invocations, socketMessages, inSequence].join(' | ');
      expect(page).toContain(`| ${row} |`);
    }
  });
});
