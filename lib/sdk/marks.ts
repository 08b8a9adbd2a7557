const named = ['favourite', 'unread', 'folded', 'hidden'] as const;

/** A mark of a conversation: one that every client knows, or one of the application's own, 32 to 63. */
export type Mark = (typeof named)[number] | number;

/** The number of a mark on the socket (docs/conversations.md). */
export const markNumber = (mark: Mark): number => (typeof mark === 'number' ? mark : named.indexOf(mark));

/** The marks that a text of 0 and 1 says, mark 0 last. */
export const marksIn = (text = ''): readonly Mark[] =>
  [...text].reverse().flatMap((digit, number) => (digit === '1' ? [named[number] ?? number] : []));
