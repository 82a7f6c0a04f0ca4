import { spawn } from 'node:child_process';

/** Numeric account a child process runs as; undefined: the account of this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How a program of PostgreSQL ended. */
export interface ProgramOutcome {
  readonly code: number | null;
  /** Standard output and error as they came. */
  readonly output: string;
}

/**
 * Runs one of PostgreSQL's programs to its end. Its environment is nearly empty, so that no PG… variable and no locale
 * of the user changes what it does.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly account?: Account | undefined },
): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      ...options.account,
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString('utf8').trim() });
    });
  });
}

function programEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return { ...windowsEssentials(), TZ: 'UTC' };
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Windows programs do not load without these. */
function windowsEssentials(): NodeJS.ProcessEnv {
  // eslint-disable-next-line no-restricted-properties -- handed through to a child process, not read as configuration
  const { SystemRoot, PATH, TEMP, TMP } = process.env as Record<string, string | undefined>;
  return { SystemRoot, PATH, TEMP, TMP };
}
