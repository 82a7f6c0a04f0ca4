import type { DeviceList, SessionInfo } from '@jiheng/api';
import { IDLE_SECONDS_HEADER } from '@jiheng/domain';
import {
  findPerson,
  insertPerson,
  inTransaction,
  replaceAssignments,
  setPassword,
  updatePerson,
} from '@jiheng/store';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from '../../testing/harness.ts';
import { nameSha256 } from './access.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

const PASSWORD = 'Lianjiang-2026';
let server: Harness;
let now = new Date('2026-03-01T08:00:00Z');
let count = 0;

const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};

beforeAll(async () => {
  server = await startHarness({
    clock: () => now,
    access: { idleMs: 30 * 60_000, sessionMs: 12 * 3_600_000 },
  });
});
afterAll(() => server.close());

async function newPerson(
  options: { readonly mustChange?: boolean } = {},
): Promise<{ id: string; loginName: string }> {
  const { db, tenant } = server.context;
  count += 1;
  const loginName = `wang-${String(count)}`;
  const passwordHash = await hashPassword(PASSWORD);
  const id = await inTransaction(db, async (tx) => {
    const personId = await insertPerson(tx, tenant.tenantId, {
      loginName,
      name: '王会计',
      passwordHash,
      mustChangePassword: options.mustChange ?? false,
      now,
    });
    const { organisationId } = server.organisations.unit;
    await replaceAssignments(tx, tenant.tenantId, personId, [{ role: 'officer', organisationId }]);
    return personId;
  });
  return { id, loginName };
}

interface Browser {
  /** Of the session. */
  readonly cookie: string;
  send(
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    idleSeconds?: number,
  ): Promise<LightMyRequestResponse>;
}

const SESSION = 'jiheng-test';

/** Keeps all cookies it is given, as browsers do. */
function browser(cookie = ''): Browser {
  const jar = new Map(cookie === '' ? [] : [[SESSION, cookie]]);
  return {
    get cookie() {
      return jar.get(SESSION) ?? '';
    },
    async send(method, url, payload, idleSeconds) {
      const headers = {
        host: HOST,
        origin: `http://${HOST}`,
        cookie: [...jar.values()].join('; '),
        ...(idleSeconds === undefined ? {} : { [IDLE_SECONDS_HEADER]: String(idleSeconds) }),
      };
      const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
      for (const set of [response.headers['set-cookie'] ?? []].flat()) {
        const [pair = ''] = set.split(';');
        jar.set(pair.slice(0, pair.indexOf('=')), pair);
      }
      return response;
    },
  };
}

async function signedIn(loginName: string, password = PASSWORD): Promise<Browser> {
  const page = browser();
  const response = await page.send('POST', '/api/session', { loginName, password });
  expect(response.statusCode).toBe(200);
  return page;
}

const codeOf = (response: LightMyRequestResponse): string => response.json<{ code: string }>().code;

describe('signing in', () => {
  it('gives a strict, hidden cookie and says who one is and what one may do', async () => {
    const { loginName, id } = await newPerson();
    const page = browser();
    const response = await page.send('POST', '/api/session', {
      loginName: ` ${loginName.toUpperCase()}`,
      password: PASSWORD,
    });
    expect(String(response.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/);
    const { person } = response.json<SessionInfo>();
    expect(person).toMatchObject({ id, name: '王会计', isOperator: false, mustChangePassword: false });
    expect(person?.hasPassword).toBe(true);
    // As single sign-on and the sample let in.
    const other = await server.as('officer');
    const { person: without } = (await other.request('GET', '/api/session')).json<SessionInfo>();
    expect(without?.hasPassword).toBe(false);
    expect(person?.duties).toMatchObject([{ roleLabel: '经办人', organisationName: '测试河道所' }]);
    expect(person?.permissions).toContain('target.write');
    expect(person?.permissions).not.toContain('people.manage');
    const { db, tenant } = server.context;
    expect((await findPerson(db, tenant.tenantId, id))?.lastSignInAt).toEqual(now);
  });

  it('gives a new token each time: one fixed before is worth nothing', async () => {
    const { loginName } = await newPerson();
    const planted = 'jiheng-test=cGxhbnRlZC10b2tlbi1vZi1hbi1hdHRhY2tlcg';
    const page = browser(planted);
    await page.send('POST', '/api/session', { loginName, password: PASSWORD });
    expect(page.cookie).not.toBe(planted);
    const first = page.cookie;
    await page.send('POST', '/api/session', { loginName, password: PASSWORD });
    expect(page.cookie).not.toBe(first);
    expect((await browser(planted).send('GET', '/api/forms')).statusCode).toBe(401);
  });

  it('answers alike for an unknown name and a wrong password', async () => {
    const { loginName } = await newPerson();
    const wrong = await browser().send('POST', '/api/session', { loginName, password: 'Wrong-word-1' });
    const unknown = await browser().send('POST', '/api/session', {
      loginName: 'nobody',
      password: 'Wrong-word-1',
    });
    expect(wrong.statusCode).toBe(401);
    expect(unknown.json()).toEqual(wrong.json());
  });

  it('is refused for someone who left', async () => {
    const { loginName, id } = await newPerson();
    const page = await signedIn(loginName);
    const { db, tenant } = server.context;
    const change = { loginName, name: '王会计', email: null, telephone: null, isClosed: true };
    await inTransaction(db, (tx) => updatePerson(tx, tenant.tenantId, id, change));
    expect((await page.send('GET', '/api/forms')).statusCode).toBe(401);
    const again = await browser().send('POST', '/api/session', { loginName, password: PASSWORD });
    expect(codeOf(again)).toBe('SIGN-IN-REFUSED');
  });
});

describe('guessing', () => {
  it('is stopped after five failures, longer each time, also for the right password and for unknown names', async () => {
    const { loginName } = await newPerson();
    for (const name of [loginName, 'nobody-at-all']) {
      const attempt = async (password: string): Promise<string> => {
        const response = await browser().send('POST', '/api/session', { loginName: name, password });
        return response.statusCode === 200 ? 'in' : codeOf(response);
      };
      for (let failure = 1; failure <= 5; failure += 1)
        expect(await attempt('Guess-word-1')).toBe('SIGN-IN-REFUSED');
      expect(await attempt(PASSWORD)).toBe('SIGN-IN-LOCKED');
      later(1.1);
      expect(await attempt('Guess-word-1')).toBe('SIGN-IN-REFUSED');
      later(1.1);
      expect(await attempt(PASSWORD)).toBe('SIGN-IN-LOCKED');
      later(1);
      expect(await attempt(PASSWORD)).toBe(name === loginName ? 'in' : 'SIGN-IN-REFUSED');
    }
  });

  it('locks nobody out of the browser they use, while that one is counted and locked by itself', async () => {
    const { loginName } = await newPerson();
    const own = await signedIn(loginName);
    const attempt = async (page: Browser, password: string, name = loginName): Promise<string> => {
      const response = await page.send('POST', '/api/session', { loginName: name, password });
      return response.statusCode === 200 ? 'in' : codeOf(response);
    };
    for (let failure = 1; failure <= 5; failure += 1) await attempt(browser(), 'Guess-word-1');
    expect(await attempt(browser(), PASSWORD)).toBe('SIGN-IN-LOCKED');
    expect(await attempt(own, PASSWORD)).toBe('in');
    expect(await attempt(browser(), PASSWORD)).toBe('SIGN-IN-LOCKED');
    for (let failure = 1; failure <= 5; failure += 1)
      expect(await attempt(own, 'Guess-word-1')).toBe('SIGN-IN-REFUSED');
    expect(await attempt(own, PASSWORD)).toBe('SIGN-IN-LOCKED');
    // Known for one name is not known for another.
    const victim = (await newPerson()).loginName;
    for (let failure = 1; failure <= 5; failure += 1) await attempt(own, 'Guess-word-1', victim);
    expect(await attempt(browser(), PASSWORD, victim)).toBe('SIGN-IN-LOCKED');
  });

  it('takes no browser for known whose mark was made up', async () => {
    const { loginName } = await newPerson();
    const page = await signedIn(loginName);
    for (let failure = 1; failure <= 5; failure += 1)
      await browser().send('POST', '/api/session', { loginName, password: 'Guess-word-1' });
    const name = `${SESSION}-browser-${nameSha256(loginName).slice(0, 12)}`;
    for (const mark of ['x', 'x.', '.x', `x.${'A'.repeat(43)}`, page.cookie]) {
      const response = await server.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { host: HOST, origin: `http://${HOST}`, cookie: `${name}=${mark}` },
        payload: { loginName, password: PASSWORD },
      });
      expect(codeOf(response), mark).toBe('SIGN-IN-LOCKED');
    }
  });

  it('is stopped as well in a session that was left open, at the password asked for a new one', async () => {
    const page = await signedIn((await newPerson()).loginName);
    const change = (current: string) =>
      page.send('POST', '/api/session/password', { current, next: 'Qingshan-9-lvshui' });
    for (let failure = 1; failure <= 5; failure += 1)
      expect((await change('Guess-word-1')).statusCode).toBe(400);
    expect(codeOf(await change(PASSWORD))).toBe('SIGN-IN-LOCKED');
    later(1.1);
    expect((await change(PASSWORD)).statusCode).toBe(200);
  });

  it('takes as long for a name that is not known as for a wrong password', async () => {
    const { loginName } = await newPerson();
    const times: Record<string, number[]> = { [loginName]: [], 'nobody-known': [] };
    for (let round = 0; round < 5; round += 1) {
      for (const [name, taken] of Object.entries(times)) {
        const start = process.cpuUsage();
        await browser().send('POST', '/api/session', { loginName: name, password: 'Guess-word-1' });
        const { user, system } = process.cpuUsage(start);
        taken.push(user + system);
        later(70);
      }
    }
    const median = (list: readonly number[] = []): number => [...list].sort((a, b) => a - b)[2] ?? 0;
    const ratio = median(times['nobody-known']) / median(times[loginName]);
    // Without the work of a password it would be a tenth.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('many times at once gets no more tries than one after the other', async () => {
    const { loginName } = await newPerson();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        browser().send('POST', '/api/session', { loginName, password: 'Guess-word-1' }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15);
  });

  it('from one address is limited', async () => {
    const limited = await startHarness({ access: { signInsPerMinute: 3 } });
    try {
      const payload = { loginName: 'x', password: 'y' };
      const codes: number[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) {
        // What a caller says of its own address counts for nothing where no proxy is trusted.
        const said = {
          'x-forwarded-for': `10.0.0.${String(attempt)}`,
          'x-real-ip': `10.0.1.${String(attempt)}`,
        };
        const headers = { host: HOST, origin: `http://${HOST}`, ...said };
        codes.push(
          (await limited.app.inject({ method: 'POST', url: '/api/session', headers, payload })).statusCode,
        );
      }
      expect(codes).toEqual([401, 401, 401, 429, 429]);
    } finally {
      await limited.close();
    }
  });
});

describe('a session', () => {
  it('ends when it was idle too long, and at the end of the day however busy', async () => {
    const { loginName } = await newPerson();
    const page = await signedIn(loginName);
    later(29);
    expect((await page.send('GET', '/api/session')).json<SessionInfo>().person).not.toBeNull();
    later(29);
    expect((await page.send('GET', '/api/forms')).statusCode).toBe(200);
    later(31);
    expect(codeOf(await page.send('GET', '/api/forms'))).toBe('SESSION-REQUIRED');

    const busy = await signedIn(loginName);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      later(20);
      expect((await busy.send('GET', '/api/forms')).statusCode).toBe(200);
    }
    later(21);
    expect((await busy.send('GET', '/api/forms')).statusCode).toBe(401);
  });

  it('is kept open by its person, not by what the page asks by itself', async () => {
    const { loginName } = await newPerson();
    const [left, reading] = [await signedIn(loginName), await signedIn(loginName)];
    const ask = async (page: Browser, idleSeconds: number): Promise<number> =>
      (await page.send('GET', '/api/workbench', undefined, idleSeconds)).statusCode;
    for (let minutes = 1; minutes <= 29; minutes += 1) {
      later(1);
      // One page is left alone; in the other somebody scrolls without a request of its own.
      expect(await ask(left, minutes * 60)).toBe(200);
      expect(await ask(reading, 20)).toBe(200);
    }
    later(2);
    expect(await ask(left, 31 * 60)).toBe(401);
    expect(await ask(left, 0)).toBe(401);
    expect(await ask(reading, 29 * 60)).toBe(200);
    later(31);
    expect(await ask(reading, 60 * 60)).toBe(401);
  });

  it('is over after signing out, also where its token was copied', async () => {
    const { loginName } = await newPerson();
    const page = await signedIn(loginName);
    const copy = browser(page.cookie);
    expect((await page.send('POST', '/api/session/end', {})).statusCode).toBe(200);
    expect((await copy.send('GET', '/api/forms')).statusCode).toBe(401);
  });

  it('can be ended on every device, or on one other; nobody ends those of others', async () => {
    const { loginName } = await newPerson();
    const [here, there, third] = [
      await signedIn(loginName),
      await signedIn(loginName),
      await signedIn(loginName),
    ];
    const { items } = (await here.send('GET', '/api/session/devices')).json<DeviceList>();
    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([false, false, true]);
    const stranger = await signedIn((await newPerson()).loginName);
    for (const { id } of items) {
      expect((await stranger.send('POST', `/api/session/devices/${id}/end`, {})).statusCode).toBe(404);
    }
    await here.send('POST', `/api/session/devices/${items[0]?.id ?? ''}/end`, {});
    expect((await third.send('GET', '/api/forms')).statusCode).toBe(401);
    expect((await there.send('GET', '/api/forms')).statusCode).toBe(200);
    await here.send('POST', '/api/session/end', { everywhere: true });
    expect((await there.send('GET', '/api/forms')).statusCode).toBe(401);
  });
});

describe('a password', () => {
  it('of an administrator must be changed first; nothing else answers before', async () => {
    const { loginName } = await newPerson({ mustChange: true });
    const page = await signedIn(loginName);
    // The last is an address of the interface to the router, not to who looks at its text.
    for (const url of ['/api/forms', '/api/rules', '/api/session/devices', '/%61pi/forms']) {
      expect(codeOf(await page.send('GET', url))).toBe('PASSWORD-CHANGE-REQUIRED');
    }
    const next = 'Qingshan-9-lvshui';
    const changed = await page.send('POST', '/api/session/password', { current: PASSWORD, next });
    expect(changed.json<SessionInfo>().person?.mustChangePassword).toBe(false);
    expect((await page.send('GET', '/api/forms')).statusCode).toBe(200);
    await signedIn(loginName, next);
  });

  it('that is changed ends the sessions elsewhere, and only with the one before', async () => {
    const { loginName } = await newPerson();
    const [here, there] = [await signedIn(loginName), await signedIn(loginName)];
    const wrong = await here.send('POST', '/api/session/password', {
      current: 'x',
      next: 'Qingshan-9-lvshui',
    });
    expect(wrong.statusCode).toBe(400);
    await here.send('POST', '/api/session/password', { current: PASSWORD, next: 'Qingshan-9-lvshui' });
    expect((await here.send('GET', '/api/forms')).statusCode).toBe(200);
    expect((await there.send('GET', '/api/forms')).statusCode).toBe(401);
  });

  it.each(['short', 'Admin@123456', '1234567890abc', 'wang-1-Wang-1!', '王会计-Aa1234567'])(
    'like %j is refused with the reason',
    async (next) => {
      const { loginName } = await newPerson();
      const page = await signedIn(loginName);
      const response = await page.send('POST', '/api/session/password', {
        current: PASSWORD,
        next: next.replace('wang-1', loginName),
      });
      expect(codeOf(response)).toBe('INVALID-INPUT');
      expect(response.json<{ detail: string }>().detail).toMatch(/不合要求/);
    },
  );

  it('is kept as Argon2id and verified; none is never right', async () => {
    const stored = await hashPassword(PASSWORD);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(PASSWORD, stored)).toBe(true);
    expect(await verifyPassword(`${PASSWORD}x`, stored)).toBe(false);
    expect(await verifyPassword(PASSWORD, null)).toBe(false);
  });

  it('reset while signed in takes effect at once', async () => {
    const { loginName, id } = await newPerson();
    const page = await signedIn(loginName);
    const { db, tenant } = server.context;
    const hash = await hashPassword('Anfang-2026-x');
    await inTransaction(db, (tx) => setPassword(tx, tenant.tenantId, id, { hash, mustChange: true, now }));
    expect(codeOf(await page.send('GET', '/api/forms'))).toBe('PASSWORD-CHANGE-REQUIRED');
  });
});

describe('the persons of the sample', () => {
  it('have no endpoint in another bureau', async () => {
    const page = browser();
    expect((await page.send('GET', '/api/session/sample')).statusCode).toBe(401);
    expect((await page.send('POST', '/api/session/sample', { personId: 'x' })).statusCode).toBe(401);
    expect((await server.request('GET', '/api/session/sample')).statusCode).toBe(404);
    expect((await server.request('POST', '/api/session/sample', { personId: 'x' })).statusCode).toBe(404);
  });
});
