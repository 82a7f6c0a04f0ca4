// npm run fix: format, safe lint fixes, regenerate generated files.
import { join } from 'node:path';
import { ROOT, bin, ensureInstalled, run } from './workspace.mjs';

await ensureInstalled();
await run(bin('eslint'), ['--fix', '.']);
await run(bin('prettier'), ['--write', '--log-level', 'warn', '.']);
await run(process.execPath, [join(ROOT, 'tools/rule-docs.mjs')]);
