// npm run fuzz [-- --cases 20000 --first 0]: reads broken documents; fails on a crash, a hang or a character unaccounted for.
import { bin, ensureInstalled, run } from './workspace.mjs';

await ensureInstalled();
const command = ['--conditions=@jiheng/source', 'packages/documents/fuzz/fuzz.ts', ...process.argv.slice(2)];
process.exit(await run(bin('tsx'), command));
