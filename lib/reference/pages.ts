import { doorsOf, fileOf, type ServiceSpec } from '../protocol/command.ts';
import { errors } from '../protocol/errors.ts';
import type { RegisteredCommand } from '../protocol/registry.ts';
import { bodySchema, errorsOf, type JsonSchema, replySchema } from './schemas.ts';

/** A file of the reference: path below `docs/reference` and content. */
export interface ReferenceFile {
  readonly path: string;
  readonly content: string;
}

const callers = {
  anyone: 'anyone',
  applicant: 'a client that logs in',
  user: 'a logged-in client for itself; an administrator for any account',
  admin: 'an administrator',
} as const;

const json = (schema: JsonSchema): string => `\`\`\`json\n${JSON.stringify(schema, null, 2)}\n\`\`\``;

const section = ({ service, name, spec }: RegisteredCommand): string =>
  [
    `## ${service.name}/${name}`,
    spec.summary,
    `- Doors: ${doorsOf(spec).join(', ')}`,
    `- Caller: ${callers[spec.caller]}`,
    `- Rate over REST: ${spec.callsPerSecond ?? 200} calls/s for an application`,
    `- Code: \`functions/${service.owner}/${fileOf(service.twinOf ?? service.name)}/${fileOf(name)}.ts\``,
    `Body:\n\n${json(bodySchema(spec))}`,
    `Reply:\n\n${json(replySchema(service, spec))}`,
    `| ErrorCode | Meaning | Again? |\n| --- | --- | --- |\n${errorsOf(service, spec)
      .map(({ code, text, retryable }) => `| ${code} | ${text} | ${retryable ? 'yes' : 'no'} |`)
      .join('\n')}`,
  ].join('\n\n');

const servicePage = (service: ServiceSpec, commands: readonly RegisteredCommand[]): ReferenceFile => ({
  path: `${service.name}.md`,
  content: `# ${service.name}\n\n${commands.map(section).join('\n\n')}\n`,
});

const errorPage = (): ReferenceFile => ({
  path: 'errors.md',
  content: `# Errors\n\n| ErrorCode | Name | Meaning | Again? |\n| --- | --- | --- | --- |\n${Object.entries(
    errors,
  )
    .sort(([, one], [, other]) => one.code - other.code)
    .map(
      ([name, { code, text, retryable }]) => `| ${code} | ${name} | ${text} | ${retryable ? 'yes' : 'no'} |`,
    )
    .join('\n')}\n`,
});

const indexPage = (commands: readonly RegisteredCommand[]): ReferenceFile => ({
  path: 'README.md',
  content: `# Command reference\n\nWritten by \`npm run docs\` from \`lib/protocol\`. Machine-readable: \`openapi.json\` (REST), \`asyncapi.json\` (socket). All errors: [errors.md](errors.md).\n\n| Command | Doors | What it does |\n| --- | --- | --- |\n${commands
    .map(
      ({ service, name, spec }) =>
        `| [${service.name}/${name}](${service.name}.md) | ${doorsOf(spec).join(', ')} | ${spec.summary} |`,
    )
    .join('\n')}\n`,
});

/** The readable pages: an index, one for each service, and the error table. */
export const pagesOf = (commands: readonly RegisteredCommand[]): readonly ReferenceFile[] => {
  const services = [...new Set(commands.map(({ service }) => service))];
  return [
    indexPage(commands),
    errorPage(),
    ...services.map(service =>
      servicePage(
        service,
        commands.filter(command => command.service === service),
      ),
    ),
  ];
};
