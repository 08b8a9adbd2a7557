/** A set that remembers the last so many members. */
export class RecentSet {
  private readonly members = new Set<string>();

  constructor(private readonly capacity: number) {}

  has(member: string): boolean {
    return this.members.has(member);
  }

  /** @returns false when it was in the set already */
  add(member: string): boolean {
    if (this.members.has(member)) return false;
    this.members.add(member);
    const [oldest] = this.members;
    if (this.members.size > this.capacity && oldest !== undefined) this.members.delete(oldest);
    return true;
  }
}
