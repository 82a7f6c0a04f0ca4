import type { Scope } from '@jiheng/domain';
import { sql, type RawBuilder } from 'kysely';

/** 数据范围 as a condition: the place in the tree lies in one of the subtrees, or the project was given by name. */
export function inScope(
  { paths, projects }: Scope,
  path: RawBuilder<unknown>,
  project: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const below = paths.map((start) => sql`${path} like ${`${start}%`}`);
  const given = projects.length === 0 ? [] : [sql`${project} = any(${[...projects]}::uuid[])`];
  const parts = [...below, ...given];
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}
