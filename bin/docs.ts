import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceFiles } from '../lib/reference/reference.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'reference');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { path, content } of referenceFiles()) writeFileSync(join(folder, path), content);
