import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceFiles } from '../../lib/reference/reference.ts';

const folder = join(__dirname, '..', '..', 'docs', 'reference');

describe('the command reference', () => {
  it('holds the files that the registry makes, and no others', () => {
    expect(readdirSync(folder).sort()).toEqual(
      referenceFiles()
        .map(({ path }) => path)
        .sort(),
    );
  });

  it.each(referenceFiles().map(file => [file.path, file.content]))(
    '%s is current (npm run docs)',
    (path, content) => {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(content);
    },
  );
});
