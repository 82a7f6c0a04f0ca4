import type { FormTable } from '../database/tables.ts';
import type { AssessedForm } from './form-types.ts';
import { identityOf } from './identity.ts';
import type { FormPlace } from './placement.ts';
import { summarise } from './summarise.ts';

/** 新表: the row of an imported form with its first revision. */
export function importedFormRow(added: {
  readonly tenantId: string;
  readonly formId: string;
  readonly form: AssessedForm;
  readonly place: FormPlace;
  readonly now: Date;
}): FormTable {
  const { tenantId, formId, form, place, now } = added;
  return {
    tenant_id: tenantId,
    form_id: formId,
    kind: form.record.kind,
    state: 'imported',
    disclosure: 'internal',
    campaign_id: null,
    organisation_id: place.organisation_id,
    organisation_path: place.organisation_path,
    project_id: null,
    approved_revision: null,
    created_at: now,
    current_revision: 1,
    revised_at: now,
    ...identityOf(form.record),
    ...summarise(form),
  };
}
