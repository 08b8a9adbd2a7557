import process from 'node:process';

/**
 * `npm run bench`: speed as ratios in one run, and what operations cost. `npm run bench -- posts` runs one of them.
 * Each is a module that does its work when it is loaded.
 */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  calls: () => import('./calls.ts'),
  posts: () => import('./posts.ts'),
  group: () => import('./group.ts'),
  room: () => import('./room.ts'),
};

const wanted = process.argv.slice(2).filter(word => !/^[\d,]+$/.test(word));
const unknown = wanted.filter(name => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await benches[name]?.();
