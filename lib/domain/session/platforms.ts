/** Kinds of client that hold a slot of their own (contract: conversations-and-login.md F1). */
export type Platform = 'Windows' | 'Android' | 'iPhone' | 'Mac' | 'iPad' | 'Web';

/**
 * Platform numbers of clients. 7 is documented by the wire; the others are the numbers that the vendor's native SDKs are
 * publicly known by (unconfirmed).
 */
const platforms: Readonly<Record<number, Platform>> = {
  1: 'Windows',
  2: 'Android',
  3: 'iPhone',
  4: 'Mac',
  5: 'iPad',
  7: 'Web',
};

/** The number that a client sends when it runs in a web page or in Node. */
export const webPlatform = 7;

/** The kind of a client. Unknown numbers (mini-programs among them) count as web pages, which are what speaks this wire. */
export const platformOf = (number: number): Platform => platforms[number] ?? 'Web';
