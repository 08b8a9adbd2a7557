import type { PushedEvent, SocketClient } from '../support/socket-client.ts';
import { about, group, groupId } from './groups.ts';
import type { WireCase, World } from './wire-case.ts';

/** Attributes as the wire writes them. */
export const attributes = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([key, value]) => ({ key, value }));

/** A group with the member `me`. */
export const inGroup =
  (type = 'Public') =>
  async (world: World): Promise<void> => {
    await world.account('me');
    await group(type === 'AVChatRoom' ? { type } : { type, me: 'Member' })(world);
  };

/** A body about the group's attributes. */
export const aboutAttributes = (more: object = {}, type = 'Public') => about(type, more);

/** Gives the group these attributes. */
export const setAttributes = (world: World, pairs: Readonly<Record<string, string>>, type = 'Public') =>
  world.admin(
    'group_open_http_svc.modify_group_attr',
    aboutAttributes({ GroupAttr: attributes(pairs) }, type)(world),
  );

/** A group that has these attributes. */
export const withAttributes =
  (pairs: Readonly<Record<string, string>>, type = 'Public') =>
  async (world: World): Promise<void> => {
    await inGroup(type)(world);
    await setAttributes(world, pairs, type);
  };

/** What the group's attributes are. */
export const attributesNow = async (world: World): Promise<Readonly<Record<string, string>>> => {
  const reply = await world.admin('group_open_attr_http_svc.get_group_attr', { GroupId: groupId(world) });
  const list = reply.GroupAttrAry as readonly { key: string; value: string }[];
  return Object.fromEntries(list.map(({ key, value }) => [key, value]));
};

interface AttributeTip {
  readonly MsgBody: {
    readonly MsgGroupNewInfo?: { readonly GroupAttrOption?: { readonly GroupAttrSeq: number } };
  };
}

const optionOf = (event: PushedEvent) =>
  (event.GroupTips as readonly AttributeTip[] | undefined)?.find(
    ({ MsgBody }) => MsgBody.MsgGroupNewInfo?.GroupAttrOption,
  )?.MsgBody.MsgGroupNewInfo?.GroupAttrOption;

/** Waits for the news of the change of the group's attributes that has this number. */
export const attributeNews = async (client: SocketClient, change: number): Promise<object> =>
  optionOf(await client.push(event => optionOf(event)?.GroupAttrSeq === change)) as object;

/** What every command about attributes refuses. */
export const strangersAndNoGroups = (more: object): readonly WireCase[] => [
  {
    title: 'refuses an id that no group can have',
    body: { GroupId: 'grüezi', ...more },
    error: 'GroupIdNotValid',
  },
  { title: 'needs a group', body: { GroupId: 'nobody', ...more }, error: 'GroupNotFound' },
  {
    as: 'me',
    only: { door: 'socket', reason: 'over REST only an administrator calls' },
    title: 'is not for strangers',
    given: group(),
    body: aboutAttributes(more),
    error: 'GroupNotPermitted',
  },
  {
    as: 'me',
    only: { door: 'socket', reason: 'over REST only an administrator calls' },
    title: 'is not for who is not in a live room',
    given: group({ type: 'AVChatRoom' }),
    body: aboutAttributes(more, 'AVChatRoom'),
    error: 'GroupNotPermitted',
  },
  {
    title: 'needs a group in its body',
    body: { ...more },
    error: 'GroupParameterNotValid',
  },
];

/** The limit that a test of the store reaches. */
export const tooFast = {
  GroupAttributesTooFast:
    'it takes six writes in one second; test/storage/group-attributes.test.ts makes them',
} as const;
