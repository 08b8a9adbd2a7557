import { itemOf } from '../../lib/domain/group-log/log-store.ts';
import { type GroupCard, pushedGroupMessage } from '../../lib/domain/group-log/pushed-message.ts';
import type { GroupType } from '../../lib/protocol/group-words.ts';
import type { GroupId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';

const app = 1 as SdkAppId;
const time = 1_800_000_000;
const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }]);

const pushed = (type: GroupType, more: { priority?: 1 | 2; clientTime?: number } = {}) => {
  const card: GroupCard = { group: 'place' as GroupId, type, name: 'A place' };
  const draft = { sender: 'ana' as UserId, random: 7, body, priority: 2, ...more } as const;
  const life = { app, group: card.group, born: 0 };
  return pushedGroupMessage(app, card, itemOf(life, draft, { seq: 3, time, uncountedBefore: 0 }, time + 60));
};

test('a message of a live room leaves out what clients take by themselves', () => {
  expect(pushed('AVChatRoom')).toEqual({
    From_Account: 'ana',
    ToGroupId: 'place',
    MsgSeq: 3,
    MsgRandom: 7,
    MsgTimeStamp: time,
    TinyId: expect.stringMatching(/^1441\d{14}$/),
    MsgBody: JSON.parse(body),
    GroupInfo: { GroupId: 'place', GroupType: 'AVChatRoom' },
  });
});

test('what differs is told', () => {
  expect(pushed('AVChatRoom', { priority: 1, clientTime: time - 2 })).toMatchObject({
    MsgPriority: 'High',
    MsgClientTime: time - 2,
  });
  expect(pushed('AVChatRoom', { clientTime: time })).not.toHaveProperty('MsgClientTime');
});

test('a message of any other group is told whole', () => {
  expect(pushed('Public')).toMatchObject({ ClientSeq: 3, MsgPriority: 'Normal', MsgClientTime: time });
});
