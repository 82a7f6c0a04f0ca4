import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSessions, loadSessionSecret } from './session.ts';

const NOW = new Date('2026-03-01T08:00:00Z');
const LATER = new Date('2026-04-15T08:00:00Z');
const secret = randomBytes(32);

describe('sessions', () => {
  it('take a token once', () => {
    const sessions = createSessions(secret, 'jiheng');
    const token = sessions.currentToken();
    expect(sessions.redeem('wrong', NOW)).toBeUndefined();
    const ticket = sessions.redeem(token, NOW);
    expect(sessions.isValid(ticket, NOW)).toBe(true);
    expect(sessions.redeem(token, NOW)).toBeUndefined();
    expect(sessions.currentToken()).not.toBe(token);
  });

  it('tell when a token was used, so that the next address can be printed', () => {
    let count = 0;
    const sessions = createSessions(secret, 'jiheng', () => (count += 1));
    sessions.redeem('wrong', NOW);
    sessions.redeem(sessions.currentToken(), NOW);
    expect(count).toBe(1);
  });

  it('outlive a restart, because only the secret counts', () => {
    const before = createSessions(secret, 'jiheng');
    const ticket = before.redeem(before.currentToken(), NOW);
    expect(createSessions(secret, 'jiheng').isValid(ticket, NOW)).toBe(true);
    expect(createSessions(randomBytes(32), 'jiheng').isValid(ticket, NOW)).toBe(false);
  });

  it('end after thirty days and refuse changed, future or broken tickets', () => {
    const sessions = createSessions(secret, 'jiheng');
    const ticket = sessions.redeem(sessions.currentToken(), NOW) ?? '';
    expect(sessions.isValid(ticket, LATER)).toBe(false);
    expect(sessions.isValid(ticket, new Date(NOW.getTime() - 1))).toBe(false);
    for (const broken of [undefined, '', '.', 'a.b', `z${ticket}`, `${ticket}x`])
      expect(sessions.isValid(broken, NOW)).toBe(false);
  });
});

describe('the signing secret', () => {
  it('is made once, by whichever starter comes first, and only its owner can read it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiheng-secret-'));
    try {
      const secrets = await Promise.all([1, 2, 3].map(() => loadSessionSecret(join(folder, 'data'))));
      expect(new Set(secrets.map(String)).size).toBe(1);
      expect(secrets[0]).toHaveLength(32);
      expect((await stat(join(folder, 'data', 'session-secret'))).mode & 0o777).toBe(0o600);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
