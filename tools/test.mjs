// npm test: static checks, then all tests on the embedded database and on a PostgreSQL server, then the count of what did not run.
// npm test -- max-scores runs only the tests whose file or title matches.
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
const reports = [];

/** Runs vitest once; keeps its JSON report. */
async function suite(name, args, env = {}) {
  const report = join(folder, `${name}.json`);
  const code = await run(
    bin('vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { env },
  );
  reports.push(report);
  return code;
}

let failed = await suite('all', []);
console.log('\n存储的测试，再经 DATABASE_URL 运行一遍：');
failed += await run(bin('tsx'), [
  '--conditions=@jiheng/source',
  'packages/testkit/src/database-server.ts',
  bin('vitest'),
  'run',
  'packages/store',
  '--reporter=dot',
]);

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const report of reports) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  totals.skipped += numPendingTests + numTodoTests;
}
rmSync(folder, { recursive: true, force: true });
if (totals.skipped > 0) console.log(`未运行的测试：${totals.skipped}（原因见上面的 [skipped] 行）。`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(failed === 0 && failedChecks === 0 && totals.failed === 0 ? 0 : 1);
