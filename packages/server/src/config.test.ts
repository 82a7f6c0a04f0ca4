import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('configuration', () => {
  it('starts on the loopback address without any setting', () => {
    const { config } = readConfig({}, [], '/srv/jiheng');
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8420,
      isPortFixed: false,
      dataFolder: '/srv/jiheng/data',
      isEmpty: false,
    });
    expect(config?.databaseUrl).toBeUndefined();
  });

  it('takes a blank variable for one that is not set', () => {
    expect(readConfig({ PORT: ' ', DATABASE_URL: '' }, [], '/srv').config).toMatchObject({
      port: 8420,
      databaseUrl: undefined,
    });
  });

  it('tells all faults at once, each with the name of its variable', () => {
    const { faults } = readConfig(
      { HOST: '0.0.0.0', PORT: '99999', DATABASE_URL: 'mysql://x' },
      ['--emtpy'],
      '/srv',
    );
    expect(faults).toHaveLength(4);
    expect(faults?.map((fault) => /HOST|PORT|DATABASE_URL|--emtpy/.exec(fault)?.[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      '--emtpy',
      'HOST',
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.2', '::', 'example.org'])(
    'listens on %s only when it knows the address that browsers use',
    (host) => {
      expect(readConfig({ HOST: host }, [], '/srv').faults).toEqual([expect.stringContaining('PUBLIC_URL')]);
      const { config } = readConfig({ HOST: host, PUBLIC_URL: 'https://jixiao.example.cn' }, [], '/srv');
      expect(config?.access.publicUrl?.origin).toBe('https://jixiao.example.cn');
    },
  );

  it.each(['jixiao.example.cn', 'ftp://x', 'https://x/path', 'https://x/?a=1'])(
    'does not take %s for the public address',
    (url) => {
      expect(readConfig({ PUBLIC_URL: url }, [], '/srv').faults).toHaveLength(1);
    },
  );

  it('takes the idle time within limits, and single sign-on only as a whole', () => {
    expect(readConfig({ SESSION_IDLE_MINUTES: '20' }, [], '/srv').config?.access.idleMinutes).toBe(20);
    for (const minutes of ['0', '4', '481', 'x', '1.5'])
      expect(readConfig({ SESSION_IDLE_MINUTES: minutes }, [], '/srv').faults).toHaveLength(1);
    const whole = { OIDC_ISSUER: 'https://id.example.cn', OIDC_CLIENT_ID: 'jiheng', OIDC_CLIENT_SECRET: 's' };
    expect(readConfig(whole, [], '/srv').config?.access.oidc).toMatchObject({ clientId: 'jiheng' });
    expect(readConfig({ ...whole, OIDC_CLIENT_ID: '' }, [], '/srv').faults).toHaveLength(1);
    expect(readConfig({ ...whole, OIDC_ISSUER: 'id' }, [], '/srv').faults).toHaveLength(1);
  });

  it.each(['12.5', '-1', '0x10', '65536'])('does not take %s for a port', (port) => {
    expect(readConfig({ PORT: port }, [], '/srv').faults).toHaveLength(1);
  });
});
