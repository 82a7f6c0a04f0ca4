import { ROOT_PATH, type OrganisationPath } from '@jiheng/domain';
import type { Tx } from '../database/db.ts';
import type { FormTable } from '../database/tables.ts';
import { foldedName, organisationsByName, type Organisation } from '../people/organisation-repository.ts';
import type { AssessedForm, ImportReach } from './form-types.ts';

export type FormPlace = Pick<FormTable, 'organisation_id' | 'organisation_path'>;

/** Forms of no known organisation stay at the root, where only the bureau sees them. */
const NOWHERE: FormPlace = { organisation_id: null, organisation_path: ROOT_PATH };

function placeOf({ organisationId, path }: Organisation): FormPlace {
  return { organisation_id: organisationId, organisation_path: path };
}

/**
 * 归位: where imported forms go. To the organisation that they name as 实施单位, if whoever imports works there; what an
 * officer imports for anyone else stays with the officer's own unit.
 */
export class Placement {
  private readonly byName: ReadonlyMap<string, Organisation>;
  private readonly scopePaths: readonly OrganisationPath[];
  private readonly home: FormPlace;

  private constructor(
    byName: ReadonlyMap<string, Organisation>,
    scopePaths: readonly OrganisationPath[],
    home: FormPlace,
  ) {
    this.byName = byName;
    this.scopePaths = scopePaths;
    this.home = home;
  }

  static async load(tx: Tx, source: ImportReach, forms: readonly AssessedForm[]): Promise<Placement> {
    const { tenantId, scopePaths = [ROOT_PATH] } = source;
    const names = forms.flatMap(({ record }) => record.header.implementingUnit ?? []);
    const byName = await organisationsByName(tx, tenantId, names);
    const [first] = scopePaths;
    if (first === undefined || scopePaths.includes(ROOT_PATH))
      return new Placement(byName, scopePaths, NOWHERE);
    const home = await tx
      .selectFrom('organisation')
      .select(['organisation_id', 'path as organisation_path'])
      .where('tenant_id', '=', tenantId)
      .where('path', '=', first)
      .executeTakeFirst();
    return new Placement(byName, scopePaths, home ?? NOWHERE);
  }

  of(unit: string | null): FormPlace {
    const named = unit === null ? undefined : this.byName.get(foldedName(unit));
    const isWithin = named !== undefined && this.scopePaths.some((path) => named.path.startsWith(path));
    return isWithin ? placeOf(named) : this.home;
  }
}
