import { checkAnswerSize } from '../../functions/groups/answer-size.ts';
import { Fault } from '../../lib/kernel/fault.ts';

const answer = (length: number) => ({ MemberList: 'x'.repeat(length) });

describe('an answer about groups', () => {
  it.each(['rest', 'socket'] as const)('over %s passes when it is small', door => {
    expect(checkAnswerSize(answer(100_000), door)).toEqual(answer(100_000));
  });

  it('is refused over REST when it is larger than 1 MB', () => {
    expect(() => checkAnswerSize(answer(1_000_000), 'rest')).toThrow(new Fault('GroupAnswerTooLarge'));
  });

  it('is refused on the socket when a connection would be closed for it', () => {
    expect(() => checkAnswerSize(answer(128_000), 'socket')).toThrow(new Fault('GroupAnswerTooLarge'));
  });
});
