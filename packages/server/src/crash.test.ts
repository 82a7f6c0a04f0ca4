import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCrashRounds } from './testing/crash-rounds.ts';

const INDICATORS = 6;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'jiheng-crash-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(dataFolder, 0o755);
});
afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

/** `npm run crash` does the same for twenty rounds on the built server. */
it('a server killed in the middle of an import, with and without its database, loses no acknowledged form', async () => {
  const forms = await runCrashRounds({
    dataFolder,
    run: 'source',
    env: process.env,
    rounds: 2,
    filesPerRound: 3,
    formsPerFile: 60,
    indicatorsPerForm: INDICATORS,
    writeForm: (index) => generateForm(index, seededNumbers(index)),
    // Not while starting (0 of 4), and well inside the reading.
    random: (below) => Math.floor(below * 0.4),
    say: (line) => {
      console.log(line);
    },
  });
  expect(forms % 60).toBe(0);
  expect(forms).toBeGreaterThanOrEqual(180);
}, 120_000);
