import { setTimeout as sleep } from 'node:timers/promises';
import type { FormDetail, FormList, ImportJob, ImportList } from '@jiheng/api';
import type { FormRecord } from '@jiheng/domain';
import { ServerProcess, type ServerOptions } from './server-process.ts';
import type { UploadedFile } from './multipart.ts';

/** Makes the text of one form whose project name is unique for its index. */
export type FormWriter = (index: number) => string;

export interface CrashOptions {
  readonly dataFolder: string;
  readonly run: ServerOptions['run'];
  readonly env: ServerOptions['env'];
  readonly rounds: number;
  readonly filesPerRound: number;
  readonly formsPerFile: number;
  /** Indicators of every generated form: fewer would be half a form. */
  readonly indicatorsPerForm: number;
  readonly writeForm: FormWriter;
  /** Whole number below the bound, for the random moments. */
  readonly random: (below: number) => number;
  readonly say: (line: string) => void;
}

const FINISH_MS = 180_000;
const KILL_WITHIN_MS = 2_500;

interface Known {
  /** Drops the server acknowledged: import → forms it must hold. */
  readonly acknowledged: Map<string, number>;
  readonly checkedForms: Set<string>;
}

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

async function allFormIds(server: ServerProcess): Promise<string[]> {
  const ids: string[] = [];
  let after = '';
  do {
    const page = await server.get<FormList>(`/api/forms?limit=200${after}`);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return ids;
}

async function waitUntilRead(server: ServerProcess): Promise<readonly ImportList['items'][number][]> {
  const end = Date.now() + FINISH_MS;
  for (;;) {
    const { items } = await server.get<ImportList>('/api/imports');
    if (items.every(({ finishedAt }) => finishedAt !== null)) return items;
    check(Date.now() < end, 'the interrupted import was not finished after the restart');
    await sleep(50);
  }
}

/** Nothing acknowledged is lost, nothing is there twice, no form is half there. */
async function verify(server: ServerProcess, options: CrashOptions, known: Known): Promise<number> {
  const jobs = await waitUntilRead(server);
  const byId = new Map(jobs.map((job) => [job.id, job]));
  for (const [id, forms] of known.acknowledged) {
    const job = byId.get(id) ?? (await server.get<ImportJob>(`/api/imports/${id}`));
    check(job.formsDone === forms, `import ${id} holds ${job.formsDone} forms, ${forms} were acknowledged`);
  }
  const ids = await allFormIds(server);
  const stored = jobs.reduce((sum, job) => sum + job.formsDone, 0);
  check(new Set(ids).size === ids.length, 'a form is listed twice');
  check(ids.length === stored, `${ids.length} forms are listed, the imports hold ${stored}`);
  for (const id of ids.filter((form) => !known.checkedForms.has(form))) {
    const form = await server.get<FormDetail>(`/api/forms/${id}`);
    const { indicators } = form.record as FormRecord;
    check(indicators.length === options.indicatorsPerForm, `form ${id} has ${indicators.length} indicators`);
    check(
      form.sources.length > 0 && form.sheet !== null && form.revisions.length > 0,
      `form ${id} is not whole`,
    );
    known.checkedForms.add(id);
  }
  return ids.length;
}

function filesOf(round: number, options: CrashOptions): UploadedFile[] {
  const { filesPerRound, formsPerFile, writeForm } = options;
  return Array.from({ length: filesPerRound }, (_file, file) => {
    const first = (round * filesPerRound + file) * formsPerFile;
    const forms = Array.from({ length: formsPerFile }, (_form, form) => writeForm(first + form));
    return { name: `第${round}轮-${file}.txt`, content: forms.join('\n') };
  });
}

/** Imports and kills at a random moment of the upload or the reading; sometimes already while starting. */
async function runRound(round: number, options: CrashOptions, known: Known): Promise<void> {
  const { random, say } = options;
  const server = new ServerProcess({ ...options, args: ['--empty'] });
  const withDatabase = round % 2 === 1;
  try {
    if (random(4) === 0) {
      await sleep(random(1_500));
      await server.kill(withDatabase);
      say(`第${round}轮：启动中结束进程${withDatabase ? '和数据库' : ''}`);
      return;
    }
    await server.signIn();
    const forms = await verify(server, options, known);
    const moment = random(KILL_WITHIN_MS);
    const upload = server
      .upload<ImportJob>(filesOf(round, options))
      .then(({ id }) => known.acknowledged.set(id, options.filesPerRound * options.formsPerFile))
      .catch(() => undefined);
    await sleep(moment);
    await server.kill(withDatabase);
    await upload;
    say(`第${round}轮：已核对${forms}张表；导入开始${moment}毫秒后结束进程${withDatabase ? '和数据库' : ''}`);
  } finally {
    server.child.kill('SIGKILL');
  }
}

/** Kills the server again and again in the middle of its work and verifies after each restart. Returns the forms at the end. */
export async function runCrashRounds(options: CrashOptions): Promise<number> {
  const known: Known = { acknowledged: new Map(), checkedForms: new Set() };
  for (let round = 0; round < options.rounds; round += 1) await runRound(round, options, known);
  const server = new ServerProcess({ ...options, args: ['--empty'] });
  try {
    await server.signIn();
    const forms = await verify(server, options, known);
    const databasePid = await server.databasePid();
    check((await server.stop()) === 0, `the last stop was not clean:\n${server.output}`);
    check(
      (await server.databasePid()) === undefined && databasePid !== undefined,
      'the database was not stopped',
    );
    return forms;
  } finally {
    server.child.kill('SIGKILL');
  }
}
