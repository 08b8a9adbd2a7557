import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { DynamoTable } from '../lib/aws/dynamo-table.ts';
import {
  createApplication,
  newApplicationId,
  newSecretKey,
  rotateSecretKey,
  setAdmins,
} from '../lib/domain/application/operate-application.ts';
import { changeSettings, readSettings } from '../lib/domain/application/settings.ts';
import type { Table } from '../lib/kernel/ports.ts';
import { type SettingsChange, settingsChange } from '../lib/protocol/application-settings.ts';
import { type SdkAppId, type UserId, userId } from '../lib/protocol/ids.ts';

const usage = `npm run application -- <what> --table <name> [--id <SDKAppID>] [--admin <UserID>]...

  create   makes an application and prints its number and its secret key, once
  rotate   makes a new secret key; the present one stays good until the next rotation
  admins   replaces the administrators
  settings prints the settings, after changing what --set names

  --table    name of the table, the stack's output TableName
  --outputs  instead of --table: the file that "npx cdk deploy --outputs-file <file>" wrote
  --id       number of the application; create makes one up
  --admin    an account that may call the REST API; may be given several times; create takes
             administrator when there is none
  --set      <setting>=<value>, as in docs/reference/settings.md; may be given several times

Region and credentials are those of the AWS CLI: AWS_REGION, AWS_PROFILE and so on.`;

/** Something the operator can put right; the message says how. */
class OperatorError extends Error {}

const outputsFile = z.record(z.string(), z.looseObject({ TableName: z.string().optional() }));

const tableNamed = (table: string | undefined, outputs: string | undefined): string => {
  if (table) return table;
  if (!outputs)
    throw new OperatorError('name the table with --table; it is the output TableName of the stack');
  const stacks = Object.values(outputsFile.parse(JSON.parse(readFileSync(outputs, 'utf8'))));
  const named = stacks.find(({ TableName }) => TableName)?.TableName;
  if (!named) throw new OperatorError(`${outputs} names no table; is it the file of a Kaiwa?`);
  return named;
};

const idOf = (text: string | undefined): SdkAppId => {
  if (text === undefined) throw new OperatorError('name the application with --id');
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new OperatorError('--id is a number of at most 10 digits');
  return Number(text) as SdkAppId;
};

const adminsOf = (names: readonly string[]): readonly UserId[] =>
  names.map(name => {
    const admin = userId.safeParse(name);
    if (!admin.success) throw new OperatorError(`--admin ${name}: a UserID has 1 to 32 bytes`);
    return admin.data;
  });

/** A value as JSON, or else as the text that it is. */
const parsedValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const changeOf = (assignments: readonly string[]): SettingsChange => {
  const named = assignments.map(text => {
    const [name = '', ...value] = text.split('=');
    return [name, parsedValue(value.join('='))] as const;
  });
  const { data, error } = settingsChange.safeParse(Object.fromEntries(named));
  if (data) return data;
  const [issue] = error.issues;
  throw new OperatorError(`--set ${issue?.path.join('.')}: ${issue?.message}`);
};

const usualAdmin = 'administrator' as UserId;

interface Options {
  readonly id: string | undefined;
  /** Empty when none was named. */
  readonly admins: readonly UserId[];
  readonly change: SettingsChange;
}

const operations: Readonly<Record<string, (table: Table, options: Options) => Promise<string>>> = {
  create: async (table, { id, admins }) => {
    const fresh = {
      id: id === undefined ? newApplicationId() : idOf(id),
      secretKey: newSecretKey(),
      admins: admins.length > 0 ? admins : [usualAdmin],
    };
    if (await createApplication(table, fresh, Date.now())) {
      return `SDKAppID    ${fresh.id}\nsecret key  ${fresh.secretKey}   (keep it: it is not shown again)\nadmins      ${fresh.admins.join(', ')}`;
    }
    throw new OperatorError(
      `there is an application ${fresh.id} already; rotate changes its key, admins its admins`,
    );
  },
  rotate: async (table, { id }) => {
    const key = await rotateSecretKey(table, idOf(id));
    if (!key) throw new OperatorError(`there is no application ${id} in this table`);
    return `secret key  ${key}   (keep it: it is not shown again)\nThe key before it stays good until the next rotation.`;
  },
  admins: async (table, { id, admins }) => {
    if (admins.length === 0) throw new OperatorError('name the administrators with --admin');
    if (await setAdmins(table, idOf(id), admins, Date.now())) return `admins      ${admins.join(', ')}`;
    throw new OperatorError(`there is no application ${id} in this table`);
  },
  settings: async (table, { id, change }) => {
    const before = await readSettings(table, idOf(id));
    const after =
      Object.keys(change).length === 0
        ? before
        : await changeSettings(table, idOf(id), before.version, change);
    if (!after) throw new OperatorError('somebody else changed the settings at this moment; run it again');
    return JSON.stringify(after.settings, null, 2);
  },
};

const main = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      table: { type: 'string' },
      outputs: { type: 'string' },
      id: { type: 'string' },
      admin: { type: 'string', multiple: true },
      set: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  const operation = operations[positionals[0] ?? ''];
  if (values.help || !operation) return usage;
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const table = new DynamoTable(tableNamed(values.table, values.outputs));
  const { id, admin = [], set = [] } = values;
  return operation(table, { id, admins: adminsOf(admin), change: changeOf(set) });
};

/** What AWS says most often to an operator, and what to do about it. */
const advice: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'there is no such table in this region; check --table and AWS_REGION',
  CredentialsProviderError: 'there are no AWS credentials; run "aws configure" or set AWS_PROFILE',
  AccessDeniedException: 'these AWS credentials may not read and write the table',
  ConditionFailed: 'somebody else changed the application at this moment; run it again',
};

try {
  console.log(await main());
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  console.error(
    message === 'Region is missing' ? 'set AWS_REGION to the region of the stack' : (advice[name] ?? message),
  );
  process.exitCode = 1;
}
