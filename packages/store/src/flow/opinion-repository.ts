import type { FieldPath, FormState } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { asJson, insertRows, storableText } from '../database/insert-rows.ts';
import type { OpinionPlace, OpinionTable } from '../database/work-tables.ts';

/** 审核意见 on a cell, a row or the whole form. */
export interface Opinion {
  readonly opinionId: string;
  readonly formId: string;
  readonly revision: number;
  readonly stage: FormState;
  readonly place: OpinionPlace;
  readonly text: string;
  readonly personId: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly answer: string | null;
}

export type NewOpinion = Omit<Opinion, 'opinionId' | 'settledAt' | 'settledBy' | 'answer'>;

/** Adds an opinion as open. */
export async function insertOpinion(tx: Tx, tenantId: string, opinion: NewOpinion): Promise<string> {
  const opinionId = uuidv7();
  await insertRows(tx, 'opinion', [
    {
      tenant_id: tenantId,
      opinion_id: opinionId,
      form_id: opinion.formId,
      revision: opinion.revision,
      stage: opinion.stage,
      place: opinion.place,
      text: opinion.text,
      person_id: opinion.personId,
      actor: opinion.actor,
      created_at: opinion.createdAt,
      settled_at: null,
      settled_by: null,
      answer: null,
    },
  ]);
  return opinionId;
}

/** Opinions of a form, oldest first. */
export async function listOpinions(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<readonly Opinion[]> {
  const rows = await db
    .selectFrom('opinion')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .orderBy('opinion_id')
    .execute();
  return rows.map(toOpinion);
}

/** 锁定意见 for a change; undefined when there is none. */
export async function lockOpinion(
  tx: Tx,
  tenantId: string,
  formId: string,
  opinionId: string,
): Promise<Opinion | undefined> {
  if (!isId(opinionId)) return undefined;
  const row = await tx
    .selectFrom('opinion')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('opinion_id', '=', opinionId)
    .forUpdate()
    .executeTakeFirst();
  return row && toOpinion(row);
}

/** 意见办结: when and by whom with which answer; all null for one that is open. */
export interface OpinionChange {
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly answer: string | null;
}

/** 办结 or reopened: who settled an opinion when, with what answer. */
export async function updateOpinion(
  tx: Tx,
  tenantId: string,
  opinionId: string,
  { settledAt, settledBy, answer }: OpinionChange,
): Promise<void> {
  await tx
    .updateTable('opinion')
    .set({
      settled_at: settledAt,
      settled_by: settledBy,
      answer: answer === null ? null : storableText(answer),
    })
    .where('tenant_id', '=', tenantId)
    .where('opinion_id', '=', opinionId)
    .execute();
}

/** 一并办结: every opinion of a form that is still open. */
export async function settleOpinions(
  tx: Tx,
  tenantId: string,
  formId: string,
  { settledAt, settledBy, answer }: OpinionChange,
): Promise<void> {
  await tx
    .updateTable('opinion')
    .set({ settled_at: settledAt, settled_by: settledBy, answer })
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .where('settled_at', 'is', null)
    .execute();
}

/** 意见随行: the rows of the new version stand elsewhere, and what was said of them goes along. */
export async function moveOpinions(
  tx: Tx,
  tenantId: string,
  formId: string,
  newPath: (path: FieldPath) => FieldPath,
): Promise<void> {
  for (const { opinionId, place } of await listOpinions(tx, tenantId, formId)) {
    if (place.kind === 'whole') continue;
    const path = newPath(place.path);
    if (path === place.path) continue;
    await tx
      .updateTable('opinion')
      .set({ place: asJson<OpinionPlace>({ ...place, path }) })
      .where('tenant_id', '=', tenantId)
      .where('opinion_id', '=', opinionId)
      .execute();
  }
}

/** How many opinions of each form are still open. */
export async function countOpenOpinions(
  db: Db | Tx,
  tenantId: string,
  formIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('opinion')
    .select(({ fn }) => ['form_id', fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', sql<string>`any(${[...formIds]})`)
    .where('settled_at', 'is', null)
    .groupBy('form_id')
    .execute();
  return new Map(rows.map(({ form_id, count }) => [form_id, count]));
}

/** 注记为无需处理的问题: silences of a form, as far as telling what still stands needs. */
export async function listSilences(
  db: Db | Tx,
  tenantId: string,
  formId: string,
): Promise<
  readonly {
    readonly ruleId: string;
    readonly at: string;
    readonly reason: string;
    readonly actor: string;
  }[]
> {
  return db
    .selectFrom('silence')
    .select(['rule_id as ruleId', 'at', 'reason', 'actor'])
    .where('tenant_id', '=', tenantId)
    .where('form_id', '=', formId)
    .orderBy('created_at')
    .execute();
}

function toOpinion(row: OpinionTable): Opinion {
  return {
    opinionId: row.opinion_id,
    formId: row.form_id,
    revision: row.revision,
    stage: row.stage,
    place: row.place,
    text: row.text,
    personId: row.person_id,
    actor: row.actor,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    answer: row.answer,
  };
}
