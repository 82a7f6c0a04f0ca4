import { MOST_EXPORTED_FORMS, type ExportJob, type ExportRequest } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { countOpenExports, createExportJob, inTransaction, type ExportSelection } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { toFilter } from '../../presenters/form-list.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { getExport } from './get-export.ts';

/** Exports of one person that wait or run. */
const MOST_OPEN = 5;

/** Only forms that the person may export, whatever was chosen. */
function selectionOf({ person }: ServiceContext, { ids, filter }: ExportRequest): ExportSelection {
  const scope = scopeOf(person, 'form.export');
  const { sort = 'recent', ...filters } = filter ?? {};
  return { filter: { ...toFilter(filters), scope }, sort, ids };
}

function refuse(forms: number): void {
  if (forms === 0) {
    throw new AppError('EXPORT-REFUSED', '没有可以导出的表。', {
      remedy: '请重新选择，或去掉一些筛选条件。',
    });
  }
  if (forms > MOST_EXPORTED_FORMS) {
    throw new AppError('EXPORT-REFUSED', '一次最多导出1万张表。', { remedy: '请用筛选条件分批导出。' });
  }
}

/** 新建导出: the job, its forms and the log entry are written together; the file is made in the background. */
export async function createExport(context: ServiceContext, request: ExportRequest): Promise<ExportJob> {
  const { db, tenant, actor, person, now } = context;
  const { tenantId } = tenant;
  const { personId } = person;
  const exportId = await inTransaction(db, async (tx) => {
    if ((await countOpenExports(tx, tenantId, personId)) >= MOST_OPEN) {
      throw new AppError('EXPORT-QUOTA', `您已有${MOST_OPEN}个导出正在生成或等待。`, {
        remedy: '请等其中一个完成，或在“导出”页取消不需要的。',
      });
    }
    const { ids, ...asked } = request;
    const job = { tenantId, personId, actor, now, request: asked, mostForms: MOST_EXPORTED_FORMS };
    const created = await createExportJob(tx, { ...job, selection: selectionOf(context, request) });
    refuse(created.forms);
    const detail = { ...asked, forms: created.forms, ...(ids ? { ids } : {}) };
    const subject = created.exportId;
    await audit(context, tx, { action: 'export', subject, detail });
    return created.exportId;
  });
  context.exporting.wake();
  return getExport(context, exportId);
}
