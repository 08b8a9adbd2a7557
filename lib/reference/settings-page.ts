import { applicationSettings, defaultSettings } from '../protocol/application-settings.ts';
import type { ReferenceFile } from './pages.ts';
import { type JsonSchema, toSchema } from './schemas.ts';

const eachOf = ({ pattern, enum: values }: JsonSchema): string => {
  if (Array.isArray(values)) return ` of ${values.map(value => `\`${value}\``).join(', ')}`;
  return pattern ? `, each \`${pattern}\`` : '';
};

const limitOf = ({ type, enum: values, minimum, maximum, maxItems, items }: JsonSchema): string => {
  if (Array.isArray(values)) return values.map(value => `\`${value}\``).join(', ');
  if (type === 'boolean') return 'true, false';
  if (type === 'array') return `at most ${maxItems}${eachOf(items as JsonSchema)}`;
  return `${minimum} to ${maximum}`;
};

const row = ([name, schema]: readonly [string, JsonSchema]): string => {
  const usual = JSON.stringify(defaultSettings[name as keyof typeof defaultSettings]);
  return `| \`${name}\` | ${schema.description} | ${schema.unit ?? ''} | ${limitOf(schema)} | \`${usual}\` |`;
};

/** The settings of an application, from their schema. */
export const settingsPage = (): ReferenceFile => {
  const { properties } = toSchema(applicationSettings) as { readonly properties: Record<string, JsonSchema> };
  const rows = Object.entries(properties).map(row).join('\n');
  return {
    path: 'settings.md',
    content: `# Settings of an application\n\nWritten by \`npm run docs\` from \`lib/protocol/application-settings.ts\`. How to read and change them: [../settings.md](../settings.md).\n\n| Setting | Meaning | Unit | Limits | Default |\n| --- | --- | --- | --- | --- |\n${rows}\n`,
  };
};
