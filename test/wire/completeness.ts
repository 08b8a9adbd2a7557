import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf } from '../../lib/protocol/command.ts';
import { type ErrorName, errors } from '../../lib/protocol/errors.ts';
import { allCommands, type RegisteredCommand } from '../../lib/protocol/registry.ts';
import type { Unreachable, WireCase } from './wire-case.ts';

/** What a case file exports. */
export interface CaseFile {
  readonly cases: readonly WireCase[];
  readonly unreachable?: Unreachable;
}

/** The case file of a command, or of the one in its twin; undefined when there is none. */
export const casesOf = ({ service, name }: RegisteredCommand): CaseFile | undefined => {
  const path = join(__dirname, 'cases', service.twinOf ?? service.name, `${fileOf(name)}.ts`);
  return existsSync(path) ? (require(path) as CaseFile) : undefined;
};

/** Whether the very same declaration stands in the command's twin too, which one handler serves under both names. */
const standsInTwin = ({ service, name, spec }: RegisteredCommand): boolean =>
  allCommands.some(
    other => other.service.name === service.twinOf && other.name === name && other.spec === spec,
  );

/** The cases to run: of a command that stands in its twin what succeeds; what it refuses is tried there. */
export const casesToRun = (command: RegisteredCommand): readonly WireCase[] => {
  const cases = casesOf(command)?.cases ?? [];
  return standsInTwin(command) ? cases.filter(({ error }) => error === undefined) : cases;
};

/** Errors that a command's declaration names. */
const declared = ({ spec }: RegisteredCommand): ReadonlySet<ErrorName> =>
  new Set([...spec.errors, ...Object.values(spec.fieldFaults ?? {})]);

/** Errors of the pipeline, which a command need not declare. */
const pipeline = (name: ErrorName): boolean =>
  /^(UserSig|Application|Command|AdminRequired|RequestNotParsable|MessageAuthFailed)/.test(name);

/** What a command's cases leave open, one sentence each. */
export const gapsOf = (command: RegisteredCommand): readonly string[] => {
  const file = casesOf(command);
  if (!file) return ['there is no case file'];
  const tried = new Set(file.cases.flatMap(({ error }) => error ?? []));
  const wanted = declared(command);
  const faults = new Set<string>(Object.values(command.service.faults));
  const untried = [...wanted].filter(name => !tried.has(name) && !file.unreachable?.[name]);
  const undeclared = [...tried].filter(name => !wanted.has(name) && !faults.has(name) && !pipeline(name));
  return [
    ...(file.cases.some(({ error }) => error === undefined) ? [] : ['there is no case that succeeds']),
    ...untried.map(name => `no case for ${name} (${errors[name].code})`),
    ...undeclared.map(name => `${name} is answered but not declared`),
  ];
};
