import { Fault } from '../../kernel/fault.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import { byteLength } from '../../protocol/ids.ts';

/** Longest texts of a group in bytes: usual ones and longer ones (contract: groups.md 3, 16). */
const limits = {
  Name: [30, 100],
  Introduction: [240, 400],
  Notification: [300, 400],
  FaceUrl: [100, 500],
} as const;

/** Texts of a group as the wire names them. */
export type GroupTexts = { readonly [Name in keyof typeof limits]?: string | undefined };

/** @throws Fault GroupParameterNotValid when a text is too long, or the name empty */
export const checkTexts = (texts: GroupTexts, { longGroupTexts }: ApplicationSettings): void => {
  for (const [name, [usual, long]] of Object.entries(limits)) {
    const text = texts[name as keyof typeof limits];
    const most = longGroupTexts ? long : usual;
    if (text !== undefined && byteLength(text) > most) {
      throw new Fault('GroupParameterNotValid', `${name}: longer than ${most} bytes`);
    }
  }
  if (texts.Name === '') throw new Fault('GroupParameterNotValid', 'Name: empty');
};
