// npm test: static checks, then all tests, those of the store on the embedded database and on a PostgreSQL server, then the
// count of what did not run. npm test -- max-scores runs only the tests whose file or title matches.
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, run, bin } from './workspace.mjs';

await ensureInstalled();
const { check } = await import('./check.mjs');
const { build } = await import('./build.mjs');

const filter = process.argv.slice(2);
if (filter.length > 0) process.exit(await run(bin('vitest'), ['run', ...filter]));

const failedChecks = await check();
if ((await build()) !== 0) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'jiheng-test-'));
const report = join(folder, 'tests.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const failed = await run(process.execPath, [
  'tools/with-postgres.mjs',
  ...[bin('vitest'), 'run', ...reporters],
]);

const {
  numPassedTests: passed,
  numFailedTests,
  numPendingTests,
  numTodoTests,
} = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true, force: true });
const skipped = numPendingTests + numTodoTests;
if (skipped > 0) console.log(`未运行的测试：${skipped}（原因见上面的 [skipped] 行）。`);
console.log(`${passed} passed, ${numFailedTests} failed, ${skipped} skipped`);
process.exit(failed === 0 && failedChecks === 0 && numFailedTests === 0 ? 0 : 1);
