/** In what order they are numbered on the wire (docs/conversations.md, do-not-disturb). */
const reminders = ['notify', 'discard', 'quiet', 'quietUnlessNamed'] as const;

/**
 * How one wants to be told of somebody's messages: with a notice; not at all, they are in the history; without a notice;
 * without one unless one is named.
 */
export type Reminder = (typeof reminders)[number];

/** The number of a reminder on the wire. */
export const reminderNumber = (reminder: Reminder): number => reminders.indexOf(reminder);

/** The reminder of a number on the wire. */
export const reminderOf = (number: number): Reminder => reminders[number] ?? 'notify';
