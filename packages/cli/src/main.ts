import { run } from './program.ts';

// `jiheng … | head` closes our output early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2), process);
} catch (error) {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const where = path === undefined ? '' : `：${path}`;
  process.stderr.write(
    `无法完成（${code ?? message}）${where}\n请检查输出位置是否存在、可写，磁盘是否已满。\n`,
  );
  process.exitCode = 2;
}
