// npm run fuzz [-- --cases 20000 --office 5000]: reads broken texts and office files; fails on a crash, a hang or silence.
import { bin, ensureInstalled, run } from './workspace.mjs';

await ensureInstalled();
const command = ['--conditions=@jiheng/source', 'packages/documents/fuzz/fuzz.ts', ...process.argv.slice(2)];
process.exit(await run(bin('tsx'), command));
