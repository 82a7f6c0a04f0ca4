import {
  currentRecords,
  findSetCheckRequest,
  inTransaction,
  replaceSetFindings,
  settleSetCheck,
  type Db,
} from '@jiheng/store';
import type { ReadingPool, SetMemberRecord } from './reading-pool.ts';

const FORMS_PER_PAGE = 100;

/** Pages of current records; never more than one page of a tenant is in this thread's memory. */
async function* pages(db: Db, tenantId: string): AsyncGenerator<SetMemberRecord[]> {
  let page: SetMemberRecord[] = [];
  for await (const { formId, record, sheet } of currentRecords(db, tenantId)) {
    page.push({ key: formId, record, sheet });
    if (page.length < FORMS_PER_PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/**
 * 跨表审核: judges all forms of a tenant against each other and replaces the findings of the time before. Settles the
 * request that asked for it, unless another one came meanwhile.
 */
export async function checkTenant(db: Db, pool: ReadingPool, tenantId: string): Promise<void> {
  const request = await findSetCheckRequest(db, tenantId);
  const found = await pool.checkSet(pages(db, tenantId));
  const findings = found.map(({ formKey, ...finding }) => ({ formId: formKey, finding }));
  await inTransaction(db, async (tx) => {
    await replaceSetFindings(tx, tenantId, findings);
    await settleSetCheck(tx, tenantId, request);
  });
}
