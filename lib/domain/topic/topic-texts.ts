import { Fault } from '../../kernel/fault.ts';
import { byteLength } from '../../protocol/ids.ts';

/** Longest texts of a topic in bytes (contract: groups.md 13). */
const limits = {
  TopicName: 30,
  Introduction: 240,
  Notification: 300,
  FaceUrl: 100,
  CustomString: 3000,
} as const;

/** Texts of a topic as the wire names them. */
export type TopicTexts = { readonly [Name in keyof typeof limits]?: string | undefined };

/** @throws Fault GroupParameterNotValid when a text is too long, or the name empty */
export const checkTopicTexts = (texts: TopicTexts): void => {
  for (const [name, most] of Object.entries(limits)) {
    if (byteLength(texts[name as keyof typeof limits] ?? '') > most)
      throw new Fault('GroupParameterNotValid', `${name}: longer than ${most} bytes`);
  }
  if (texts.TopicName === '') throw new Fault('GroupParameterNotValid', 'TopicName: empty');
};
