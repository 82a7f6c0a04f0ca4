import {
  applyOperations,
  draftOf,
  type Draft,
  type DraftConflict,
  type DraftOperation,
} from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows } from '../database/insert-rows.ts';
import { StoreError } from '../store-error.ts';
import { currentRevisions } from '../forms/current-revisions.ts';
import type { DraftEntry, DraftForm, DraftSave, StoredDraft } from './draft-types.ts';

/** What of a save is kept: its changes as they came, and those that were refused. */
interface LoggedSave {
  readonly operations: readonly DraftOperation[];
  readonly conflicts: readonly DraftConflict[];
}

const NAMELESS = '本机';

/** 一张表 with its place and state; undefined when there is none. */
export async function findDraftForm(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<DraftForm | undefined> {
  if (!isId(formId)) return undefined;
  return currentRevisions(db, tenantId)
    .select([
      'f.form_id as formId',
      'f.kind',
      'f.state',
      'f.organisation_path as path',
      'f.organisation_id as organisationId',
      'f.project_id as projectId',
      'f.campaign_id as campaignId',
      'f.current_revision as currentRevision',
      'r.template_id as templateId',
    ])
    .where('f.form_id', '=', formId)
    .executeTakeFirst();
}

function selectDraft(db: Db | Tx, tenantId: string, formId: string) {
  return db
    .selectFrom('form_draft as d')
    .innerJoin('form_revision as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 'd.tenant_id')
        .onRef('r.form_id', '=', 'd.form_id')
        .onRef('r.revision', '=', 'd.base_revision'),
    )
    .innerJoin('form as f', (join) =>
      join.onRef('f.tenant_id', '=', 'd.tenant_id').onRef('f.form_id', '=', 'd.form_id'),
    )
    .leftJoin('campaign as c', (join) =>
      join.onRef('c.tenant_id', '=', 'f.tenant_id').onRef('c.campaign_id', '=', 'f.campaign_id'),
    )
    .select([
      'd.form_id as formId',
      'd.base_revision as baseRevision',
      'd.version',
      sql<Draft>`d.draft`.as('draft'),
      'r.template_id as templateId',
      sql<
        StoredDraft['round']
      >`json_build_object('schemeId', c.scheme_id, 'ruleProfileId', c.rule_profile_id)`.as('round'),
    ])
    .where('d.tenant_id', '=', tenantId)
    .where('d.form_id', '=', formId);
}

/** 草稿 without a lock, for looking at it; undefined when the form has none. */
export async function findDraft(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<StoredDraft | undefined> {
  return selectDraft(db, tenantId, formId).executeTakeFirst();
}

/** 锁定草稿 for a change; undefined when the form has none. */
export async function lockDraft(tx: Tx, tenantId: string, formId: string): Promise<StoredDraft | undefined> {
  return selectDraft(tx, tenantId, formId).forUpdate('d').executeTakeFirst();
}

/** The draft of a form; made from its newest revision when nobody has begun one. */
export async function openDraft(
  tx: Tx,
  {
    tenantId,
    formId,
    personId,
    now,
  }: {
    readonly tenantId: string;
    readonly formId: string;
    readonly personId: string;
    readonly now: Date;
  },
): Promise<StoredDraft> {
  const known = await selectDraft(tx, tenantId, formId).executeTakeFirst();
  if (known) return known;
  const base = await currentRevisions(tx, tenantId)
    .select(['r.revision', 'r.record'])
    .where('f.form_id', '=', formId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('form_draft')
    .values({
      tenant_id: tenantId,
      form_id: formId,
      base_revision: base.revision,
      version: 0,
      draft: asJson<unknown>(draftOf(base.record, uuidv7)),
      updated_at: now,
      updated_by: personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return selectDraft(tx, tenantId, formId).executeTakeFirstOrThrow();
}

/** Version of a draft without its text, for asking whether anything is new. */
export async function draftVersion(
  db: Db,
  tenantId: string,
  formId: string,
): Promise<{ readonly baseRevision: number; readonly version: number } | undefined> {
  return db
    .selectFrom('form_draft')
    .select(['base_revision as baseRevision', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .executeTakeFirst();
}

/** 修改记录 of a draft after a version, oldest first. */
export async function listDraftEntries(
  db: Db | Tx,
  tenantId: string,
  formId: string,
  since: number,
): Promise<readonly DraftEntry[]> {
  const rows = await db
    .selectFrom('draft_operation as o')
    .leftJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'o.tenant_id').onRef('p.person_id', '=', 'o.person_id'),
    )
    .select([
      'o.version',
      'o.client_id as clientId',
      'o.client_sequence as sequence',
      'o.person_id as personId',
      'p.name',
      'o.at',
      sql<LoggedSave>`o.operations`.as('logged'),
    ])
    .where('o.tenant_id', '=', tenantId)
    .where('o.form_id', '=', formId)
    .where('o.version', '>', since)
    .orderBy('o.version')
    .execute();
  return rows.map(({ logged, name, ...entry }) => ({ ...entry, ...logged, name: name ?? NAMELESS }));
}

/** What became of a save. */
export interface SavedDraft {
  /** Version of the draft with this save in it. */
  readonly version: number;
  readonly conflicts: readonly DraftConflict[];
  /** Every save since the version the client had, its own among them. */
  readonly entries: readonly DraftEntry[];
}

/**
 * 保存草稿操作 in a locked draft: one new version, one entry, one changed row. A save that is already there is answered
 * again and not made twice.
 */
export async function saveDraft(
  tx: Tx,
  {
    tenantId,
    personId,
    now,
    stored,
    save,
  }: {
    readonly tenantId: string;
    readonly personId: string;
    readonly now: Date;
    readonly stored: StoredDraft;
    readonly save: DraftSave;
  },
): Promise<SavedDraft> {
  const { formId } = stored;
  const entries = await listDraftEntries(tx, tenantId, formId, save.baseVersion);
  const again = await findEntry(tx, tenantId, formId, save);
  if (again?.personId === personId) return { version: again.version, conflicts: again.conflicts, entries };
  if (again) throw otherWindow();
  const version = stored.version + 1;
  const { draft, conflicts } = applyOperations(stored.draft, save.operations, { version });
  const logged: LoggedSave = { operations: save.operations, conflicts };
  await insertRows(tx, 'draft_operation', [
    {
      tenant_id: tenantId,
      form_id: formId,
      version,
      client_id: save.clientId,
      client_sequence: save.sequence,
      person_id: personId,
      at: now,
      operations: logged,
    },
  ]);
  await tx
    .updateTable('form_draft')
    .set({ version, draft: asJson<unknown>(draft), updated_at: now, updated_by: personId })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .execute();
  const own: DraftEntry = {
    version,
    clientId: save.clientId,
    sequence: save.sequence,
    personId,
    name: '',
    at: now,
    ...logged,
  };
  return { version, conflicts, entries: [...entries, own] };
}

/** Everyone sees the names of the windows; a save under that of another person is not taken for one that is there already. */
function otherWindow(): StoreError {
  return new StoreError(
    'STORE-OTHER-WINDOW',
    '这次保存的编号已被他人使用，没有保存',
    '您未保存的内容仍留在本机，请刷新页面后核对',
  );
}

async function findEntry(
  tx: Tx,
  tenantId: string,
  formId: string,
  { clientId, sequence }: DraftSave,
): Promise<Pick<DraftEntry, 'version' | 'conflicts' | 'personId'> | undefined> {
  const row = await tx
    .selectFrom('draft_operation')
    .select(['version', 'person_id as personId', sql<LoggedSave>`operations`.as('logged')])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('client_id', '=', clientId)
    .where('client_sequence', '=', sequence)
    .executeTakeFirst();
  return row && { version: row.version, conflicts: row.logged.conflicts, personId: row.personId };
}

/** 放弃草稿: removes the working copy and its saves; the revisions stay. */
export async function discardDraft(tx: Tx, tenantId: string, formId: string): Promise<void> {
  for (const table of ['draft_presence', 'draft_operation', 'form_draft'] as const) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('form_id', '=', formId).execute();
  }
}
