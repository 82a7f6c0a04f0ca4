import type { SessionInfo } from '@jiheng/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from '../../testing/harness.ts';

let server: Harness;
const WISH = {
  bureauName: '某县财政局',
  region: '某省某县',
  loginName: 'guanli',
  name: '管理员甲',
  password: 'Qingshan-9-lvshui',
};

beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server.close());

describe('the first set-up of a real bureau', () => {
  it('is for the operator of the machine, not for persons', async () => {
    const officer = await server.as('officer');
    expect((await officer.request('POST', '/api/set-up', WISH)).statusCode).toBe(403);
    const sample = await startHarness({ tenant: { isSample: true } });
    try {
      expect((await sample.request('POST', '/api/set-up', WISH)).statusCode).toBe(403);
    } finally {
      await sample.close();
    }
  });

  it('refuses a weak password and then changes nothing', async () => {
    const weak = await server.request('POST', '/api/set-up', { ...WISH, password: '1234567890' });
    expect(weak.statusCode).toBe(400);
    const { tenant } = (await server.request('GET', '/api/session')).json<SessionInfo>();
    expect(tenant).toMatchObject({ name: '测试财政局', isSetUp: false });
  });

  it('names the bureau and makes an administrator who can sign in; a second one is refused', async () => {
    const done = (await server.request('POST', '/api/set-up', WISH)).json<SessionInfo>();
    expect(done.tenant).toEqual({ name: '某县财政局', region: '某省某县', isSample: false, isSetUp: true });
    const headers = { host: HOST, origin: `http://${HOST}` };
    const payload = { loginName: 'GuanLi', password: WISH.password };
    const signedIn = await server.app.inject({ method: 'POST', url: '/api/session', headers, payload });
    expect(signedIn.json<SessionInfo>().person).toMatchObject({
      mustChangePassword: false,
      duties: [{ role: 'administrator', organisationName: '某县财政局', path: '/' }],
    });
    expect((await server.request('POST', '/api/set-up', { ...WISH, loginName: 'other' })).statusCode).toBe(
      403,
    );
  });
});
