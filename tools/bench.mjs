// npm run bench [-- words]: all measurements, or those whose file name matches. Figures are medians; see each line's input.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, bin, ensureInstalled, run } from './workspace.mjs';

await ensureInstalled();
const { build } = await import('./build.mjs');
if ((await build()) !== 0) process.exit(1);

const folder = join(ROOT, 'packages/testkit/bench');
const wanted = process.argv.slice(2);
let failed = 0;
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort()) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  console.log(`\n== ${name}`);
  failed += await run(bin('tsx'), ['--expose-gc', join(folder, name)]);
}
process.exit(failed === 0 ? 0 : 1);
