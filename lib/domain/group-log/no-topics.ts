import { Fault } from '../../kernel/fault.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';

/**
 * There are no topics: a call that names one names none that exists.
 * @throws Fault CommunityOff while communities are off, else GroupNotFound
 */
export const refuseTopic = (
  topic: string | undefined,
  { communities }: Pick<ApplicationSettings, 'communities'>,
): void => {
  if (topic) throw new Fault(communities ? 'GroupNotFound' : 'CommunityOff');
};
