import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Db } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { StoreError } from '../store-error.ts';
import { filteredForms, keyedForms, type KeyedForms } from './form-filter.ts';
import type { FormFilter, FormNeighbours, FormPage, FormPageRequest, FormSort } from './form-types.ts';

/** Counts are exact up to here. */
export const COUNT_LIMIT = 1000;
/** Forms of an order that are looked at before all matches are collected. */
const NEAR = 3000;

interface Order {
  readonly key: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
}

const TEXT = sql`text`;
const NUMBER = sql`numeric`;

/** Each order is that of an index; the form id makes it total. */
export const ORDERS: Readonly<Record<FormSort, Order>> = {
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
  const stretch = { order, isAscending: order.direction === 'asc', after, limit: request.limit + 1 };
  const find = count > COUNT_LIMIT ? nextOfMany : nextOfFew;
  const rows = count === 0 ? [] : await find(db, tenantId, request, stretch);
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

/** 前一张、后一张: the forms around one form in the list of a filter and order; the form itself need not pass the filter. */
export async function findNeighbours(
  db: Db,
  tenantId: string,
  request: FormFilter & { readonly sort: FormSort },
  formId: string,
): Promise<FormNeighbours> {
  const order = ORDERS[request.sort];
  const here = isId(formId)
    ? await filteredForms(db, tenantId, { scope: request.scope })
        .where('f.form_id', '=', formId)
        .select(sql<string>`(${order.key})::text`.as('key'))
        .executeTakeFirst()
    : undefined;
  if (!here) return { previous: null, next: null };
  const after = { key: here.key, formId };
  const beside = async (isForward: boolean): Promise<string | null> => {
    const isAscending = (order.direction === 'asc') === isForward;
    const [found] = await nextOfMany(db, tenantId, request, { order, isAscending, after, limit: 1 });
    return found?.formId ?? null;
  };
  const [previous, next] = await Promise.all([beside(false), beside(true)]);
  return { previous, next };
}

/** So many forms of an order, in one direction, behind a form. */
interface Stretch {
  readonly order: Order;
  readonly isAscending: boolean;
  readonly after: Pick<Cursor, 'key' | 'formId'> | undefined;
  readonly limit: number;
}

/**
 * Where few forms pass they are collected by the filter's own indexes and sorted: `offset 0` keeps the planner from
 * following the order instead, which could pass the whole table.
 */
function nextOfFew(db: Db, tenantId: string, filter: FormFilter, stretch: Stretch) {
  const passing = filteredForms(db, tenantId, filter, formsBehind(db, tenantId, stretch));
  return rowsOf(db.selectFrom(passing.selectAll('f').offset(0).as('f')), stretch);
}

/**
 * Where many forms pass the next ones of the order mostly hold enough of them, so these alone are looked at first. The
 * planner does not know how often words occur together and would collect and sort every match.
 */
async function nextOfMany(db: Db, tenantId: string, filter: FormFilter, stretch: Stretch) {
  const behind = formsBehind(db, tenantId, stretch);
  const near = await rowsOf(
    filteredForms(db, tenantId, filter, inOrder(behind, stretch).limit(NEAR)),
    stretch,
  );
  if (near.length === stretch.limit) return near;
  return await rowsOf(filteredForms(db, tenantId, filter, behind), stretch);
}

function formsBehind(db: Db, tenantId: string, { order, isAscending, after }: Stretch): KeyedForms {
  const all = keyedForms(db, tenantId, order.key);
  return after ? all.where(beyond(order, isAscending, after)) : all;
}

function inOrder(forms: KeyedForms, { isAscending }: Stretch): KeyedForms {
  const direction = isAscending ? 'asc' : 'desc';
  return forms.orderBy('order_key', direction).orderBy('f.form_id', direction);
}

function rowsOf(forms: ReturnType<typeof filteredForms>, { isAscending, limit }: Stretch) {
  const direction = isAscending ? 'asc' : 'desc';
  return forms
    .select((eb) => [
      ...COLUMNS,
      eb.ref('f.form_id').as('formId'),
      sql<string>`f.order_key::text`.as('order_key'),
    ])
    .orderBy('f.order_key', direction)
    .orderBy('f.form_id', direction)
    .limit(limit)
    .execute();
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
