import { run } from './program.ts';

/** A fault of writing or of ourselves; faults of input are results, not errors. */
function fail(error: unknown): void {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const where = path === undefined ? '' : `：${path}`;
  process.stderr.write(
    `无法完成（${code ?? message}）${where}\n请检查输出位置是否存在、可写，磁盘是否已满。\n`,
  );
  process.exitCode = 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `jiheng … | head` closes our output early; that is no fault.
  if (error.code !== 'EPIPE') fail(error);
  process.exit();
});

try {
  process.exitCode = await run(process.argv.slice(2), process);
} catch (error) {
  fail(error);
}
