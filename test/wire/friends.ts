import { type ErrorName, errors } from '../../lib/protocol/errors.ts';
import { accounts } from './messages.ts';
import type { Reply, World } from './wire-case.ts';

/** A source that is in order. */
export const source = 'AddSource_Type_Web';

/** An entry of a batch that adds. */
export const friend = (world: World, short: string, more: object = {}) => ({
  To_Account: world.name(short),
  AddSource: source,
  ...more,
});

/** A batch of the caller `me` that adds accounts by their short names. */
export const adds =
  (more: object, ...shorts: readonly string[]) =>
  (world: World) => ({
    From_Account: world.name('me'),
    AddFriendItem: shorts.map(short => friend(world, short)),
    ...more,
  });

/** What one account of a batch is answered. */
export const result = (To_Account: string, error?: ErrorName) => ({
  To_Account,
  ResultCode: error ? errors[error].code : 0,
});

/** Makes `me` and others, who exist afterwards, friends both ways. */
export const befriends =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<Reply> => {
    await accounts('me', ...shorts)(world);
    return world.admin('sns.friend_add', adds({ ForceAddFlags: 1 }, ...shorts)(world));
  };

/** Sets profile fields of an account that exists. */
export const profile = (world: World, short: string, values: Readonly<Record<string, string>>) =>
  world.admin('profile.portrait_set', {
    From_Account: world.name(short),
    ProfileItem: Object.entries(values).map(([Tag, Value]) => ({ Tag, Value })),
  });

/** Accounts that want to be asked before they are added. */
export const carefulOnes =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<void> => {
    await accounts(...shorts)(world);
    for (const short of shorts) {
      await profile(world, short, { Tag_Profile_IM_AllowType: 'AllowType_Type_NeedConfirm' });
    }
  };

/** One account asks another, who wants to be asked. */
export const asks = (world: World, from: string, to: string, more: object = {}) =>
  world.admin('sns.friend_add', {
    From_Account: world.name(from),
    AddFriendItem: [friend(world, to, more)],
  });

/** Friends of an account with their fields by tag. */
export const friendsOf = async (
  world: World,
  short: string,
): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> => {
  const { UserDataItem } = await world.admin('sns.friend_get', {
    From_Account: world.name(short),
    StartIndex: 0,
  });
  const items = UserDataItem as { To_Account: string; ValueItem: { Tag: string; Value: unknown }[] }[];
  return Object.fromEntries(
    items.map(({ To_Account, ValueItem }) => [
      To_Account,
      Object.fromEntries(ValueItem.map(({ Tag, Value }) => [Tag, Value])),
    ]),
  );
};

/** How two accounts stand to each other. */
export const relation = async (world: World, from: string, to: string): Promise<unknown> => {
  const { InfoItem } = await world.admin('sns.friend_check', {
    From_Account: world.name(from),
    To_Account: [world.name(to)],
    CheckType: 'CheckResult_Type_Both',
  });
  return (InfoItem as { Relation: string }[])[0]?.Relation;
};

/** Requests of an account, newest first. */
export const requestsOf = async (world: World, short: string): Promise<readonly unknown[]> => {
  const { PendencyItem } = await world.admin('sns.pendency_get', { From_Account: world.name(short) });
  return PendencyItem as readonly unknown[];
};

/** Friend groups of an account, with their members. */
export const groupsOf = async (world: World, short: string): Promise<readonly unknown[]> => {
  const body = { From_Account: world.name(short), NeedFriend: 'Need_Friend_Type_Yes' };
  return (await world.admin('sns.group_get', body)).ResultItem as readonly unknown[];
};

/** A change of the relations of whoever gets it. */
export const isRelationPush = (event: object): boolean => 'FriendListMod' in event;
