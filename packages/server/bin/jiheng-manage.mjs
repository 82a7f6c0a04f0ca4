#!/usr/bin/env node
// Operator commands: the built program; in a checkout that is not built yet, the source through tsx.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/manage/main.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  const source = fileURLToPath(new URL('../src/manage/main.ts', import.meta.url));
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=@jiheng/source', '--import', import.meta.resolve('tsx'), source, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
