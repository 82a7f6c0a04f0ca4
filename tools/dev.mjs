// npm run dev: server from source with restart on change, and the browser application with hot reload.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, bin, ensureInstalled } from './workspace.mjs';

await ensureInstalled();
const children = [
  spawn(
    bin('tsx'),
    ['watch', '--conditions=@jiheng/source', 'packages/server/src/main.ts', ...process.argv.slice(2)],
    { cwd: ROOT, stdio: 'inherit' },
  ),
  spawn(bin('vite'), ['--clearScreen', 'false'], { cwd: join(ROOT, 'packages/web'), stdio: 'inherit' }),
];
const stop = (signal) => children.forEach((child) => child.kill(signal));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
for (const child of children) child.on('exit', () => stop('SIGTERM'));
