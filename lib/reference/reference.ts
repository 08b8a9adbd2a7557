import { allCommands } from '../protocol/registry.ts';
import { asyncApiOf } from './asyncapi.ts';
import { openApiOf } from './openapi.ts';
import { pagesOf, type ReferenceFile } from './pages.ts';
import { settingsPage } from './settings-page.ts';

const json = (path: string, document: object): ReferenceFile => ({
  path,
  content: `${JSON.stringify(document, null, 2)}\n`,
});

/** The whole command reference, as `npm run docs` writes it below `docs/reference`. */
export const referenceFiles = (): readonly ReferenceFile[] => [
  json('openapi.json', openApiOf(allCommands)),
  json('asyncapi.json', asyncApiOf(allCommands)),
  ...pagesOf(allCommands),
  settingsPage(),
];
