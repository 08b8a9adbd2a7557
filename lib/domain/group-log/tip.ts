import { randomInt } from 'node:crypto';
import type { Application } from '../../kernel/application.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { GroupTipBody } from '../../protocol/group-pushes.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import { tellGroup } from '../fan-out/ring.ts';
import { lifeOf } from '../group/group-store.ts';
import { type GroupTraits, toldAs } from '../group/types.ts';
import type { DeliveryPorts } from '../session/deliver.ts';
import { append } from './append.ts';
import { keptSeconds, kindOf } from './kind.ts';
import { groupInfoOf } from './pushed-message.ts';

/** Something that happened to a group. */
export interface GroupTip {
  /** What the type's table says whether it is told by. */
  readonly about: keyof GroupTraits['told'];
  readonly operator: UserId;
  readonly body: GroupTipBody;
  /** Nick and picture of the operator. */
  readonly nick?: string | undefined;
  readonly face?: string | undefined;
}

const maximumRandom = 0xffff_ffff;

/**
 * Tells the members of a group what happened to it, as a message under the next number or in passing, or not at all, as the
 * group's type and the application's settings say: 2 write units and 1 request to the queue when it is kept.
 * @throws Fault GroupNotFound when the group was dissolved
 */
export const announceTip = async (
  ports: DeliveryPorts & Pick<Ports, 'queue'>,
  { id: app, settings }: Pick<Application, 'id' | 'settings'>,
  group: GroupItem,
  { about, operator, body, nick, face }: GroupTip,
): Promise<void> => {
  const told = toldAs(about, group.type, settings);
  if (told === 'off') return;
  const life = lifeOf(app, group);
  const kind = kindOf(group.type);
  const now = ports.clock.now();
  const random = randomInt(maximumRandom);
  // Who comes into a live room and goes is chat of the lowest priority: it must not crowd out what people say.
  const isChat = kind === 'room' && about === 'members';
  if (told === 'stored' || isChat) {
    const draft = {
      sender: operator,
      random,
      body: JSON.stringify(body),
      tip: true,
      priority: isChat ? 4 : 1,
      nick,
      face,
    } as const;
    await append(ports, life, kind, draft, { now, seconds: keptSeconds(kind, settings) });
    return;
  }
  const tip = {
    From_Account: operator,
    ToGroupId: group.group,
    MsgSeq: 0,
    MsgRandom: random,
    MsgTimeStamp: Math.floor(now / 1000),
    ClientSeq: 0,
    GroupInfo: groupInfoOf(group, { ...(nick && { nick }), ...(face && { face }) }),
    MsgBody: body,
  };
  await tellGroup(ports, life, [{ Event: 6, GroupTips: [tip] }], { kind });
};
