import {
  FORM_KIND_LABELS,
  foldText,
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

/** On a paper of another layout stands its official title; what the printed one said is listed as left out. */
function onOtherPaper(template: FormTemplate, record: FormRecord): PaperLayout {
  const paper = layOutPaper(template, { ...record, title: null });
  const { title, kind } = record;
  const leftOver = [...paper.leftOver];
  if (title !== null && !foldText(paper.title).includes(foldText(title)))
    leftOver.unshift({ path: '/title', text: title });
  if (kind !== template.kind) leftOver.unshift({ path: '/kind', text: FORM_KIND_LABELS[kind] });
  return { ...paper, leftOver };
}

/**
 * 导出预案: lays a record out on a template, before anything is written. `ownTemplate` is the template the record was read
 * with, on which its title stays as printed. A template of another kind is refused.
 */
export function planExport(
  template: FormTemplate,
  record: FormRecord,
  ownTemplate: string | null,
): ExportPlan {
  if (paperKind(template.kind) === paperKind(record.kind)) {
    const isOwn = template.id === ownTemplate;
    return { paper: isOwn ? layOutPaper(template, record) : onOtherPaper(template, record) };
  }
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
