// The built server: a ZIP of 1,000 forms in three formats, one combined file, one summary of 10,000 forms.
import { openDatabase } from '@jiheng/store';
import { generateDocument } from '../src/form-generator.ts';
import { machine, percentile, printFigures, type Figure } from './measure.ts';
import { multiplyForms } from './multiply-forms.ts';
import { RunningServer } from './running-server.ts';

const FORMS = 1_000;
const COPIES = 9;
const POLL_MS = 250;

interface Job {
  readonly id: string;
  readonly status: string;
  readonly problems: readonly unknown[];
  readonly file: { readonly bytes: number } | null;
}

async function until<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isOver(answer)) return answer;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}

async function importForms(server: RunningServer): Promise<void> {
  const { id } = await server.upload<Job>([{ name: '批量.txt', content: generateDocument(FORMS, 1) }]);
  await until(
    () => server.get<{ finishedAt: string | null }>(`/api/imports/${id}?detail=progress`),
    ({ finishedAt }) => finishedAt !== null,
  );
}

/** Lists are read meanwhile: what a person waits for while exports run. */
async function exportForms(
  server: RunningServer,
  request: object,
): Promise<{ readonly seconds: number; readonly bytes: number; readonly waits: readonly number[] }> {
  const started = performance.now();
  const waits: number[] = [];
  const { id } = await server.post<Job>('/api/exports', request);
  const job = await until(
    async () => {
      const begun = performance.now();
      await server.get('/api/forms?limit=50');
      waits.push(performance.now() - begun);
      return server.get<Job>(`/api/exports/${id}`);
    },
    ({ status }) => status !== 'waiting' && status !== 'running',
  );
  if (job.status !== 'done' || job.problems.length > 0 || !job.file)
    throw new Error(`the export failed: ${JSON.stringify(job)}`);
  return { seconds: (performance.now() - started) / 1000, bytes: job.file.bytes, waits };
}

async function figure(
  server: RunningServer,
  name: string,
  request: object,
  goal: number | undefined,
): Promise<Figure> {
  const { seconds, bytes, waits } = await exportForms(server, request);
  const memory = server.peakMegabytes();
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return {
    name,
    unit: '秒',
    median: seconds,
    runs: [seconds],
    ...(goal === undefined ? {} : { goal: { value: goal, better: 'lower' } }),
    input: `结果 ${megabytes} MB；其间列表 p99 ${Math.round(percentile(waits, 0.99))} 毫秒（${waits.length} 次）；服务进程至此内存峰值 ${memory === undefined ? '未知' : `${Math.round(memory)} MB`}（目标 ≤ 600 MB）`,
  };
}

const server = new RunningServer();
try {
  console.log(`机器：${machine()}`);
  await server.signIn();
  await importForms(server);
  await server.stopProcess();
  // A fresh process, so that the memory is that of exports alone.
  const exporting = new RunningServer(['--empty'], server.dataFolder);
  try {
    await exporting.signIn();
    const all = { filter: { sort: 'project' } };
    const three = { ...all, formats: ['docx', 'xlsx', 'pdf'] };
    printFigures([
      await figure(exporting, `压缩包：${FORMS} 张表 × 3 种格式`, { ...three, arrangement: 'separate' }, 120),
      await figure(
        exporting,
        `合订：${FORMS} 张表 × 3 种格式`,
        { ...three, arrangement: 'combined' },
        undefined,
      ),
    ]);
    const database = await openDatabase({ dataFolder: server.dataFolder });
    const forms = await multiplyForms(database.pool, COPIES);
    await database.close();
    const summary = { ...all, formats: [], arrangement: 'summary' };
    printFigures([await figure(exporting, `汇总表：${forms} 张表`, summary, undefined)]);
  } finally {
    await exporting.stop();
  }
} finally {
  await server.stop();
}
