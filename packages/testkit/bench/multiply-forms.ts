import type { Pool, PoolClient } from 'pg';

/** Tables that hang on a form, parents first. */
const TABLES = [
  'form',
  'form_revision',
  'revision_origin',
  'score_sheet',
  'indicator',
  'fund_row',
  'finding',
  'fact_source',
  'fact',
];

async function copyRows(client: PoolClient, table: string, copy: number): Promise<void> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_name = $1 order by ordinal_position`,
    [table],
  );
  const columns = rows.map((row) => row.column_name);
  const values = columns.map((column) => {
    if (column === 'form_id') return `md5(form_id::text || '${copy}')::uuid`;
    if (table === 'form' && (column === 'project_name' || column === 'project_order'))
      return `${column} || '（${copy}）'`;
    if (table === 'form' && column === 'identity_group') return `${column} || '/${copy}'`;
    return column;
  });
  const source = `(select * from ${table} where form_id in (select form_id from bench_original)) as original`;
  await client.query(
    `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${source}`,
  );
}

/**
 * Fills the database for load tests: every stored form `copies` times more, with all its rows, under other ids and names.
 * What its findings over many forms say of the number of forms stays that of the originals.
 * Returns how many forms there are then.
 */
export async function multiplyForms(pool: Pool, copies: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('create temporary table bench_original as select form_id from form');
    for (let copy = 1; copy <= copies; copy += 1) {
      await client.query('begin');
      for (const table of TABLES) await copyRows(client, table, copy);
      await client.query('commit');
    }
    await client.query('vacuum analyze');
    const { rows } = await client.query<{ count: string }>('select count(*) as count from form');
    return Number(rows[0]?.count);
  } finally {
    client.release();
  }
}
