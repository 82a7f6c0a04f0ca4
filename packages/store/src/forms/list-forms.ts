import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { StoreError } from '../store-error.ts';
import { filteredForms } from './form-filter.ts';
import type { FormFilter, FormNeighbours, FormPage, FormPageRequest, FormSort } from './form-types.ts';

/** Counts are exact up to here. */
export const COUNT_LIMIT = 1000;

interface Order {
  readonly key: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
}

const TEXT = sql`text`;
const NUMBER = sql`numeric`;

/** Each order is that of an index; the form id makes it total. */
const ORDERS: Readonly<Record<FormSort, Order>> = {
  recent: { key: sql`f.revised_at`, type: sql`timestamptz`, direction: 'desc' },
  project: { key: sql`f.project_order`, type: TEXT, direction: 'asc' },
  unit: { key: sql`f.unit_order`, type: TEXT, direction: 'asc' },
  amount: { key: sql`coalesce(f.amount_wan, '-Infinity')`, type: NUMBER, direction: 'desc' },
  score: { key: sql`coalesce(f.total_score, '-Infinity')`, type: NUMBER, direction: 'desc' },
  errors: { key: sql`f.errors`, type: sql`integer`, direction: 'desc' },
};

/** 表单列表: one page of the forms that pass a filter, with how many there are. */
export async function listForms(db: Db, tenantId: string, request: FormPageRequest): Promise<FormPage> {
  const order = ORDERS[request.sort];
  const after = request.after === undefined ? undefined : readCursor(request.after);
  const count = after?.count ?? (await countForms(db, tenantId, request));
  let query = matchingForms(db, tenantId, request, count)
    .select((eb) => [
      ...COLUMNS,
      sql<string>`(${order.key})::text`.as('order_key'),
      eb.ref('f.form_id').as('formId'),
    ])
    .orderBy(order.key, order.direction)
    .orderBy('f.form_id', order.direction)
    .limit(request.limit + 1);
  if (after) query = query.where(beyond(order, order.direction === 'asc', after));
  const rows = count === 0 ? [] : await query.execute();
  const items = rows.slice(0, request.limit).map(({ order_key: key, ...row }) => ({ key, row }));
  const last = items.at(-1);
  return {
    items: items.map(({ row }) => row),
    next:
      last && rows.length > request.limit
        ? writeCursor({ key: last.key, formId: last.row.formId, count })
        : null,
    count: Math.min(count, COUNT_LIMIT),
    isCountCapped: count > COUNT_LIMIT,
  };
}

/**
 * Many matches: the index of the order is followed until the page is full. Few: that walk could pass the whole table, so
 * they are collected by the filter's own indexes first (`offset 0` keeps the planner from looking further) and sorted.
 */
function matchingForms(db: Db, tenantId: string, filter: FormFilter, count: number) {
  if (count > COUNT_LIMIT) return filteredForms(db, tenantId, filter);
  return db.selectFrom(filteredForms(db, tenantId, filter).selectAll('f').offset(0).as('f'));
}

/** 前一张、后一张: the forms around one form in the list of a filter and order; the form itself need not pass the filter. */
export async function findNeighbours(
  db: Db,
  tenantId: string,
  request: FormFilter & { readonly sort: FormSort },
  formId: string,
): Promise<FormNeighbours> {
  const order = ORDERS[request.sort];
  const here = isId(formId)
    ? await filteredForms(db, tenantId, {})
        .where('f.form_id', '=', formId)
        .select(sql<string>`(${order.key})::text`.as('key'))
        .executeTakeFirst()
    : undefined;
  if (!here) return { previous: null, next: null };
  const beside = async (isForward: boolean): Promise<string | null> => {
    const isAscending = (order.direction === 'asc') === isForward;
    const found = await filteredForms(db, tenantId, request)
      .where(beyond(order, isAscending, { key: here.key, formId }))
      .select('f.form_id')
      .orderBy(order.key, isAscending ? 'asc' : 'desc')
      .orderBy('f.form_id', isAscending ? 'asc' : 'desc')
      .limit(1)
      .executeTakeFirst();
    return found?.form_id ?? null;
  };
  const [previous, next] = await Promise.all([beside(false), beside(true)]);
  return { previous, next };
}

const COLUMNS = [
  'f.current_revision as revision',
  'f.kind',
  'f.fiscal_year as fiscalYear',
  'f.region',
  'f.project_name as projectName',
  'f.competent_department as competentDepartment',
  'f.implementing_unit as implementingUnit',
  'f.amount_wan as amountWan',
  'f.execution_rate as executionRate',
  'f.total_score as totalScore',
  'f.grade',
  'f.state',
  'f.needs_review as needsReview',
  'f.errors',
  'f.warnings',
  'f.advice',
  'f.indicators',
  'f.revised_at as importedAt',
] as const;

function beyond(
  order: Order,
  isAscending: boolean,
  from: Pick<Cursor, 'key' | 'formId'>,
): Expression<SqlBool> {
  const sign = isAscending ? sql`>` : sql`<`;
  return sql<SqlBool>`(${order.key}, f.form_id) ${sign} (${from.key}::${order.type}, ${from.formId}::uuid)`;
}

/** Stops counting one above the limit: that is enough to know that there are more. */
async function countForms(db: Db, tenantId: string, filter: FormFilter): Promise<number> {
  const { count } = await db
    .selectFrom(
      filteredForms(db, tenantId, filter)
        .select('f.form_id')
        .limit(COUNT_LIMIT + 1)
        .as('some'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Where a page ended. The count travels along, so that only the first page counts. */
interface Cursor {
  readonly key: string;
  readonly formId: string;
  readonly count: number;
}

function writeCursor({ key, formId, count }: Cursor): string {
  return Buffer.from(JSON.stringify([key, formId, count])).toString('base64url');
}

function readCursor(text: string): Cursor {
  const [key, formId, count] = parseList(Buffer.from(text, 'base64url').toString('utf8'));
  if (typeof key === 'string' && typeof formId === 'string' && isId(formId) && Number.isSafeInteger(count)) {
    return { key, formId, count: count as number };
  }
  throw new StoreError('STORE-CURSOR', '列表的翻页位置无效', '回到列表第一页');
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
