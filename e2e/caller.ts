import type { BrowserContext } from 'playwright-core';

/** Somebody's session without a page: for what a journey needs to be there before it begins. */
export class Caller {
  readonly origin: string;
  private readonly cookie: string;

  private constructor(origin: string, cookie: string) {
    this.origin = origin;
    this.cookie = cookie;
  }

  private static async enter(origin: string, path: string, body: object): Promise<Caller> {
    const response = await fetch(new URL(path, origin), {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return new Caller(origin, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }

  /** Whoever sits at the machine; uses up the one-time address. */
  static async operator(address: string): Promise<Caller> {
    const response = await fetch(address, { redirect: 'manual' });
    return new Caller(new URL(address).origin, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }

  /** One of the sample's persons. */
  static async sample(address: string, name: string): Promise<Caller> {
    const { origin } = new URL(address);
    const response = await fetch(new URL('/api/session/sample', origin));
    const { items } = (await response.json()) as { items: readonly { id: string; name: string }[] };
    const personId = items.find((person) => person.name === name)?.id;
    if (personId === undefined) throw new Error(`the sample has no ${name}`);
    return Caller.enter(origin, '/api/session/sample', { personId });
  }

  static async account(address: string, loginName: string, password: string): Promise<Caller> {
    const { origin } = new URL(address);
    return Caller.enter(origin, '/api/session', { loginName, password });
  }

  /** Whoever is signed in in a browser. */
  static async of(context: BrowserContext, address: string): Promise<Caller> {
    const { origin } = new URL(address);
    const [cookie] = await context.cookies(origin);
    if (cookie === undefined) throw new Error('nobody is signed in');
    return new Caller(origin, `${cookie.name}=${cookie.value}`);
  }

  /** Lets a browser go on in this session. */
  async lend(context: BrowserContext): Promise<void> {
    const [name = '', value = ''] = this.cookie.split('=');
    await context.clearCookies();
    await context.addCookies([{ name, value, url: this.origin }]);
  }

  async send(method: string, path: string, body?: object | FormData): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(new URL(path, this.origin), {
      method,
      headers: {
        origin: this.origin,
        cookie: this.cookie,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  }

  async call<T>(method: string, path: string, body?: object | FormData): Promise<T> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body: object | FormData = {}): Promise<T> {
    return this.call('POST', path, body);
  }

  /** Sends files as one import and waits until all are read. */
  async importFiles(...files: readonly File[]): Promise<{ readonly id: string; readonly formsDone: number }> {
    const body = new FormData();
    for (const file of files) body.append('files', file);
    const { id } = await this.post<{ id: string }>('/api/imports', body);
    for (;;) {
      const job = await this.get<{ id: string; finishedAt: string | null; formsDone: number }>(
        `/api/imports/${id}`,
      );
      if (job.finishedAt !== null) return job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
