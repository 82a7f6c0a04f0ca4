import {
  FORM_KIND_LABELS,
  layOutPaper,
  type FormKind,
  type FormRecord,
  type FormTemplate,
  type PaperLayout,
  type Problem,
} from '@jiheng/domain';

/** 导出预案: the paper of a record, or why there is none. `paper.leftOver` is what the export leaves out. */
export type ExportPlan =
  | { readonly paper: PaperLayout; readonly problem?: never }
  | { readonly problem: Problem; readonly paper?: never };

/** 部门整体 forms stand on the papers of projects. */
function paperKind(kind: FormKind): string {
  return kind.replace(/^department-/u, '');
}

/** 导出预案: lays a record out on a template, before anything is written. A template of another kind is refused. */
export function planExport(template: FormTemplate, record: FormRecord): ExportPlan {
  if (paperKind(template.kind) === paperKind(record.kind)) return { paper: layOutPaper(template, record) };
  const wanted = FORM_KIND_LABELS[record.kind];
  return {
    problem: {
      code: 'WRITE-OTHER-KIND',
      severity: 'error',
      message: `${wanted}不能导出到${FORM_KIND_LABELS[template.kind]}的表样（${template.id}）`,
      remedy: `请改选${wanted}的表样`,
    },
  };
}
