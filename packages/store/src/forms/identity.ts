import { foldText, type FormRecord } from '@jiheng/domain';
import { storableText } from '../database/insert-rows.ts';
import type { FormTable } from '../database/tables.ts';

/** 表单身份: by what an imported form is recognised as one that is already there. */
export type FormIdentity = Pick<FormTable, 'identity_group' | 'identity_code' | 'identity_name'>;

/**
 * Kind, year and unit make the group, project code or normalised name the form within it. Forms of a whole department
 * have no project: the group says it all. Where kind, year and unit are not all printed there is no identity.
 */
export function identityOf(record: FormRecord): FormIdentity {
  const { header } = record;
  const isDepartment = record.kind.startsWith('department-');
  const unit = fold(header.implementingUnit) ?? fold(header.competentDepartment);
  const code = isDepartment ? null : fold(header.projectCode);
  const name = isDepartment ? '' : fold(header.projectName);
  const hasGroup = record.fiscalYear !== null && unit !== null && (code !== null || name !== null);
  return {
    identity_group: hasGroup ? `${record.kind}|${record.fiscalYear}|${unit}` : null,
    identity_code: code,
    identity_name: name,
  };
}

/** Codes decide where both forms print one; else the names do. */
export function isSameForm(a: FormIdentity, b: FormIdentity): boolean {
  if (a.identity_group === null || a.identity_group !== b.identity_group) return false;
  if (a.identity_code !== null && b.identity_code !== null) return a.identity_code === b.identity_code;
  return a.identity_name !== null && a.identity_name === b.identity_name;
}

function fold(text: string | null): string | null {
  const folded = storableText(foldText(text ?? '').toLowerCase());
  return folded === '' ? null : folded;
}
