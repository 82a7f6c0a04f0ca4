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
      'HOST',
      'PORT',
      'DATABASE_URL',
      '--emtpy',
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.2', '::', 'example.org'])(
    'refuses to listen on %s while nobody can sign in',
    (host) => {
      expect(readConfig({ HOST: host }, [], '/srv').faults).toHaveLength(1);
    },
  );

  it.each(['12.5', '-1', '0x10', '65536'])('does not take %s for a port', (port) => {
    expect(readConfig({ PORT: port }, [], '/srv').faults).toHaveLength(1);
  });
});
