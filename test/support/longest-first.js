import TestSequencer from '@jest/test-sequencer';

const isLong = ({ path }) => path.includes('/test/wire/');

/** The commands take longest: begun last, one of them would run alone while the other processor waits. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter(test => !isLong(test))];
  }
}
