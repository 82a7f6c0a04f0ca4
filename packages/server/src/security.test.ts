import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints, type FormList, type InitialPassword, type OriginalOutline } from '@jiheng/api';
import { inTransaction, insertPerson, replaceAssignments } from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
import { hashPassword } from './services/session/passwords.ts';
import type { SignedIn } from './testing/people.ts';

let server: Harness;
let admin: SignedIn;
const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
const CHANGES = Object.entries(endpoints).filter(([, { method }]) => method !== 'GET');

beforeAll(async () => {
  server = await startHarness();
  admin = await server.as('administrator');
});
afterAll(() => server.close());

const urlOf = (path: string): string => path.replaceAll(/:\w+/g, '0192aaaa-0000-7000-8000-000000000000');

describe('a page of somebody else', () => {
  it.each(CHANGES)('cannot have %s done with the cookie of a signed-in person', async (_name, endpoint) => {
    const url = urlOf(endpoint.path);
    for (const origin of [undefined, 'https://evil.example', 'http://127.0.0.1:9999', 'null']) {
      const headers = { ...admin.headers, ...(origin === undefined ? {} : { origin }) };
      if (origin === undefined) delete (headers as Record<string, string>)['origin'];
      const response = await server.app.inject({ method: endpoint.method, url, headers, payload: {} });
      expect(response.statusCode).toBe(403);
      expect(response.json<{ code: string }>().code).toBe('ORIGIN-REFUSED');
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])(
    'has no content that a plain form could send as %s taken',
    async (type) => {
      const response = await server.app.inject({
        method: 'POST',
        url: '/api/organisations',
        headers: { ...admin.headers, 'content-type': type },
        payload: '{"parentId":"x","kind":"unit","code":"1","name":"y"}',
      });
      expect(response.statusCode).toBe(415);
    },
  );
});

describe('a page of somebody else that has the browser load something', () => {
  const GETS = Object.entries(endpoints).filter(
    ([, { method, needs }]) => method === 'GET' && needs !== 'public',
  );

  it.each(GETS)('is not given %s, nor does anything happen', async (_name, endpoint) => {
    const entries = () => server.context.db.selectFrom('audit_entry').select('entry_id').execute();
    const before = (await entries()).length;
    for (const site of ['same-site', 'cross-site']) {
      const response = await server.app.inject({
        url: urlOf(endpoint.path),
        headers: { host: HOST, cookie: admin.headers['cookie'] ?? '', 'sec-fetch-site': site },
      });
      expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([403, 'ORIGIN-REFUSED']);
    }
    expect(await entries()).toHaveLength(before);
  });

  it('is told apart from our own page, a typed address and a link to a page', async () => {
    const get = async (url: string, site: string): Promise<number> => {
      const headers = { host: HOST, cookie: admin.headers['cookie'] ?? '', 'sec-fetch-site': site };
      return (await server.app.inject({ url, headers })).statusCode;
    };
    expect(await get('/api/forms', 'same-origin')).toBe(200);
    expect(await get('/api/forms', 'none')).toBe(200);
    expect(await get('/api/session', 'cross-site')).toBe(200);
    expect(await get('/forms', 'cross-site')).not.toBe(403);
  });
});

describe('an answer', () => {
  const bare = { host: HOST };
  const refusals: readonly [
    what: string,
    url: string,
    headers: () => Record<string, string>,
    status: number,
  ][] = [
    ['without a session', '/api/forms', () => bare, 401],
    ['of what is not there', '/api/forms/0192aaaa-0000-7000-8000-000000000000', () => admin.headers, 404],
    ['of an address that is none', '/api/nothing', () => admin.headers, 404],
    ['to a wrong query', '/api/forms?limit=9999', () => admin.headers, 400],
    ['to another host', '/api/forms', () => ({ host: 'evil.example' }), 403],
  ];

  it.each(refusals)(
    '%s is kept by no browser and tells nothing of the program',
    async (_what, url, headers, status) => {
      const response = await server.app.inject({ url, headers: headers() });
      expect(response.statusCode).toBe(status);
      expect(response.headers['cache-control']).toBe('no-store');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      expect(response.body).not.toMatch(/node_modules|\.ts|at \w+ \(|select |stack/);
    },
  );

  it('of a fault says that there was one; the log says which, and neither holds a password', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiheng-log-'));
    const logFile = join(folder, 'server.log');
    const other = await startHarness({ logFile });
    const SECRET = 'Sheng-Chu-8848';
    try {
      const { db, tenant, now } = other.context;
      const { unit } = other.organisations;
      const chief = await other.as('administrator');
      const personId = await inTransaction(db, async (tx) => {
        const passwordHash = await hashPassword(SECRET);
        const person = { loginName: 'zhou', name: '周会计', passwordHash, mustChangePassword: false, now };
        const id = await insertPerson(tx, tenant.tenantId, person);
        const duty = { role: 'officer', organisationId: unit.organisationId } as const;
        await replaceAssignments(tx, tenant.tenantId, id, [duty]);
        return id;
      });
      const signIn = (loginName: string, password: string) =>
        other.app.inject({
          method: 'POST',
          url: '/api/session',
          headers: { host: HOST, origin: `http://${HOST}` },
          payload: { loginName, password },
        });
      expect((await signIn('zhou', SECRET)).statusCode).toBe(200);
      expect((await signIn('zhou', `${SECRET}x`)).statusCode).toBe(401);
      // The password typed into the field of the name.
      expect((await signIn(SECRET, 'x')).statusCode).toBe(401);
      const reset = await chief.request('POST', `/api/people/${personId}/password`, {});
      const initial = reset.json<InitialPassword>().password;
      await sql`alter table session rename to session_away`.execute(db);
      const fault = await signIn('zhou', initial);
      await sql`alter table session_away rename to session`.execute(db);
      expect([fault.statusCode, fault.json<{ code: string }>().code]).toEqual([500, 'INTERNAL']);
      expect(fault.body).not.toMatch(/session|relation|postgres|\.ts|at \w/i);
      const log = await readFile(logFile, 'utf8');
      expect(log).toContain('session');
      const { rows } = await sql<{ text: string }>`
        select t::text as text from audit_entry t union all select t::text from person t
        union all select t::text from session t union all select t::text from sign_in_failure t`.execute(db);
      const kept = log + rows.map(({ text }) => text).join();
      for (const secret of [SECRET, initial]) expect(kept).not.toContain(secret);
    } finally {
      await other.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('scripts in texts', () => {
  it('come back as data: JSON that is never sniffed, under a policy without inline scripts', async () => {
    const { department, unit } = server.organisations;
    const organisation = { parentId: department.organisationId, kind: 'unit', code: 'x1', name: SCRIPT };
    const person = {
      loginName: 'script',
      name: SCRIPT,
      email: SCRIPT,
      telephone: SCRIPT,
      duties: [{ role: 'officer', organisationId: unit.organisationId }],
    };
    await admin.request('POST', '/api/organisations', organisation);
    await admin.request('POST', '/api/people', person);
    for (const url of ['/api/organisations', '/api/people', '/api/audit', '/api/session']) {
      const { headers, body } = await admin.request('GET', url);
      if (url !== '/api/session') expect(body).toContain('onerror=alert(1)');
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(String(headers['content-security-policy'])).not.toMatch(/script-src[^;]*unsafe/);
    }
  });

  it('in an address or a token are not shown again', async () => {
    for (const url of [`/?token=${encodeURIComponent(SCRIPT)}`, `/${encodeURIComponent(SCRIPT)}`]) {
      const response = await server.app.inject({ url, headers: { host: HOST } });
      expect(response.body).not.toContain('<script>alert');
      expect(response.headers.location ?? '').not.toContain('<');
    }
  });
});

describe('an upload', () => {
  const html =
    '<!doctype html><script>alert(document.cookie)</script><table><tr><td>项目名称</td></tr></table>';

  it.each([
    ['../../../etc/cron.d/x.html', html],
    ['自评.html\u0000.txt', html],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    // A polyglot: a PDF to some, a page to others.
    ['x.pdf', `%PDF-1.4\n${html}`],
  ])('%j is kept under a name of ours and comes back only as a download', async (name, content) => {
    const job = await admin.importFiles({ name, content });
    const file = job.files[0];
    for (const part of ['/', '\\', '\u0000', '..']) expect(file?.file).not.toContain(part);
    const download = await admin.request('GET', `/api/documents/${file?.documentId ?? ''}/file`);
    expect(download.statusCode).toBe(200);
    expect(download.headers['content-type']).toBe('application/octet-stream');
    expect(download.headers['content-disposition']).toMatch(/^attachment/);
    expect(download.headers['x-content-type-options']).toBe('nosniff');
    expect(download.headers['content-security-policy']).toContain('sandbox');
  });

  it.each(['../../escape.txt', '/tmp/escape.txt', 'word/../../escape.txt'])(
    'of a document with an entry %j writes nowhere',
    async (entry) => {
      const text = (content: string): Uint8Array => new TextEncoder().encode(content);
      const content = zipSync({
        '[Content_Types].xml': text(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        ),
        'word/document.xml': text('<w:document xmlns:w="x"/>'),
        [entry]: text('escaped'),
      });
      const job = await admin.importFiles({ name: '压缩.docx', content });
      expect(job.files).toHaveLength(1);
      const names = await readdir(join(server.folder, '..'));
      expect(names).not.toContain('escape.txt');
      const inside = await readdir(server.folder, { recursive: true });
      expect(inside.filter((name) => name.includes('escape'))).toEqual([]);
    },
  );

  it('of thousands of parts, of fields only, or under another type is refused and leaves nothing behind', async () => {
    const boundary = 'b';
    const part = (head: string, text: string): string =>
      `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
    const send = async (parts: readonly string[], type = `multipart/form-data; boundary=${boundary}`) =>
      server.app.inject({
        method: 'POST',
        url: '/api/imports',
        headers: { ...admin.headers, 'content-type': type },
        payload: `${parts.join('')}--${boundary}--\r\n`,
      });
    const files = Array.from({ length: 2_500 }, (_, index) =>
      part(`name="f"; filename="${String(index)}.txt"`, 'x'),
    );
    const fields = Array.from({ length: 2_500 }, (_, index) => part(`name="${String(index)}"`, 'x'));
    for (const [parts, type] of [
      [files],
      [fields],
      [[part('name="f"; filename="a.txt"', 'x')], 'multipart/form-data'],
      [[part('name="f"; filename="a.txt"', 'x')], 'multipart/mixed; boundary=b'],
      [[part('name="__proto__"; filename="a.txt"', 'x')], 'application/octet-stream'],
    ] as const) {
      const { statusCode } = await send(parts, type);
      expect([400, 413, 415]).toContain(statusCode);
    }
    expect(await readdir(server.spoolFolder).catch(() => [])).toEqual([]);
    expect(({} as Record<string, unknown>)['filename']).toBeUndefined();
  });

  it('of one unit is nothing to another, neither by its id nor by sending the same bytes', async () => {
    const { unit, otherUnit } = server.organisations;
    const officer = await server.as('officer', unit.path);
    const other = await server.as('officer', otherUnit.path);
    const content = generateForm(21, seededNumbers(21));
    const first = await officer.importFiles({ name: '甲.txt', content });
    const documentId = first.files[0]?.documentId ?? '';
    expect((await other.request('GET', `/api/documents/${documentId}/file`)).statusCode).toBe(404);
    expect((await other.request('GET', `/api/imports/${first.id}`)).statusCode).toBe(404);
    // The very same bytes: read for this unit as if nobody had them, under the name they have here.
    const same = await other.importFiles({ name: '乙.txt', content });
    const [again] = same.files;
    expect(again).toMatchObject({ file: '乙.txt', status: 'done', problems: [] });
    expect(again?.documentId).not.toBe(documentId);
    expect(
      again?.forms.map(({ outcome, formId }) => [outcome, formId === first.files[0]?.forms[0]?.formId]),
    ).toEqual([['new', false]]);
    const own = await other.request('GET', `/api/documents/${again?.documentId ?? ''}`);
    expect(own.json<OriginalOutline>().file).toBe('乙.txt');
    // A colleague of the first unit, and the bureau, are told that it is there.
    const colleague = await server.as('officer', unit.path);
    for (const by of [colleague, admin, other]) {
      const [file] = (await by.importFiles({ name: '丁.txt', content })).files;
      expect(file?.status).toBe('duplicate');
    }
    // The same form with one more line: not recognised as another version of the first one.
    const changed = await other.importFiles({ name: '丙.txt', content: `${content}\n` });
    expect(changed.files[0]?.forms).toMatchObject([{ outcome: 'same', formId: again?.forms[0]?.formId }]);
    const seen = async (person: SignedIn): Promise<number> =>
      (await person.request('GET', '/api/forms')).json<FormList>().count;
    expect([await seen(officer), await seen(other)]).toEqual([1, 1]);
  });
});

describe('ids', () => {
  it.each(["1'; drop table person; --", '../../secret', '%00', '0192aaaa-0000-7000-8000-00000000000g'])(
    '%j is simply not found',
    async (id) => {
      for (const path of [
        'forms',
        'people',
        'organisations',
        'projects',
        'documents',
        'imports',
        'exports',
      ]) {
        const url = `/api/${path}/${encodeURIComponent(id)}`;
        expect([400, 404, 405]).toContain((await admin.request('GET', url)).statusCode);
      }
    },
  );
});
