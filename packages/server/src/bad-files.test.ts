import { FormList, ImportJob } from '@jiheng/api';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badFiles } from '../../testkit/bench/bad-files.ts';
import { startHarness, type Harness } from './testing/harness.ts';

let server: Harness;

beforeAll(async () => {
  server = await startHarness();
});
afterAll(async () => {
  await server.close();
});

const WORDS: Readonly<Record<string, string>> = {
  '截断.docx': 'READ-ZIP-DAMAGED',
  '炸弹.docx': 'READ-ZIP-BOMB',
  '实体.docx': 'READ-XML-ENTITIES',
  '多部件.xlsx': 'READ-UNSUPPORTED',
  '长.pdf': 'READ-NO-FORM',
  '二进制.bin': 'READ-BINARY',
};

it('the server answers others while bad files are read, tells of each what is wrong, and reads the good one', async () => {
  const good = { name: '好.txt', content: generateForm(1, seededNumbers(1)) };
  const upload = await server.upload([...badFiles(1, 0.1), good]);
  const { id } = upload.json<ImportJob>();
  let job = ImportJob.parse(upload.json());
  let answers = 0;
  while (job.finishedAt === null) {
    const list = await server.request('GET', '/api/forms?limit=50');
    expect(list.statusCode).toBe(200);
    FormList.parse(list.json());
    answers += 1;
    job = ImportJob.parse((await server.request('GET', `/api/imports/${id}`)).json());
  }
  // Were the files read in the thread that answers, there would be hardly more answers than files.
  expect(answers).toBeGreaterThan(3 * job.files.length);
  const byName = new Map(job.files.map((file) => [file.file, file]));
  for (const [name, code] of Object.entries(WORDS)) {
    const file = byName.get(name)!;
    expect([file.status, file.problems.map((problem) => problem.code)], name).toEqual(['failed', [code]]);
    expect(file.problems[0]!.remedy, name).toMatch(/^请/);
  }
  for (const name of ['合并.xlsx', '空行.xlsx', '好.txt'])
    expect(byName.get(name)!.status, name).toBe('done');
  expect(server.errors).toEqual([]);
}, 180_000);
