import { ROOT_PATH, type OrganisationPath, type Scope } from '@jiheng/domain';
import { sql, type RawBuilder } from 'kysely';

/** Whether a row's place lies in one of the subtrees; paths hold ids and slashes only, nothing that `like` would read. */
export function inPaths(column: string, paths: readonly OrganisationPath[]): RawBuilder<boolean> {
  if (paths.includes(ROOT_PATH)) return sql<boolean>`true`;
  if (paths.length === 0) return sql<boolean>`false`;
  const each = paths.map((path) => sql<boolean>`${sql.ref(column)} like ${`${path}%`}`);
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** 数据范围 as a condition on the forms (or projects) of an alias. */
export function inScope(
  { paths, projects }: Scope,
  columns: { readonly path: string; readonly project: string } = {
    path: 'f.organisation_path',
    project: 'f.project_id',
  },
): RawBuilder<boolean> {
  const byPath = inPaths(columns.path, paths);
  if (projects.length === 0 || paths.includes(ROOT_PATH)) return byPath;
  return sql<boolean>`(${byPath} or ${sql.ref(columns.project)} = any(${projects}::uuid[]))`;
}
