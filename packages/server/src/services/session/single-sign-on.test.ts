// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- declares a module, so it cannot be imported
/// <reference path="../../testing/oidc-provider.d.ts" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SessionInfo } from '@jiheng/api';
import {
  findPerson,
  insertPerson,
  inTransaction,
  replaceAssignments,
  setPassword,
  updatePerson,
} from '@jiheng/store';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOST, startHarness, type Harness } from '../../testing/harness.ts';
import { hashPassword } from './passwords.ts';

/** A real provider in this process; it lets everyone in under the name given. */
let identity: Server;
let server: Harness;
const CLIENT_ID = 'jiheng';
const CLIENT_SECRET = 'a-secret-of-forty-characters-for-the-test';

async function startIdentity(): Promise<URL> {
  identity = createServer();
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((identity.address() as AddressInfo).port)}`;
  // It warns of keys made for the moment and of plain http.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`http://${HOST}/api/session/single-sign-on/back`],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      // The subject is not the login name, as in life.
      claims: () => ({ sub: id, preferred_username: id.replace(/^subject-(?:old-)?/, '') }),
    }),
  });
  identity.on('request', provider.callback());
  return new URL(issuer);
}

beforeAll(async () => {
  const issuer = await startIdentity();
  const oidc = { issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, label: '区统一身份认证' };
  server = await startHarness({ oidc });
});
afterAll(async () => {
  await server.close();
  identity.closeAllConnections();
  identity.close();
});

async function addPerson(loginName: string): Promise<string> {
  const { db, tenant, now } = server.context;
  return inTransaction(db, async (tx) => {
    const id = await insertPerson(tx, tenant.tenantId, { loginName, name: '李会计', now });
    const { organisationId } = server.organisations.unit;
    await replaceAssignments(tx, tenant.tenantId, id, [{ role: 'officer', organisationId }]);
    return id;
  });
}

interface Left {
  readonly url: URL;
  readonly cookie: string;
}

/** Our sign-in page's link: leads to the provider and leaves a cookie. */
async function leave(to = '/forms'): Promise<Left> {
  const url = `/api/session/single-sign-on?to=${encodeURIComponent(to)}`;
  const response = await server.app.inject({ url, headers: { host: HOST } });
  expect(response.statusCode).toBe(303);
  return {
    url: new URL(String(response.headers.location)),
    cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
  };
}

/** At the provider: signs in under an account and agrees; gives the address it leads back to. */
async function passProvider(start: URL, account: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let init: RequestInit = {};
  for (let steps = 0; steps < 15; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: new Headers([...new Headers(init.headers), ['cookie', cookie]]),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    init = {};
    if (location !== null) {
      url = new URL(location, url);
      if (url.host === HOST) return url;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    expect(prompt, page.slice(0, 500)).not.toBe('');
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', url);
    const body = new URLSearchParams({ prompt, login: account, password: 'x' });
    init = { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  throw new Error('the provider did not lead back');
}

async function comeBack(url: URL, cookie: string) {
  const headers = { host: HOST, ...(cookie && { cookie }) };
  const response = await server.app.inject({ url: `${url.pathname}${url.search}`, headers });
  const set = [response.headers['set-cookie'] ?? []].flat().find((each) => each.startsWith('jiheng-test='));
  return { response, session: set?.split(';')[0] };
}

async function sessionOf(cookie: string): Promise<SessionInfo['person']> {
  const response = await server.app.inject({ url: '/api/session', headers: { host: HOST, cookie } });
  return response.json<SessionInfo>().person;
}

describe('single sign-on', () => {
  it('is offered by its name, with PKCE, state and nonce', async () => {
    const info = await server.app.inject({ url: '/api/session', headers: { host: HOST } });
    expect(info.json<SessionInfo>().ways.singleSignOn).toBe('区统一身份认证');
    const { searchParams } = (await leave()).url;
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(name)?.length).toBeGreaterThan(20);
  });

  it('signs in a known person, by the login name first and by the subject afterwards', async () => {
    const id = await addPerson('li.kuaiji');
    const left = await leave('/forms?year=2026');
    const back = await comeBack(await passProvider(left.url, 'subject-li.kuaiji'), left.cookie);
    expect(back.response.headers.refresh).toBe('0;url=/forms?year=2026');
    expect((await sessionOf(back.session ?? ''))?.id).toBe(id);
    const { db, tenant } = server.context;
    const person = await findPerson(db, tenant.tenantId, id);
    expect(person?.oidcSubject).toBe('subject-li.kuaiji');
    const renamed = { ...person!, loginName: 'li.xin' };
    await inTransaction(db, (tx) => updatePerson(tx, tenant.tenantId, id, renamed));
    const again = await leave();
    const second = await comeBack(await passProvider(again.url, 'subject-li.kuaiji'), again.cookie);
    expect((await sessionOf(second.session ?? ''))?.id).toBe(id);
  });

  it('asks nobody to change an initial password that they never needed, and takes it away', async () => {
    const { db, tenant, now } = server.context;
    const id = await addPerson('wu');
    const hash = await hashPassword('Initial-2026-pw');
    await inTransaction(db, (tx) => setPassword(tx, tenant.tenantId, id, { hash, mustChange: true, now }));
    const left = await leave();
    const { session } = await comeBack(await passProvider(left.url, 'subject-wu'), left.cookie);
    const own = { host: HOST, cookie: session ?? '' };
    const inside = await server.app.inject({ url: '/api/forms', headers: own });
    expect(inside.statusCode).toBe(200);
    const payload = { loginName: 'wu', password: 'Initial-2026-pw' };
    const headers = { host: HOST, origin: `http://${HOST}` };
    const byPassword = await server.app.inject({ method: 'POST', url: '/api/session', headers, payload });
    expect(byPassword.statusCode).toBe(401);
  });

  it('never adds anyone, and a name once bound to one subject is not given to another', async () => {
    const unknown = await leave();
    const refused = await comeBack(await passProvider(unknown.url, 'subject-stranger'), unknown.cookie);
    expect(refused.session).toBeUndefined();
    expect(refused.response.body).toContain('没有您的账号');

    await addPerson('zhao');
    const first = await leave();
    expect(
      (await comeBack(await passProvider(first.url, 'subject-old-zhao'), first.cookie)).session,
    ).toBeDefined();
    const other = await leave();
    expect(
      (await comeBack(await passProvider(other.url, 'subject-zhao'), other.cookie)).session,
    ).toBeUndefined();
  });

  it('refuses a person who left', async () => {
    const id = await addPerson('sun');
    const { db, tenant } = server.context;
    const person = await findPerson(db, tenant.tenantId, id);
    await inTransaction(db, (tx) => updatePerson(tx, tenant.tenantId, id, { ...person!, isClosed: true }));
    const left = await leave();
    expect(
      (await comeBack(await passProvider(left.url, 'subject-sun'), left.cookie)).session,
    ).toBeUndefined();
  });

  it('refuses a way back that did not begin in this browser, with another state, or a second time', async () => {
    await addPerson('qian');
    const left = await leave();
    const url = await passProvider(left.url, 'subject-qian');
    expect((await comeBack(url, '')).session).toBeUndefined();
    expect((await comeBack(url, (await leave()).cookie)).session).toBeUndefined();
    const forged = new URL(url);
    forged.searchParams.set('state', 'forged');
    expect((await comeBack(forged, left.cookie)).session).toBeUndefined();
    expect((await comeBack(url, left.cookie)).session).toBeDefined();
    expect((await comeBack(url, left.cookie)).session).toBeUndefined();
  });

  it.each([
    ...['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', ''],
    // What a browser leaves out, or takes together, before it reads an address.
    ...[
      '/\t/evil.example',
      '/\n/evil.example',
      '/.//evil.example',
      '/forms/..//evil.example',
      '\t//evil.example',
    ],
  ])('does not lead to %j afterwards', async (to) => {
    await addPerson(`zhou-${String(Math.random()).slice(2)}`);
    const left = await leave(to);
    const kept = JSON.parse(Buffer.from(left.cookie.split('=')[1] ?? '', 'base64url').toString('utf8')) as {
      to: string;
    };
    expect(new URL(kept.to, 'http://jixiao.example').host).toBe('jixiao.example');
    expect(kept.to).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
  });
});
