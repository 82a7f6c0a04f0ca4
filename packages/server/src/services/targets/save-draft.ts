import type { DraftEntry as WireEntry, DraftSaveBody, DraftSaved } from '@jiheng/api';
import { isDraftPlace, type DraftOperation } from '@jiheng/domain';
import { inTransaction, lockDraft, saveDraft, type DraftEntry } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import type { ServiceContext } from '../context.ts';
import { demandWriting, findTarget } from './find-target.ts';

/** A form has so many rows at most; nobody has written more than a few dozen. */
const MOST_ROWS = 500;

/** 修改记录 for the wire. */
export function presentEntry({ version, clientId, sequence, name, at, operations }: DraftEntry): WireEntry {
  return {
    version,
    clientId,
    sequence,
    name,
    at: at.toISOString(),
    operations: [...operations] as WireEntry['operations'],
  };
}

function isAllowed(operation: DraftOperation): boolean {
  if (operation.kind === 'set') return isDraftPlace(operation);
  if (operation.kind !== 'insert') return true;
  return Object.keys(operation.cells).every((field) => isDraftPlace({ row: operation.row, field }));
}

function replaced(): AppError {
  return new AppError('CONFLICT', '这张表在您编辑期间已送审或重新打开。', {
    remedy: '您未保存的内容仍留在本机，请刷新页面后核对。',
  });
}

/** 保存草稿: the changes of one client, in one short transaction on one locked row. */
export async function saveTargetDraft(
  context: ServiceContext,
  formId: string,
  save: DraftSaveBody,
): Promise<DraftSaved> {
  const { db, tenant, person, now } = context;
  const form = await findTarget(context, formId);
  demandWriting(form);
  if (!save.operations.every(isAllowed)) {
    throw new AppError('INVALID-INPUT', '修改的栏目不在表样之内，没有保存。');
  }
  const saved = await inTransaction(db, async (tx) => {
    const stored = await lockDraft(tx, tenant.tenantId, formId);
    if (stored?.baseRevision !== save.baseRevision) throw replaced();
    const inserted = save.operations.filter(({ kind }) => kind === 'insert').length;
    if (stored.draft.rows.length + inserted > MOST_ROWS) {
      throw new AppError('INVALID-INPUT', `一张表最多${String(MOST_ROWS)}行指标，没有保存。`);
    }
    return saveDraft(tx, { tenantId: tenant.tenantId, personId: person.personId, now, stored, save });
  });
  return {
    version: saved.version,
    savedAt: now.toISOString(),
    conflicts: [...saved.conflicts],
    entries: saved.entries.map(presentEntry),
  };
}
