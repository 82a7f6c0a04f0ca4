// The built server: 10,000 forms read, checked and stored; then 50 readers on 100,000 stored forms, and 20 beside bad files.
import { openDatabase } from '@jiheng/store';
import { generateDocument, seededNumbers } from '../src/form-generator.ts';
import { badFiles } from './bad-files.ts';
import { machine, percentile, printFigures, type Figure } from './measure.ts';
import { multiplyForms } from './multiply-forms.ts';
import { RunningServer } from './running-server.ts';

const FILES = 20;
const FORMS_PER_FILE = 500;
const COPIES = 9;
const CLIENTS = 50;
const SECONDS = 30;
const BAD_CLIENTS = 20;
const LARGEST = 10_000;

interface Job {
  readonly id: string;
  readonly finishedAt: string | null;
  readonly filesDone: number;
  readonly formsDone: number;
}

async function importForms(server: RunningServer): Promise<Figure> {
  const files = Array.from({ length: FILES }, (_, index) => ({
    name: `批量${index + 1}.txt`,
    content: generateDocument(FORMS_PER_FILE, index + 1),
  }));
  const started = performance.now();
  let job = await server.upload<Job>(files);
  while (job.finishedAt === null) {
    await new Promise((done) => setTimeout(done, 200));
    job = await server.get<Job>(`/api/imports/${job.id}?detail=progress`);
  }
  const elapsed = (performance.now() - started) / 1000;
  const memory = server.peakMegabytes();
  return {
    name: `导入（读取、计分、审核、入库）${job.formsDone} 份`,
    unit: '秒',
    median: elapsed,
    runs: [elapsed],
    goal: { value: 60, better: 'lower' },
    input: `${FILES} 个生成的文本文件；服务进程（含读取线程）内存峰值 ${memory === undefined ? '未知' : `${Math.round(memory)} MB`}（目标 ≤ 512 MB）`,
  };
}

interface Latencies {
  readonly list: number[];
  readonly form: number[];
  errors: number;
}

const FILTERS = [
  '',
  '&year=2024',
  '&kind=self-evaluation',
  '&grade=优',
  '&severity=error',
  '&text=道路养护',
  '&sort=amount',
  '&sort=score',
  '&text=河道',
];

/** Spreads small numbers: the generator's first numbers for 1, 2, 3 … are nearly equal, and all readers would begin at once. */
const SPREAD = 2_654_435_761;

/** One reader: opens a list page, then a form of it, thinking a second between any two requests. */
async function client(server: RunningServer, number: number, until: number, seen: Latencies): Promise<void> {
  const next = seededNumbers(Math.imul(number + 1, SPREAD));
  const pause = () => new Promise((done) => setTimeout(done, 500 + next(1000)));
  const timed = async <T>(path: string, into: number[]): Promise<T | undefined> => {
    const started = performance.now();
    try {
      const answer = await server.get<T>(path);
      into.push(performance.now() - started);
      return answer;
    } catch {
      seen.errors += 1;
      return undefined;
    }
  };
  await pause();
  while (Date.now() < until) {
    const filter = FILTERS[next(FILTERS.length)] ?? '';
    const page = await timed<{ items: { id: string }[] }>(
      `/api/forms?limit=50${encodeURI(filter)}`,
      seen.list,
    );
    await pause();
    const form = page?.items[next(page.items.length)];
    if (form) await timed(`/api/forms/${form.id}`, seen.form);
    await pause();
  }
}

function latency(name: string, values: number[], goal: number, input: string): Figure {
  return {
    name: `${name} p99`,
    unit: '毫秒',
    median: percentile(values, 0.99),
    runs: [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)],
    goal: { value: goal, better: 'lower' },
    input: `${input}；${values.length} 次请求；括号内为中位与最大`,
  };
}

async function load(server: RunningServer, forms: number): Promise<Figure[]> {
  const seen: Latencies = { list: [], form: [], errors: 0 };
  const warmUp = Date.now() + 5000;
  await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) =>
      client(server, index, warmUp, { list: [], form: [], errors: 0 }),
    ),
  );
  const before = { own: process.cpuUsage(), server: server.processorSeconds() };
  await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) =>
      client(server, index + 100, Date.now() + SECONDS * 1000, seen),
    ),
  );
  const own = process.cpuUsage(before.own);
  const share = (own.user + own.system) / 1e6 / SECONDS;
  const serverShare = (server.processorSeconds() - before.server) / SECONDS;
  console.log(
    `负载：${CLIENTS} 人，思考时间平均 1 秒，${SECONDS} 秒；出错 ${seen.errors} 次；负载程序占 ${(share * 100).toFixed(0)}% 核，服务进程占 ${(serverShare * 100).toFixed(0)}% 核（两核共用）`,
  );
  return [
    latency('列表', seen.list, 50, `库中 ${forms} 份表`),
    latency('一张表', seen.form, 30, `库中 ${forms} 份表`),
  ];
}

/** Uploads bad files without a pause until then; returns how many were read. */
async function badStream(server: RunningServer, until: number): Promise<number> {
  let read = 0;
  for (let round = 0; Date.now() < until; round += 1) {
    let job = await server.upload<Job>(badFiles(round));
    while (job.finishedAt === null && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 200));
      job = await server.get<Job>(`/api/imports/${job.id}?detail=progress`);
    }
    read += job.filesDone;
  }
  return read;
}

/** What other people notice while one uploads nothing but bad files. */
async function underBadFiles(server: RunningServer, forms: number): Promise<Figure[]> {
  const seen: Latencies = { list: [], form: [], errors: 0 };
  const until = Date.now() + SECONDS * 1000;
  const [read] = await Promise.all([
    badStream(server, until),
    ...Array.from({ length: BAD_CLIENTS }, (_, index) => client(server, index + 300, until, seen)),
  ]);
  const memory = server.peakMegabytes();
  const input = `库中 ${forms} 份表，${BAD_CLIENTS} 人，其间读了 ${read} 个坏文件，出错 ${seen.errors} 次，服务进程内存峰值 ${memory === undefined ? '未知' : Math.round(memory)} MB`;
  return [latency('坏文件不断导入时的列表与表', [...seen.list, ...seen.form], 200, input)];
}

/** One text file with as many forms as the reader takes. */
async function largestFile(): Promise<Figure> {
  const server = new RunningServer();
  try {
    await server.signIn();
    const started = performance.now();
    let job = await server.upload<Job>([{ name: '大.txt', content: generateDocument(LARGEST, 3) }]);
    while (job.finishedAt === null) {
      await new Promise((done) => setTimeout(done, 500));
      job = await server.get<Job>(`/api/imports/${job.id}?detail=progress`);
    }
    const elapsed = (performance.now() - started) / 1000;
    const memory = server.peakMegabytes() ?? Number.NaN;
    return {
      name: `一个文件 ${job.formsDone} 张表：服务进程内存峰值`,
      unit: 'MB',
      median: memory,
      runs: [memory],
      goal: { value: 512, better: 'lower' },
      input: `一个生成的文本文件，导入用 ${elapsed.toFixed(1)} 秒`,
    };
  } finally {
    await server.stop();
  }
}

printFigures([await largestFile()]);
const server = new RunningServer();
try {
  console.log(`机器：${machine()}`);
  await server.signIn();
  const imported = await importForms(server);
  printFigures([imported]);
  const database = await openDatabase({ dataFolder: server.dataFolder });
  const forms = await multiplyForms(database.pool, COPIES);
  await database.close();
  printFigures(await load(server, forms));
  printFigures(await underBadFiles(server, forms));
} finally {
  await server.stop();
}
