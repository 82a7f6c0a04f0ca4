import type { DecimalText, FormRecord, FormState, OrganisationPath } from '@jiheng/domain';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows } from '../database/insert-rows.ts';
import type { FlowStepTable } from '../database/work-tables.ts';

/** 表单 as the flow sees it: where it stands, whose it is, what it holds. */
export interface FlowForm {
  readonly formId: string;
  readonly state: FormState;
  readonly revision: number;
  readonly approvedRevision: number | null;
  readonly path: OrganisationPath;
  readonly organisationId: string | null;
  readonly projectId: string | null;
  readonly campaignId: string | null;
  readonly fiscalYear: number | null;
  readonly projectName: string | null;
  readonly amountWan: DecimalText | null;
  readonly errors: number;
  readonly warnings: number;
}

function selectFlowForms(db: Db | Tx, tenantId: string) {
  return db
    .selectFrom('form')
    .select([
      'form_id as formId',
      'state',
      'current_revision as revision',
      'approved_revision as approvedRevision',
      'organisation_path as path',
      'organisation_id as organisationId',
      'project_id as projectId',
      'campaign_id as campaignId',
      'fiscal_year as fiscalYear',
      'project_name as projectName',
      'amount_wan as amountWan',
      'errors',
      'warnings',
    ])
    .where('tenant_id', '=', tenantId);
}

/** 一张表, without a lock: for showing. */
export async function findFlowForm(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<FlowForm | undefined> {
  if (!isId(formId)) return undefined;
  return selectFlowForms(db, tenantId).where('form_id', '=', formId).executeTakeFirst();
}

/** 锁定: until the transaction ends nobody else changes the state of these forms. Always in one order, so two batches wait for each other and never for ever. */
export async function lockFlowForms(
  tx: Tx,
  tenantId: string,
  formIds: readonly string[],
): Promise<readonly FlowForm[]> {
  const ids = formIds.filter(isId);
  return selectFlowForms(tx, tenantId)
    .where('form_id', '=', sql<string>`any(${ids})`)
    .orderBy('form_id')
    .forUpdate()
    .execute();
}

/** 办理记录: one step of a form. */
export interface FlowStep {
  readonly step: number;
  readonly action: FlowStepTable['action'];
  readonly fromState: FormState;
  readonly toState: FormState;
  readonly revision: number;
  readonly personId: string;
  readonly actor: string;
  readonly at: Date;
  readonly opinion: string | null;
  readonly result: FlowStepTable['result'];
  readonly sheet: unknown;
  readonly approvalNumber: string | null;
  readonly approvalDate: string | null;
  readonly openedAt: Date | null;
  readonly authors: readonly string[];
  readonly chainHead: string | null;
}

/** All steps of the given forms, oldest first. */
export async function listFlowSteps(
  db: Db | Tx,
  tenantId: string,
  formIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FlowStep[]>> {
  const rows = await db
    .selectFrom('flow_step')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', sql<string>`any(${formIds.filter(isId)})`)
    .orderBy('form_id')
    .orderBy('step')
    .execute();
  const steps = new Map<string, FlowStep[]>();
  for (const row of rows) {
    const known = steps.get(row.form_id) ?? [];
    known.push(toStep(row));
    steps.set(row.form_id, known);
  }
  return steps;
}

function toStep(row: FlowStepTable): FlowStep {
  return {
    step: row.step,
    action: row.action,
    fromState: row.from_state,
    toState: row.to_state,
    revision: row.revision,
    personId: row.person_id,
    actor: row.actor,
    at: row.at,
    opinion: row.opinion,
    result: row.result,
    sheet: row.sheet,
    approvalNumber: row.approval_number,
    approvalDate: row.approval_date,
    openedAt: row.opened_at,
    authors: row.authors,
    chainHead: row.chain_head,
  };
}

/** One step together with the change of state it makes. */
export interface NewFlowStep extends Omit<FlowStep, 'openedAt'> {
  readonly formId: string;
}

/** 写入办理记录 and the new states of their forms; the forms are locked by the caller. */
export async function insertFlowSteps(
  tx: Tx,
  tenantId: string,
  steps: readonly NewFlowStep[],
): Promise<void> {
  await insertRows(
    tx,
    'flow_step',
    steps.map((step) => ({
      tenant_id: tenantId,
      form_id: step.formId,
      step: step.step,
      action: step.action,
      from_state: step.fromState,
      to_state: step.toState,
      revision: step.revision,
      person_id: step.personId,
      actor: step.actor,
      at: step.at,
      opinion: step.opinion,
      result: step.result,
      sheet: step.sheet,
      approval_number: step.approvalNumber,
      approval_date: step.approvalDate,
      opened_at: null,
      authors: [...step.authors],
      chain_head: step.chainHead,
    })),
  );
  const changes = steps.map(({ formId, toState, action, revision }) => ({
    form_id: formId,
    state: toState,
    approved_revision: action === 'approve' ? revision : null,
  }));
  await sql`update form f set state = c.state, approved_revision = coalesce(c.approved_revision, f.approved_revision)
    from jsonb_to_recordset(${asJson(changes)}) as c(form_id uuid, state text, approved_revision integer)
    where f.tenant_id = ${tenantId} and f.form_id = c.form_id`.execute(tx);
}

/** 已打开: the level a form was sent to has looked at it; from then on it can not be recalled. */
export async function markFormOpened(
  db: Db | Tx,
  tenantId: string,
  formId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('flow_step')
    .set({ opened_at: now })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('opened_at', 'is', null)
    .where('step', '=', (eb) =>
      eb
        .selectFrom('flow_step as s')
        .select(({ fn }) => fn.max('s.step').as('last'))
        .where('s.tenant_id', '=', tenantId)
        .where('s.form_id', '=', formId),
    )
    .execute();
}

/** 编写人: everyone who saved something into the working copy of a form, or gave a reason why a finding may stand. */
export async function listDraftAuthors(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('draft_operation')
    .select('person_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .union(
      db
        .selectFrom('silence')
        .select('person_id')
        .where('tenant_id', '=', tenantId)
        .where('form_id', '=', formId),
    )
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** 审计链 head: seal of the newest sealed entry; null while nothing is sealed. */
export async function findChainHead(db: Db | Tx, tenantId: string): Promise<string | null> {
  const row = await db
    .selectFrom('audit_seal')
    .select('seal_sha256')
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seal_sha256 ?? null;
}

/** Content of one revision. */
export async function findRecord(
  db: Db | Tx,
  tenantId: string,
  formId: string,
  revision: number,
): Promise<FormRecord | undefined> {
  const row = await db
    .selectFrom('form_revision')
    .select('record')
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.record;
}
