import { describe, expect, it } from 'vitest';
import { accessOf } from './access.ts';

const HERE = { publicUrl: undefined, trustProxy: undefined, idleMinutes: undefined, oidc: undefined };
const SAMPLE = { host: '127.0.0.1', databaseUrl: undefined, access: HERE };

describe('who may come in by which way', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])(
    'the persons of the sample sign in by one click at %s',
    (host) => {
      const access = accessOf({ ...SAMPLE, host }, { isSample: true });
      expect(access).toMatchObject({ hasSamplePeople: true, idleMs: 8 * 3_600_000 });
    },
  );

  it.each([
    ['a real bureau', SAMPLE, false],
    ['a server that others reach', { ...SAMPLE, host: '0.0.0.0' }, true],
    ['an address of the network', { ...SAMPLE, host: '192.168.1.2' }, true],
    ['a database server', { ...SAMPLE, databaseUrl: 'postgres://db.example/jiheng' }, true],
    ['a public address', { ...SAMPLE, access: { ...HERE, publicUrl: new URL('https://jx.example') } }, true],
  ])('nobody does on %s, where sessions are short', (_where, config, isSample) => {
    expect(accessOf(config, { isSample })).toMatchObject({
      hasSamplePeople: false,
      idleMs: 30 * 60_000,
      sessionMs: 12 * 3_600_000,
      signInsPerMinute: 20,
    });
  });

  it('the idle time is as set, the address and its proxies are passed on', () => {
    const publicUrl = new URL('https://jx.example');
    const access = { ...HERE, publicUrl, trustProxy: '10.0.0.1', idleMinutes: 15 };
    expect(accessOf({ ...SAMPLE, access }, { isSample: false })).toMatchObject({
      publicUrl,
      trustProxy: '10.0.0.1',
      idleMs: 15 * 60_000,
    });
  });
});
