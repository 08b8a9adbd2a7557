import type { ReplyOf } from './commands.ts';
import type { Session } from './session.ts';

/** A group of conversations. */
export interface ContactGroup {
  readonly id: number;
  readonly name: string;
}

const conversation = (peer: string) => ({ Type: 1 as const, To_Account: peer });

/** Groups of conversations: 20 at most, with names of 32 bytes. All devices of the account see them. */
export class ContactGroups {
  constructor(private readonly session: Session) {}

  private get owner(): { readonly From_Account: string } {
    return { From_Account: this.session.userId };
  }

  /** Every group. @throws KaiwaError */
  async list(): Promise<readonly ContactGroup[]> {
    const found = new Map<number, string>();
    let page: ReplyOf<'recentcontact.get_contact_group'> | undefined;
    while (page?.CompleteFlag !== 1) {
      const body = { ...this.owner, StartIndex: page?.NextStartIndex ?? 0 };
      page = await this.session.request('recentcontact.get_contact_group', body);
      for (const { GroupId, GroupName } of page.GroupItem) found.set(GroupId, GroupName);
    }
    return [...found].map(([id, name]) => ({ id, name }));
  }

  /** Makes a group with its first conversations. @throws KaiwaError */
  async create(name: string, peers: readonly string[]): Promise<void> {
    const GroupContactItem = [{ GroupName: name, ContactItem: peers.map(conversation) }];
    await this.session.request('recentcontact.create_contact_group', { ...this.owner, GroupContactItem });
  }

  /** Deletes a group; the conversations stay. @throws KaiwaError */
  async delete(name: string): Promise<void> {
    await this.session.request('recentcontact.del_contact_group', { ...this.owner, GroupName: [name] });
  }

  /** Gives a group another name. @throws KaiwaError */
  async rename(name: string, newName: string): Promise<void> {
    await this.session.request('recentcontact.update_contact_group', {
      ...this.owner,
      UpdateType: 1,
      UpdateGroup: { UpdateGroupType: 1, OldGroupName: name, NewGroupName: newName },
    });
  }

  /** Puts conversations into a group. @throws KaiwaError */
  add(name: string, peers: readonly string[]): Promise<void> {
    return this.move(name, peers, 1);
  }

  /** Takes conversations out of a group. @throws KaiwaError */
  remove(name: string, peers: readonly string[]): Promise<void> {
    return this.move(name, peers, 2);
  }

  private async move(name: string, peers: readonly string[], ContactOptType: 1 | 2): Promise<void> {
    const ContactUpdateItem = peers.map(peer => ({ ContactOptType, ContactItem: conversation(peer) }));
    await this.session.request('recentcontact.update_contact_group', {
      ...this.owner,
      UpdateType: 1,
      UpdateGroup: { UpdateGroupType: 2, OldGroupName: name, ContactUpdateItem },
    });
  }
}
