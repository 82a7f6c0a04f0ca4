import type { ExportPlan, ExportPlanQuery, FormFileQuery } from '@jiheng/api';
import { planExport } from '@jiheng/documents';
import { civilDate } from '@jiheng/domain';
import { chooseTemplate, templateById } from '@jiheng/regulation';
import { findForm, inTransaction, type FormDetail } from '@jiheng/store';
import { EXTENSIONS, formName, listName, MEDIA_TYPES } from '../../jobs/export-names.ts';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { demandAt } from '../scope.ts';
import type { Download } from './download-export.ts';

async function formToExport(
  context: ServiceContext,
  formId: string,
  revision: number | undefined,
): Promise<FormDetail> {
  const form = await findForm(context.db, context.tenant.tenantId, formId, revision);
  const missing = '没有找到这张表。';
  if (form === undefined) throw new AppError('NOT-FOUND', missing);
  const { organisationPath: path, projectId } = form;
  demandAt(context, 'form.export', { path, projectId }, missing);
  return form;
}

/** The paper of the form, or the refusal of a template of another kind. */
function planOf({ record, basis }: FormDetail, templateId: string | undefined) {
  const { kind, fiscalYear, region } = record;
  const own = { templateId: basis.templateId, regionName: region, fiscalYear, kind };
  const template = templateId === undefined ? chooseTemplate(own).template : templateById(templateId);
  if (!template) throw new AppError('EXPORT-REFUSED', '没有这个表样。', { remedy: '请重新选择表样。' });
  const { paper, problem } = planExport(template, record, basis.templateId);
  if (problem)
    throw new AppError('EXPORT-REFUSED', `${problem.message}。`, { remedy: `${problem.remedy}。` });
  return { template, paper };
}

/** 导出预案: what the template cannot show of the form, before anything is written. */
export async function getExportPlan(
  context: ServiceContext,
  formId: string,
  { templateId, revision }: ExportPlanQuery,
): Promise<ExportPlan> {
  const form = await formToExport(context, formId, revision);
  const { template, paper } = planOf(form, templateId);
  return { templateId: template.id, leftOver: [...paper.leftOver] };
}

/** Civil date on which the revision was stored. */
function storedOn({ now }: ServiceContext, { revision, revisions }: FormDetail): string {
  return civilDate(revisions.find((other) => other.revision === revision)?.createdAt ?? now);
}

/** 下载一张表: written at once by a thread of its own; that it was exported is in the log before it leaves. */
export async function downloadForm(
  context: ServiceContext,
  formId: string,
  { format, templateId, revision }: FormFileQuery,
): Promise<Download> {
  const { db, exporting } = context;
  const form = await formToExport(context, formId, revision);
  if (format !== 'exchange') planOf(form, templateId);
  const { record, basis } = form;
  const name = listName(record.header.projectName);
  const one = {
    position: 1,
    name,
    record,
    templateId: basis.templateId,
    asTemplateId: templateId,
    date: storedOn(context, form),
  };
  const { files, problems } = await exporting.pool.write([one], [format]);
  const [file] = files;
  if (!file) throw new AppError('EXPORT-REFUSED', `${problems[0]?.message ?? '没有生成文件'}。`);
  await inTransaction(db, (tx) =>
    audit(context, tx, {
      action: 'export',
      subject: formId,
      detail: { format, templateId: templateId ?? basis.templateId, revision: form.revision },
    }),
  );
  const { buffer, byteOffset, byteLength } = file.bytes;
  return {
    fileName: `${formName(record)}.${EXTENSIONS[format]}`,
    mediaType: MEDIA_TYPES[format],
    bytes: byteLength,
    content: Buffer.from(buffer, byteOffset, byteLength),
  };
}
