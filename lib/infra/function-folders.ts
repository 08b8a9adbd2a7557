import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Root of the repository. */
export const repository = join(import.meta.dirname, '../..');

/** Every Lambda of the product: the folders of `functions/` that have an `index.ts`, in alphabetical order. */
export const functionFolders = (): readonly string[] =>
  readdirSync(join(repository, 'functions'))
    .filter(name => existsSync(join(repository, 'functions', name, 'index.ts')))
    .sort();
