import { endpoints, type FormList } from '@jiheng/api';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
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

  it('of one unit is nothing to another, neither by its id nor by sending the same bytes', async () => {
    const { unit, otherUnit } = server.organisations;
    const officer = await server.as('officer', unit.path);
    const other = await server.as('officer', otherUnit.path);
    const content = generateForm(21, seededNumbers(21));
    const first = await officer.importFiles({ name: '甲.txt', content });
    const documentId = first.files[0]?.documentId ?? '';
    expect((await other.request('GET', `/api/documents/${documentId}/file`)).statusCode).toBe(404);
    expect((await other.request('GET', `/api/imports/${first.id}`)).statusCode).toBe(404);
    // The same form with one more line: not recognised as another version of the first one.
    const changed = await other.importFiles({ name: '乙.txt', content: `${content}\n` });
    expect(changed.files[0]?.forms.map(({ outcome }) => outcome)).toEqual(['new']);
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
