import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertPerson, inTransaction, replaceAssignments } from '@jiheng/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from './services/session/passwords.ts';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
import { ServerProcess } from './testing/server-process.ts';

const PUBLIC = 'jixiao.example.gov.cn';
const PASSWORD = 'Qingshan-9-lvshui';
let server: Harness;

beforeAll(async () => {
  server = await startHarness({
    access: { publicUrl: new URL(`https://${PUBLIC}`), trustProxy: 'loopback' },
  });
  const { db, tenant, now } = server.context;
  const passwordHash = await hashPassword(PASSWORD);
  await inTransaction(db, async (tx) => {
    const person = { loginName: 'guanli', name: '管理员', passwordHash, mustChangePassword: false, now };
    const id = await insertPerson(tx, tenant.tenantId, person);
    const { organisationId } = server.organisations.bureau;
    await replaceAssignments(tx, tenant.tenantId, id, [{ role: 'administrator', organisationId }]);
  });
});
afterAll(() => server.close());

const headers = { host: PUBLIC, origin: `https://${PUBLIC}` };
const payload = { loginName: 'guanli', password: PASSWORD };

describe('behind a public address', () => {
  it('people sign in with a cookie that only travels encrypted', async () => {
    const response = await server.app.inject({ method: 'POST', url: '/api/session', headers, payload });
    expect(response.statusCode).toBe(200);
    expect(String(response.headers['set-cookie'])).toMatch(/; Secure/);
    expect(response.headers['strict-transport-security']).toMatch(/max-age=\d{6,}/);
    const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
    const inside = await server.app.inject({ url: '/api/people', headers: { host: PUBLIC, cookie } });
    expect(inside.statusCode).toBe(200);
  });

  it('other names and the plain form of its own are refused', async () => {
    for (const host of ['evil.example', `${PUBLIC}.evil.example`, `${PUBLIC}:8443`]) {
      expect((await server.app.inject({ url: '/api/session', headers: { host } })).statusCode).toBe(403);
    }
    const plain = { host: PUBLIC, origin: `http://${PUBLIC}` };
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: plain,
      payload,
    });
    expect(response.statusCode).toBe(403);
  });

  it('the printed token and the session of the operator count only at the machine itself', async () => {
    const token = server.sessions.currentToken();
    const redeemed = await server.app.inject({ url: `/?token=${token}`, headers: { host: PUBLIC } });
    expect(redeemed.statusCode).toBe(401);
    expect(server.sessions.currentToken()).toBe(token);
    const cookie = `jiheng-test=${server.sessions.redeem(token, new Date()) ?? ''}`;
    const outside = await server.app.inject({ url: '/api/people', headers: { host: PUBLIC, cookie } });
    expect(outside.statusCode).toBe(401);
    const proxied = { host: HOST, cookie, 'x-forwarded-for': '203.0.113.7' };
    expect((await server.app.inject({ url: '/api/people', headers: proxied })).statusCode).toBe(401);
    expect(
      (await server.app.inject({ url: '/api/people', headers: { host: HOST, cookie } })).statusCode,
    ).toBe(200);
  });
});

describe('a server for others', () => {
  it(
    'does not start before someone can administer it, and makes no sample',
    { timeout: 90_000 },
    async () => {
      const dataFolder = await mkdtemp(join(tmpdir(), 'jiheng-public-'));
      const started = new ServerProcess({
        dataFolder,
        run: 'source',
        env: process.env,
        settings: { HOST: '0.0.0.0', PUBLIC_URL: `https://${PUBLIC}` },
      });
      try {
        expect(await started.exited).toBe(1);
        expect(started.output).toContain('还没有能登录的管理员');
        expect(started.output).not.toContain('token=');
      } finally {
        started.child.kill('SIGKILL');
        await rm(dataFolder, { recursive: true, force: true });
      }
    },
  );
});
