import * as z from 'zod';

/** A string or number that may not be mixed up with another of the same JavaScript type. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** The number of an application (SDKAppID). It prefixes every key in the table. */
export type SdkAppId = Brand<number, 'SdkAppId'>;
/** The name of an account inside its application: 1 to 32 bytes of UTF-8. */
export type UserId = Brand<string, 'UserId'>;
/** One logged-in client of an account; survives reconnects. */
export type InstanceId = Brand<number, 'InstanceId'>;
/** The id of a group, or of a topic (contract: groups.md 2). */
export type GroupId = Brand<string, 'GroupId'>;
/** API Gateway's name of one open WebSocket. */
export type ConnectionId = Brand<string, 'ConnectionId'>;

const utf8 = new TextEncoder();

/** Length of a string on the wire, in bytes of UTF-8. */
export const byteLength = (text: string): number => utf8.encode(text).length;

/** Whether a text can be a UserID at all. */
export const isUserId = (text: string): text is UserId => text.length > 0 && byteLength(text) <= 32;

/** A UserID in a body (contract: accounts.md, 1 to 32 bytes). */
export const userId = z
  .string()
  .refine(isUserId, { message: 'a UserID has 1 to 32 bytes' })
  .transform(id => id as UserId);

/** An unsigned 32-bit integer in a body. */
export const uint32 = z.int().min(0).max(0xffff_ffff);

/** 0 or 1 in a body. */
export const flag = z.union([z.literal(0), z.literal(1)]);
