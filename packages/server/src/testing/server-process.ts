import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UploadedFile } from './multipart.ts';

const MAIN = { built: '../../dist/main.js', source: '../main.ts' } as const;
const SOURCE_FLAGS = ['--import', 'tsx', '--conditions=@jiheng/source'];
const START_MS = 60_000;

export interface ServerOptions {
  readonly dataFolder: string;
  readonly run: keyof typeof MAIN;
  readonly args?: readonly string[];
  readonly port?: string;
  /** Environment of the caller; only test files and tools read it. */
  readonly env: NodeJS.ProcessEnv;
  /** Settings of this server, over those of the caller. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, as a person starts it. For tests only. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  output = '';
  private readonly dataFolder: string;
  private cookie = '';
  private base = '';

  constructor({ dataFolder, run, args = [], env, port = '0', settings = {} }: ServerOptions) {
    this.dataFolder = dataFolder;
    const main = fileURLToPath(new URL(MAIN[run], import.meta.url));
    this.child = spawn(process.execPath, [...(run === 'source' ? SOURCE_FLAGS : []), main, ...args], {
      env: { ...env, DATABASE_URL: '', HOST: '', JIHENG_DATA: dataFolder, PORT: port, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = new Promise((resolve) => {
      this.child.once('exit', resolve);
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  /** Waits until the server has printed something. */
  async says(pattern: RegExp): Promise<string> {
    const end = Date.now() + START_MS;
    for (;;) {
      const found = pattern.exec(this.output)?.[0];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null || Date.now() > end)
        throw new Error(`not printed: ${pattern.source}\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Waits for the printed address. */
  async ready(): Promise<string> {
    const address = await this.says(/http:\/\/\S+\?token=\S+/);
    this.base = new URL('/', address).href;
    return address;
  }

  /** Opens the printed address as a browser does. */
  async signIn(): Promise<void> {
    const response = await fetch(await this.ready(), { redirect: 'manual' });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  /** One click at the sign-in page of the sample. */
  async signInAs(personId: string): Promise<void> {
    const url = new URL('/api/session/sample', this.base);
    const headers = { origin: url.origin, 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ personId }) });
    if (!response.ok) throw new Error(`signing in: ${response.status} ${await response.text()}`);
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  takeSessionOf(other: ServerProcess): void {
    this.cookie = other.cookie;
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(new URL(path, this.base), { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async bytes(path: string): Promise<Uint8Array> {
    const response = await fetch(new URL(path, this.base), { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async post<T>(path: string, content: object): Promise<T> {
    const url = new URL(path, this.base);
    const headers = { cookie: this.cookie, origin: url.origin, 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(content) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async upload<T>(files: readonly UploadedFile[]): Promise<T> {
    const body = new FormData();
    for (const { name, content } of files)
      body.append('files', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
    const headers = { cookie: this.cookie, origin: new URL(this.base).origin };
    const response = await fetch(new URL('/api/imports', this.base), { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async databasePid(): Promise<number | undefined> {
    try {
      const { location } = JSON.parse(await readFile(join(this.dataFolder, 'database.json'), 'utf8')) as {
        location: string;
      };
      return Number.parseInt(
        await readFile(resolve(this.dataFolder, location, 'pgdata', 'postmaster.pid'), 'utf8'),
        10,
      );
    } catch {
      return undefined;
    }
  }

  /** kill -9, of the server alone or together with its database. */
  async kill(withDatabase: boolean): Promise<void> {
    const pid = withDatabase ? await this.databasePid() : undefined;
    this.child.kill('SIGKILL');
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await this.exited;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}
