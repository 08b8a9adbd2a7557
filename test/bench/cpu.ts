import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** Linux counts in hundredths of a second. */
const ticksPerSecond = 100;

/** Fields of a `stat` file of /proc behind the name, which may hold anything. */
const fieldsOf = (path: string): readonly string[] => {
  const text = readFileSync(`/proc/${path}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

const secondsOf = (path: string): number => {
  const fields = fieldsOf(path);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

const isJavaOfOurs = (pid: string): boolean => {
  try {
    const isOurs = Number(fieldsOf(pid)[1]) === process.pid;
    return isOurs && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'java';
  } catch {
    return false;
  }
};

/** Seconds of all processors so far in which they did anything. */
const machineSeconds = (): number => {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .join()
    .trim()
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
};

/** Seconds of CPU so far of each part of a running stack; nothing where there is no /proc. */
export type CpuSeconds = ReadonlyMap<string, number>;

/**
 * Measures the parts of a stack that this process runs: its gateways in the main thread, its functions in threads, the database,
 * and processes of the bench.
 * @param others process ids by name
 */
export const cpuSeconds = (others: Readonly<Record<string, number | undefined>>): CpuSeconds => {
  try {
    const main = secondsOf(`self/task/${process.pid}`);
    const java = readdirSync('/proc').find(pid => /^\d+$/.test(pid) && isJavaOfOurs(pid));
    const ours = new Map([
      ['gateway (one thread)', main],
      ['functions', secondsOf('self') - main],
      ['DynamoDB Local', java ? secondsOf(java) : 0],
      ...Object.entries(others).map(([name, pid]) => [name, secondsOf(String(pid))] as const),
    ]);
    const sum = [...ours.values()].reduce((total, value) => total + value, 0);
    return ours.set('everything else', machineSeconds() - sum);
  } catch {
    return new Map();
  }
};

/** Processors that were busy between two moments, by part. */
export const busyBetween = (before: CpuSeconds, after: CpuSeconds, seconds: number): CpuSeconds =>
  new Map([...after].map(([name, value]) => [name, (value - (before.get(name) ?? 0)) / seconds]));

/** What of the machine is used up, in words. @param processors of the machine */
export const limitOf = (busy: CpuSeconds, processors: number): string => {
  if (busy.size === 0) return 'unknown here: there is no /proc';
  const total = [...busy.values()].reduce((sum, value) => sum + value, 0);
  const [most = '', share = 0] = [...busy].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (total >= 0.9 * processors) return `the ${processors} processors, most of all ${most}`;
  if ((busy.get('gateway (one thread)') ?? 0) >= 0.9) return 'the one thread of the local gateway';
  return `nothing of the machine (most busy: ${most}, ${share.toFixed(2)} of a processor)`;
};
