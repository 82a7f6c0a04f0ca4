// npm run crash [-- ROUNDS]: kills the built server (-9) in the middle of imports, with and without its database,
// at random moments, and verifies after each restart that nothing acknowledged is lost and no form is half there.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, ensureInstalled } from './workspace.mjs';

const FLAG = '--with-loader';

if (!process.argv.includes(FLAG)) {
  await ensureInstalled();
  const { build } = await import('./build.mjs');
  const code = await build({ codeOnly: true });
  if (code !== 0) process.exit(code);
  const flags = ['--import', import.meta.resolve('tsx'), '--conditions=@jiheng/source'];
  const child = spawn(process.execPath, [...flags, process.argv[1], FLAG, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  child.on('exit', (exit) => process.exit(exit ?? 1));
} else {
  const source = (path) => import(pathToFileURL(join(ROOT, path)).href);
  const { runCrashRounds } = await source('packages/server/src/testing/crash-rounds.ts');
  const { generateForm, seededNumbers } = await source('packages/testkit/src/index.ts');
  const rounds = Number(process.argv[3] ?? 20);
  const dataFolder = await mkdtemp(join(tmpdir(), 'jiheng-crash-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(dataFolder, 0o755);
  const started = performance.now();
  try {
    const forms = await runCrashRounds({
      dataFolder,
      run: 'built',
      env: process.env,
      rounds,
      filesPerRound: 4,
      formsPerFile: 80,
      indicatorsPerForm: 6,
      writeForm: (index) => generateForm(index, seededNumbers(index)),
      random: (below) => Math.floor(Math.random() * below),
      say: (line) => console.log(line),
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`通过：${rounds}轮，${forms}张表，没有丢失，没有残缺（${seconds}秒）`);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
