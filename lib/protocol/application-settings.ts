import * as z from 'zod';
import { defaultFanOutSettings, fanOutSettings } from './fan-out-settings.ts';
import { defaultGroupSettings, groupSettings } from './group-settings.ts';

const whole = (description: string, unit: string, lowest: number, highest: number) =>
  z.int().min(lowest).max(highest).meta({ description, unit });

const onOff = (description: string) => z.boolean().meta({ description });

/** Names of fields that an application makes up (contract: profile.md, relationship.md: letters, at most 8). */
const fieldNames = (description: string) =>
  z
    .array(z.string().regex(/^[A-Za-z]{1,8}$/))
    .max(20)
    .refine(names => new Set(names).size === names.length, { message: 'each name once' })
    .meta({ description, unit: 'names' });

/**
 * What an operator may change of an application: limits, unit and meaning of each setting, as documented (contract:
 * conversations-and-login.md B, C, F; profile.md; relationship.md; groups.md). docs/reference/settings.md is written from it.
 */
export const applicationSettings = z.strictObject({
  retentionDays: whole('How long a message is kept.', 'days', 1, 3650),
  noStore: onOff('Messages are delivered to whoever is connected and never kept.'),
  recallWindowSeconds: whole(
    'In which time a client may recall its message; an administrator always may.',
    'seconds',
    0,
    604_800,
  ),
  listedConversations: whole('How many conversations a list shows.', 'conversations', 100, 500),
  syncDeletion: onOff("A conversation deleted on one client disappears on the account's others too."),
  messageExtensions: onOff('Messages may carry key-value extensions.'),
  loginMode: z.enum(['single', 'dual', 'triple', 'multi']).meta({
    description: 'Which platforms of an account may be online together (docs/sessions.md).',
  }),
  webInstances: whole('Web pages that an account may have online at a time.', 'clients', 1, 10),
  nativeInstances: whole('Clients that an account may have online on one native platform.', 'clients', 1, 3),
  userStatus: onOff('Clients may ask for the status of others and subscribe to it.'),
  blockedSeesSuccess: onOff(
    'A client whose receiver has blocked it is told that its message was sent; off: it is answered 20007.',
  ),
  friendsOnly: onOff('Clients may send one-to-one messages to their friends only.'),
  customProfileFields: fieldNames('Own profile fields, without the prefix `Tag_Profile_Custom_`.'),
  customFriendFields: fieldNames('Own fields of friends, without the prefix `Tag_SNS_Custom_`.'),
  ...groupSettings,
  ...fanOutSettings,
});

/** The settings of one application, complete. */
export type ApplicationSettings = Readonly<z.infer<typeof applicationSettings>>;

/** Some settings, as a change names them; what is not named keeps its value. */
export const settingsChange = applicationSettings.partial();
export type SettingsChange = z.infer<typeof settingsChange>;

/** Settings of a new application: the documented defaults. */
export const defaultSettings: ApplicationSettings = {
  retentionDays: 7,
  noStore: false,
  recallWindowSeconds: 120,
  listedConversations: 100,
  syncDeletion: false,
  messageExtensions: false,
  loginMode: 'dual',
  webInstances: 1,
  nativeInstances: 1,
  userStatus: false,
  blockedSeesSuccess: true,
  friendsOnly: false,
  customProfileFields: [],
  customFriendFields: [],
  ...defaultGroupSettings,
  ...defaultFanOutSettings,
};
