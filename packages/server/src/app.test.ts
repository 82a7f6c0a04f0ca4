import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProblem, FormFacets, FormList, ImportList, Overview, RuleList } from '@jiheng/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';

let server: Harness;
let webFolder: string;

beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'jiheng-web-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>绩衡</title>');
  await writeFile(join(webFolder, 'assets', 'main-abc123.js'), 'export const page = 1;'.repeat(200));
  server = await startHarness({ webFolder });
});
afterAll(async () => {
  await server.close();
  await rm(webFolder, { recursive: true, force: true });
});

function problemOf(response: {
  readonly headers: Record<string, unknown>;
  readonly body: string;
}): ApiProblem {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  return ApiProblem.parse(JSON.parse(response.body));
}

describe('without a session', () => {
  const headers = { host: HOST };

  it.each(['/api/overview', '/api/forms', '/api/openapi.json', '/api/no-such-thing'])(
    '%s answers 401 with a problem',
    async (url) => {
      const response = await server.app.inject({ url, headers });
      expect(response.statusCode).toBe(401);
      expect(problemOf(response)).toMatchObject({ code: 'SESSION-REQUIRED', status: 401 });
    },
  );

  it.each([
    ['/', '/sign-in'],
    ['/forms/1?year=2024', '/sign-in?to=%2Fforms%2F1%3Fyear%3D2024'],
    ['//example.org/x', '/sign-in?to=%2F%2Fexample.org%2Fx'],
  ])('%s leads to the sign-in page, which knows the way back', async (url, location) => {
    const response = await server.app.inject({ url, headers });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe(location);
  });

  it.each(['/sign-in', '/assets/main-abc123.js'])('%s is there, it holds nothing of anyone', async (url) => {
    expect((await server.app.inject({ url, headers })).statusCode).toBe(200);
  });

  it('a wrong token opens nothing and is not shown again', async () => {
    const response = await server.app.inject({ url: '/?token=%3Cscript%3E', headers });
    expect(response.statusCode).toBe(401);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.body).not.toContain('<script>');
  });

  it('a forged cookie opens nothing', async () => {
    const response = await server.app.inject({
      url: '/api/forms',
      headers: { ...headers, cookie: 'jiheng-test=abc.def.ghi' },
    });
    expect(response.statusCode).toBe(401);
  });
});

describe('the printed address', () => {
  it('sets a strict cookie once and leads to the same page without the token', async () => {
    const token = server.sessions.currentToken();
    const first = await server.app.inject({
      url: `/forms?year=2024&token=${token}`,
      headers: { host: HOST },
    });
    expect(first.statusCode).toBe(303);
    expect(first.headers.location).toBe('/forms?year=2024');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const again = await server.app.inject({ url: `/?token=${token}`, headers: { host: HOST } });
    expect(again.statusCode).toBe(401);
    const inside = await server.app.inject({
      url: '/api/forms',
      headers: { host: HOST, cookie: cookie.split(';')[0] ?? '' },
    });
    expect(inside.statusCode).toBe(200);
  });

  it('never leads to another server', async () => {
    const token = server.sessions.currentToken();
    const response = await server.app.inject({
      url: `//example.org/?token=${token}`,
      headers: { host: HOST },
    });
    expect(response.headers.location ?? '/').not.toMatch(/^(\/\/|https?:)/);
  });

  it('is not spent by a page that already has a session', async () => {
    const token = server.sessions.currentToken();
    expect((await server.request('GET', `/?token=${token}`)).statusCode).toBe(303);
    expect(server.sessions.currentToken()).toBe(token);
  });
});

describe('requests from elsewhere', () => {
  it.each(['evil.example:8420', '127.0.0.1.evil.example', '192.168.0.9:8420', 'a b'])(
    'with Host %j are refused',
    async (host) => {
      const response = await server.app.inject({ url: '/api/forms', headers: { host } });
      expect(response.statusCode).toBe(403);
      expect(problemOf(response).code).toBe('HOST-REFUSED');
    },
  );

  it.each(['http://evil.example', 'http://127.0.0.1:9999', 'null', undefined])(
    'writing with Origin %s is refused',
    async (origin) => {
      const { app, sessions } = server;
      const cookie = `jiheng-test=${sessions.redeem(sessions.currentToken(), new Date()) ?? ''}`;
      const headers = { host: HOST, cookie, ...(origin === undefined ? {} : { origin }) };
      const response = await app.inject({ method: 'POST', url: '/api/imports', headers });
      expect(response.statusCode).toBe(403);
      expect(problemOf(response).code).toBe('ORIGIN-REFUSED');
    },
  );

  it('reading with another Origin is refused as well', async () => {
    const response = await server.app.inject({
      url: '/api/forms',
      headers: { host: HOST, origin: 'http://127.0.0.1:9999' },
    });
    expect(problemOf(response).code).toBe('ORIGIN-REFUSED');
  });
});

describe('answers', () => {
  it('carry a strict content policy and no frame, sniffing or referrer', async () => {
    const { headers } = await server.request('GET', '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('of the interface are never kept by the browser, hashed files for a year', async () => {
    expect((await server.request('GET', '/api/forms')).headers['cache-control']).toBe('no-store');
    const file = await server.request('GET', '/assets/main-abc123.js');
    expect(file.headers['cache-control']).toContain('immutable');
    expect((await server.request('GET', '/forms')).headers['cache-control']).toBe('no-cache');
  });

  it('are compressed when they are large', async () => {
    const headers = { host: HOST, origin: `http://${HOST}`, 'accept-encoding': 'br' };
    const { app, sessions } = server;
    const cookie = `jiheng-test=${sessions.redeem(sessions.currentToken(), new Date()) ?? ''}`;
    const response = await app.inject({ url: '/api/openapi.json', headers: { ...headers, cookie } });
    expect(response.headers['content-encoding']).toBe('br');
  });
});

describe('addresses', () => {
  it.each(['/', '/forms', '/forms/0192-abc', '/imports'])('%s shows the application', async (url) => {
    const response = await server.request('GET', url);
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('<title>绩衡</title>');
  });

  it('a file that is not there is not answered with the page', async () => {
    const response = await server.request('GET', '/assets/other-123.js');
    expect(response.statusCode).toBe(404);
    expect(problemOf(response).code).toBe('NOT-FOUND');
  });

  it.each([
    '/assets/',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
  ])('%s neither lists a folder nor leaves it', async (url) => {
    const { body } = await server.request('GET', url);
    expect(body).not.toContain('main-abc123');
    expect(body).not.toContain('"name"');
  });

  it('an unknown one of the interface answers 404, a wrong method 405 with the allowed one', async () => {
    expect(problemOf(await server.request('GET', '/api/nothing')).status).toBe(404);
    const response = await server.request('POST', '/api/forms', {});
    expect(problemOf(response)).toMatchObject({ status: 405, code: 'METHOD-NOT-ALLOWED' });
    expect(response.headers.allow).toBe('GET');
  });

  it.each([
    '/api/forms?limit=9999',
    '/api/forms?year=abc',
    '/api/documents/x/lines?from=0&to=1',
    '/api/forms?severity=none',
  ])('%s is refused with the name of the parameter', async (url) => {
    const problem = problemOf(await server.request('GET', url));
    expect(problem).toMatchObject({ status: 400, code: 'INVALID-INPUT' });
    expect(problem.detail).toMatch(/limit|year|from|severity/);
  });

  it.each([
    '/api/forms/nothing',
    '/api/forms/0192aaaa-0000-7000-8000-000000000000',
    '/api/imports/nothing',
    '/api/documents/nothing/lines?from=1&to=2',
  ])('%s answers 404', async (url) => {
    expect(problemOf(await server.request('GET', url)).status).toBe(404);
  });

  it('a broken JSON body answers 400', async () => {
    const { app, sessions } = server;
    const cookie = `jiheng-test=${sessions.redeem(sessions.currentToken(), new Date()) ?? ''}`;
    const headers = { host: HOST, origin: `http://${HOST}`, cookie, 'content-type': 'application/json' };
    const response = await app.inject({
      method: 'POST',
      url: '/api/forms/x/revisions',
      headers,
      payload: '{',
    });
    expect(problemOf(response)).toMatchObject({ status: 400, code: 'INVALID-INPUT' });
  });
});

describe('an empty bureau', () => {
  it('answers every list by its contract', async () => {
    const get = async (url: string): Promise<unknown> => (await server.request('GET', url)).json();
    expect(FormList.parse(await get('/api/forms'))).toMatchObject({ items: [], count: 0, next: null });
    expect(FormFacets.parse(await get('/api/forms/facets')).kinds).toEqual([]);
    expect(ImportList.parse(await get('/api/imports')).items).toEqual([]);
    expect(Overview.parse(await get('/api/overview'))).toMatchObject({
      tenantName: '测试财政局',
      isSample: false,
    });
    expect(RuleList.parse(await get('/api/rules')).items.length).toBeGreaterThan(20);
  });

  it('describes its interface as OpenAPI 3.1', async () => {
    const document = (await server.request('GET', '/api/openapi.json')).json<{
      openapi: string;
      paths: Record<string, object>;
    }>();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/forms/{id}/revisions');
    expect(document.paths['/api/imports']).toHaveProperty('post');
  });
});
