import { processConfig } from './config.ts';
import { startFault } from './start-fault.ts';
import { startServer, type Startup } from './start.ts';

/** Longest clean stop; after that the process ends anyway, and the next start repairs what is left. */
const STOP_MS = 20_000;

const say = (line: string): void => {
  console.log(line);
};

function explain(error: unknown): void {
  const fault = startFault(error);
  if (fault === undefined) console.error('绩衡未能启动：', error);
  else console.error(fault);
}

async function main(): Promise<void> {
  const { config, faults } = processConfig(process.argv.slice(2));
  if (config === undefined) {
    console.error(['绩衡未能启动，请改正以下设置：', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    process.exit(1);
  }
  const abort = new AbortController();
  const closers: Startup['closers'] = [];

  const stop = async (code: number): Promise<never> => {
    // Last opened, first closed: no request reaches a closed database.
    for (const close of closers.reverse()) await close().catch(explain);
    process.exit(code);
  };
  const onSignal = (): void => {
    // Terminals and npm pass the same Ctrl+C on more than once; only the first counts.
    if (abort.signal.aborted) return;
    abort.abort();
    say('正在停止……');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void starting
      .catch(() => undefined)
      .then(() => {
        say('正在关闭数据库……');
        return stop(0);
      });
  };
  // Before anything is said: whoever reads the first line may already answer it with Ctrl+C.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const starting = startServer({ config, clock: () => new Date(), say, stopping: abort.signal, closers });
  try {
    await starting;
  } catch (error) {
    if (abort.signal.aborted) return;
    explain(error);
    await stop(1);
  }
}

await main();
