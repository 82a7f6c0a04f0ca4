import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Db, Tx } from './db.ts';
import type { Tables } from './tables.ts';

/**
 * Writes many rows of one table with one statement and one parameter: the rows travel as one JSON text. Every column
 * must be given; numbers that must stay exact are given as text.
 */
export async function insertRows<T extends keyof Tables>(
  db: Db | Tx,
  table: T,
  rows: readonly Selectable<Tables[T]>[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)}
    select * from json_populate_recordset(null::${sql.table(table)}, ${storableJson(rows)}::json)`.execute(
    db,
  );
}

/** A value for a JSON column. */
export function asJson<T>(value: T): RawBuilder<T> {
  return sql<T>`${storableJson(value)}::jsonb`;
}

const ESCAPE = /\\(?:u(0000|d[89a-f][0-9a-f]{2})|[^])/gi;

/**
 * JSON text that PostgreSQL takes. It stores neither the character U+0000 nor halves of surrogate pairs (`JSON.stringify`
 * writes both as escapes); damaged files contain them, and they become U+FFFD. The original file is kept as it is.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(ESCAPE, (escape, refused: string | undefined) => (refused ? '\\ufffd' : escape));
}

/** The same for a plain text parameter. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
