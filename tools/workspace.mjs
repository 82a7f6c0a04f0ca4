// What the commands of tools/ share: where the checkout is, how to run a step, whether the installed packages are current.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Path of a command that an npm package installed. */
export function bin(name) {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** Runs a command in the checkout, its output shown; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
      env: { ...process.env, ...options.env },
    });
    child.on('error', (error) => {
      console.error(`无法运行 ${command}：${error.message}`);
      done(127);
    });
    child.on('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a command in the checkout; resolves to its exit code and what it printed, for steps that run side by side. */
export function runQuietly(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => done({ code: 127, output: `无法运行 ${command}：${error.message}\n` }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** True when every package of the lock file is installed in the version it names (optional ones for other systems apart). */
export function isInstalled() {
  const marker = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(marker)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(marker, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      !path.includes('node_modules/') ||
      entry.optional ||
      entry.link ||
      present[path]?.version === entry.version,
  );
}

/** Installs what is missing; nothing when all is there. Exits the process when that fails. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`绩衡需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log('正在安装依赖（仅首次或依赖变化时）……');
  const code = await run(NPM, ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts']);
  if (code !== 0) {
    console.error('依赖安装失败：请检查网络后重试 npm ci。');
    process.exit(code);
  }
}

/** All files below a folder that `keep` accepts; sorted. */
export function filesBelow(folder, keep = () => true, found = []) {
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (['node_modules', 'dist', '.git', 'data'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) filesBelow(path, keep, found);
    else if (keep(path)) found.push(path);
  }
  return found;
}

/** Name, size and time of files as one text: changes when any of them changes. */
export function fingerprint(files) {
  return files
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file}:${size}:${Math.round(mtimeMs)}`;
    })
    .join('\n');
}
