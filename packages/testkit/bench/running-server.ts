import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../server/dist/main.js');

/** The built server on an empty bureau in a temporary folder, as a person would start it. */
export class RunningServer {
  readonly dataFolder: string;
  readonly child: ChildProcess;
  private output = '';
  private cookie = '';
  base = '';

  /** `dataFolder`: of a server that was stopped before; without it a new one is made. */
  constructor(args: readonly string[] = ['--empty'], dataFolder?: string) {
    this.dataFolder = dataFolder ?? mkdtempSync(join(tmpdir(), 'jiheng-bench-'));
    // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
    chmodSync(this.dataFolder, 0o755);
    this.child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, DATABASE_URL: '', JIHENG_DATA: this.dataFolder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
    });
  }

  /** The printed address, once. */
  async address(): Promise<string> {
    const end = Date.now() + 60_000;
    for (;;) {
      const address = /http:\/\/\S+\?token=\S+/.exec(this.output)?.[0];
      if (address !== undefined) return address;
      if (this.child.exitCode !== null || Date.now() > end)
        throw new Error(`the server did not start:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async signIn(): Promise<void> {
    const address = await this.address();
    const response = await fetch(address, { redirect: 'manual' });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    this.base = new URL('/', address).origin;
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.base + path, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async post<T>(path: string, content: object): Promise<T> {
    const headers = { cookie: this.cookie, origin: this.base, 'content-type': 'application/json' };
    const response = await fetch(this.base + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(content),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async upload<T>(files: readonly { name: string; content: string | Uint8Array }[]): Promise<T> {
    const body = new FormData();
    for (const { name, content } of files)
      body.append('files', new Blob([Uint8Array.from(Buffer.from(content))]), name);
    const headers = { cookie: this.cookie, origin: this.base };
    const response = await fetch(`${this.base}/api/imports`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Largest memory of the server process so far in MB; undefined where the system does not tell. */
  peakMegabytes(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  /** Processor seconds the server process has used so far. */
  processorSeconds(): number {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      return Number.NaN;
    }
  }

  /** Stops the server and keeps its data. */
  async stopProcess(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exited = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await exited;
  }

  async stop(): Promise<void> {
    await this.stopProcess();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}
