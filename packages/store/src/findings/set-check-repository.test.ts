import { databaseTargets } from '@jiheng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import {
  findSetCheckRequest,
  listTenantsToCheck,
  requestSetCheck,
  settleSetCheck,
} from './set-check-repository.ts';

const now = new Date('2026-03-01T02:00:00.000Z');

describe.each(databaseTargets())('the need to judge forms against each other on $name', (target) => {
  let database: Database;
  let tenantId: string;

  beforeAll(async () => {
    database = await target.fresh();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
  });

  const request = (): Promise<void> => inTransaction(database.db, (tx) => requestSetCheck(tx, tenantId));
  const settle = (id: string | undefined): Promise<void> =>
    inTransaction(database.db, (tx) => settleSetCheck(tx, tenantId, id));
  const isOpen = async (): Promise<boolean> => (await listTenantsToCheck(database.db)).includes(tenantId);

  it('is there once however often it is asked for, and gone when it was met', async () => {
    expect(await findSetCheckRequest(database.db, tenantId)).toBeUndefined();
    await Promise.all([request(), request(), request()]);
    expect(await isOpen()).toBe(true);
    await settle(await findSetCheckRequest(database.db, tenantId));
    expect(await isOpen()).toBe(false);
  });

  it('stays when forms changed again meanwhile', async () => {
    await request();
    const first = await findSetCheckRequest(database.db, tenantId);
    await request();
    await settle(first);
    expect(await isOpen()).toBe(true);
  });

  it('stays when nobody asked before the forms were read', async () => {
    await request();
    await settle(undefined);
    expect(await isOpen()).toBe(true);
  });

  it('is not there when the change did not happen', async () => {
    const failing = inTransaction(database.db, async (tx) => {
      await requestSetCheck(tx, tenantId);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await isOpen()).toBe(false);
  });
});
