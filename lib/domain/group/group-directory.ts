import type { Application } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupItem, TopicItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { ShortMemory } from '../short-memory.ts';
import { topicOf } from '../topic/topic-store.ts';
import { checkGroupId } from './group-id.ts';
import { groupOf, lifeOf } from './group-store.ts';

/** A change of a profile is seen everywhere within this time; that a group was dissolved is seen at its state at once. */
const cacheMilliseconds = 5_000;
const groupsKept = 5_000;

const topicName = (app: SdkAppId, group: GroupId, topic: GroupId): string =>
  `${keys.group(app, group).PK}\n${topic}`;

/**
 * Groups remembered for seconds, so that a message costs no read for "is there such a group, and of which type". That
 * there is none is never remembered.
 */
export class GroupDirectory {
  private readonly groups: ShortMemory<string, GroupItem>;
  private readonly topics: ShortMemory<string, TopicItem>;

  constructor(
    private readonly table: Table,
    clock: Clock,
  ) {
    this.groups = new ShortMemory(clock, cacheMilliseconds, groupsKept);
    this.topics = new ShortMemory(clock, cacheMilliseconds, groupsKept);
  }

  /** @returns undefined when there is no such group */
  async find(app: SdkAppId, group: GroupId): Promise<GroupItem | undefined> {
    const { PK } = keys.group(app, group);
    const known = this.groups.get(PK);
    if (known) return known;
    const item = await groupOf(this.table, app, group);
    if (item) this.groups.set(PK, item);
    return item;
  }

  /** @throws Fault GroupIdNotValid, GroupNotFound */
  async expect(app: SdkAppId, id: string): Promise<GroupItem> {
    const item = await this.find(app, checkGroupId(id));
    if (!item) throw new Fault('GroupNotFound');
    return item;
  }

  /**
   * A group, or one of its topics: then the group knows which (`topic`), and is as silent as its topic.
   * @throws Fault GroupIdNotValid, GroupNotFound, CommunityOff when there are no topics
   */
  async expectPlace(
    { id: app, settings }: Pick<Application, 'id' | 'settings'>,
    id: string,
    topicId?: string,
  ): Promise<GroupItem> {
    if (topicId && !settings.communities) throw new Fault('CommunityOff');
    const group = await this.expect(app, id);
    if (!topicId) return group;
    if (!group.supportTopic)
      throw new Fault('CommunityOff', 'the group has no topics: it was made without SupportTopic 1');
    const topic = await this.topic(app, group, checkGroupId(topicId));
    if (!topic) throw new Fault('GroupNotFound');
    const { topic: name, born, muteAll = group.muteAll, defaultPermissions } = topic;
    const meant = { topic: name, born, ...(defaultPermissions && { defaultPermissions }) };
    return { ...group, ...(muteAll && { muteAll }), topic: meant };
  }

  private async topic(app: SdkAppId, group: GroupItem, topic: GroupId): Promise<TopicItem | undefined> {
    const key = topicName(app, group.group, topic);
    const known = this.topics.get(key);
    if (known) return known;
    const item = await topicOf(this.table, lifeOf(app, group), topic);
    if (item) this.topics.set(key, item);
    return item;
  }

  /** Drops what is remembered of a topic that this function has just changed. */
  forgetTopic(app: SdkAppId, group: GroupId, topic: GroupId): void {
    this.topics.delete(topicName(app, group, topic));
  }

  /** Drops what is remembered of a group that this function has just changed. */
  forget(app: SdkAppId, group: GroupId): void {
    this.groups.delete(keys.group(app, group).PK);
  }
}
