import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ChainChecker } from '@jiheng/domain';
import {
  createTenant,
  findAuditHead,
  insertAuditEntry,
  inTransaction,
  sealAudit,
  sealedEntries,
  type Database,
} from '@jiheng/store';
import { databaseTargets } from '@jiheng/testkit';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../services/session/access.ts';
import { createAuditSealer } from './audit-sealer.ts';

const SEALER = fileURLToPath(new URL('../testing/seal-process.ts', import.meta.url));
const KILLS = 3;

describe.each(databaseTargets())('sealing the log on $name', (target) => {
  let database: Database;
  let tenantId: string;
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    database = await target.fresh();
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now: new Date() }));
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await database.close();
  });

  async function note(subject: string): Promise<void> {
    const entry = {
      tenantId,
      at: new Date(),
      actor: '王会计',
      action: 'silence',
      subject,
      detail: { subject },
    };
    await inTransaction(database.db, (tx) => insertAuditEntry(tx, entry));
  }

  /** Every subject once and in one chain that nothing is missing from. */
  async function expectChainOf(subjects: readonly string[]): Promise<void> {
    const head = await findAuditHead(database.db, tenantId);
    const checker = new ChainChecker(tenantId, sha256);
    const found: string[] = [];
    for await (const entry of sealedEntries(database.db, tenantId, head?.sequence ?? 0)) {
      expect(checker.add(entry)).toBeUndefined();
      found.push(entry.subject);
    }
    expect(checker.headSha256).toBe(head?.sha256);
    expect(found.sort()).toEqual([...subjects].sort());
  }

  async function startSealer(): Promise<ChildProcess> {
    const flags = ['--import', 'tsx', '--conditions=@jiheng/source'];
    const child = spawn(process.execPath, [...flags, SEALER, database.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  it('goes on as one chain when sealers are killed in the middle of it', async () => {
    const written: string[] = [];
    const stopWriting = new AbortController();
    const writer = (async () => {
      while (!stopWriting.signal.aborted) {
        const burst = Array.from({ length: 20 }, (_, index) => `e-${String(written.length + index)}`);
        await Promise.all(burst.map(note));
        written.push(...burst);
      }
    })();
    const sealedAtKill: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = await startSealer();
      await sleep(100 + Math.random() * 400);
      child.kill('SIGKILL');
      await once(child, 'exit');
      sealedAtKill.push((await findAuditHead(database.db, tenantId))?.sequence ?? 0);
    }
    stopWriting.abort();
    await writer;
    // Each of them had begun.
    expect(sealedAtKill[0]).toBeGreaterThan(0);
    expect(sealedAtKill.at(-1)).toBeGreaterThan(sealedAtKill[0] ?? 0);
    // What a killed one held is let go of as soon as the server notices.
    await expect
      .poll(() => sealAudit(database.db, new Date()).then(() => unsealed()), { timeout: 10_000 })
      .toBe(0);
    await expectChainOf(written);
  });

  async function unsealed(): Promise<number> {
    return (await database.db.selectFrom('audit_unsealed').select('entry_id').execute()).length;
  }

  it('seals in the background what is written while it works, and goes on after a failure', async () => {
    const failures: unknown[] = [];
    await note('first');
    await sql`alter table audit_seal rename to audit_seal_away`.execute(database.db);
    const parts = { db: database.db, clock: () => new Date() };
    const sealer = createAuditSealer(parts, (error) => failures.push(error));
    try {
      await expect.poll(() => failures.length, { timeout: 10_000 }).toBeGreaterThan(0);
      await sql`alter table audit_seal_away rename to audit_seal`.execute(database.db);
      await note('second');
      await expect.poll(unsealed, { timeout: 10_000 }).toBe(0);
    } finally {
      await sealer.stop();
    }
    await expectChainOf(['first', 'second']);
  });
});
