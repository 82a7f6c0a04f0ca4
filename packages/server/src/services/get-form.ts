import type { FormDetail } from '@jiheng/api';
import { findForm, formsInScope, isDocumentInScope, type FormDetail as StoredForm } from '@jiheng/store';
import { AppError } from '../plugins/errors.ts';
import { presentForm, type SeenSource } from '../presenters/form-detail.ts';
import type { ServiceContext } from './context.ts';
import { demandAt, isEverywhere, readable } from './scope.ts';

/** Findings between forms name other forms; those outside the reader's scope are left out. */
async function seenFindings(
  context: ServiceContext,
  findings: StoredForm['findings'],
): Promise<StoredForm['findings']> {
  const scope = readable(context);
  const keys = findings.flatMap(({ others = [] }) => others.map(({ formKey }) => formKey));
  if (keys.length === 0 || isEverywhere(scope)) return findings;
  const seen = await formsInScope(context.db, context.tenant.tenantId, keys, scope);
  return findings.map((finding) =>
    finding.others === undefined
      ? finding
      : { ...finding, others: finding.others.filter(({ formKey }) => seen.has(formKey)) },
  );
}

/** Of originals that the reader may not open only the one that the revision was read from is named: its values name it too. */
async function seenSources(
  context: ServiceContext,
  { sources, documentId }: StoredForm,
): Promise<readonly SeenSource[]> {
  const { db, tenant, person } = context;
  const reader = { scope: readable(context), personId: person.personId };
  const all = await Promise.all(
    sources.map(async (source) => ({
      ...source,
      mayOpen:
        isEverywhere(reader.scope) ||
        (await isDocumentInScope(db, tenant.tenantId, source.documentId, reader)),
    })),
  );
  return all.filter((source) => source.mayOpen || source.documentId === documentId);
}

/** 一张表: one form with one of its revisions. */
export async function getForm(
  context: ServiceContext,
  formId: string,
  revision?: number,
): Promise<FormDetail> {
  const { db, tenant } = context;
  const form = await findForm(db, tenant.tenantId, formId, revision);
  const missing = revision === undefined ? '没有找到这张表。' : `没有找到这张表的第${revision}版。`;
  if (form === undefined) throw new AppError('NOT-FOUND', missing);
  const { organisationPath: path, projectId } = form;
  demandAt(context, 'form.read', { path, projectId }, missing);
  const findings = await seenFindings(context, form.findings);
  return presentForm({ ...form, findings, sources: await seenSources(context, form) });
}
