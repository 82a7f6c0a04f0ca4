import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportJob, ImportJob } from '@jiheng/api';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServerProcess } from './testing/server-process.ts';

const FORMS = 60;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'jiheng-export-crash-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(dataFolder, 0o755);
});
afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

async function until<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isOver(answer)) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
}

it('a server killed in the middle of an export finishes it after the next start', async () => {
  const start = (): ServerProcess =>
    new ServerProcess({ dataFolder, run: 'source', args: ['--empty'], env: process.env });
  const first = start();
  await first.signIn();
  const text = Array.from({ length: FORMS }, (_, index) => generateForm(index, seededNumbers(index))).join(
    '\n',
  );
  const { id: importId } = await first.upload<ImportJob>([{ name: '表.txt', content: text }]);
  await until(
    () => first.get<ImportJob>(`/api/imports/${importId}`),
    ({ finishedAt }) => finishedAt !== null,
  );
  const request = { filter: {}, arrangement: 'separate', formats: ['xlsx', 'pdf'] };
  const { id } = await first.post<ExportJob>('/api/exports', request);
  const begun = await until(
    () => first.get<ExportJob>(`/api/exports/${id}`),
    ({ formsDone }) => formsDone > 0,
  );
  expect(begun.status).toBe('running');
  await first.kill(false);

  const second = start();
  try {
    await second.signIn();
    const job = await until(
      () => second.get<ExportJob>(`/api/exports/${id}`),
      ({ status }) => status !== 'waiting' && status !== 'running',
    );
    expect(job).toMatchObject({ status: 'done', formsDone: FORMS, problems: [] });
    const files = Object.keys(unzipSync(await second.bytes(`/api/exports/${id}/file`)));
    expect(files).toHaveLength(2 * FORMS + 1);
    expect(await second.stop()).toBe(0);
  } finally {
    second.child.kill('SIGKILL');
  }
}, 180_000);
