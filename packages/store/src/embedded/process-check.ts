import { readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { runProgram } from './run-program.ts';

/** True when a process of that number exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && !isZombie(pid);
  }
}

/** Killed, but not yet collected by its parent: in containers the first process takes seconds for that, or never does it. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^ [ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
  } catch {
    return false;
  }
}

/**
 * True when that process is PostgreSQL working in `dataFolder`: after a crash or a restart of the machine the number in
 * a lock file may long belong to another program.
 */
export async function isPostgresOf(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    if (name.trim() !== 'postgres') return false;
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === undefined || folder === dataFolder;
  }
  const { output } =
    process.platform === 'win32'
      ? await runProgram('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { cwd: tmpdir() })
      : await runProgram('ps', ['-o', 'command=', '-p', String(pid)], { cwd: tmpdir() });
  return output.includes('postgres');
}
