// npm start: installs what is missing, builds what changed, starts the product. Arguments after -- go to the server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, ensureInstalled } from './workspace.mjs';

await ensureInstalled();
const { build } = await import('./build.mjs');
const code = await build();
if (code !== 0) process.exit(code);

const server = spawn(
  process.execPath,
  [join(ROOT, 'packages/server/dist/main.js'), ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the server through the terminal as well; this process only waits for its clean stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (exit, signal) => process.exit(exit ?? (signal ? 1 : 0)));
