import type { ImportFileResult, ImportJob, ImportedForm } from '@jiheng/api';
import { differsInSignsOnly } from '@jiheng/domain';
import { durationText, secondsLeft } from '../../wording/times.ts';

const OUTCOME_LABELS: Readonly<Record<ImportedForm['outcome'], string>> = {
  new: '新增',
  'revision-proposed': '与现有的表不同',
  same: '已有，内容相同',
};

/** True when a proposed version prints the same words and numbers as the current one. */
export function isSameButSigns({ differences }: Pick<ImportedForm, 'differences'>): boolean {
  return differences.length > 0 && differences.every(differsInSignsOnly);
}

export function outcomeLabel(form: ImportedForm): string {
  if (isOwnForm(form)) return '已另立为新表';
  if (form.acceptedAs !== null) return '已采用';
  return form.outcome === 'revision-proposed' && isSameButSigns(form)
    ? '仅标点、空白不同'
    : OUTCOME_LABELS[form.outcome];
}

/** 另立为新表: what was proposed as a version became the first one of a form of its own. */
export function isOwnForm({ acceptedAs }: Pick<ImportedForm, 'acceptedAs'>): boolean {
  return acceptedAs === 1;
}

/** 待定: a proposed version that nobody took yet. */
export function isOpen({ outcome, acceptedAs }: Pick<ImportedForm, 'outcome' | 'acceptedAs'>): boolean {
  return outcome === 'revision-proposed' && acceptedAs === null;
}

export const STATUS_LABELS: Readonly<Record<ImportFileResult['status'], string>> = {
  waiting: '等待',
  reading: '读取中',
  done: '已读取',
  failed: '没有读成',
  duplicate: '已有此文件',
};

export interface JobSummary {
  readonly added: number;
  readonly same: number;
  readonly proposed: number;
  readonly accepted: number;
  readonly separated: number;
  readonly failedFiles: number;
  readonly duplicateFiles: number;
  readonly needsReview: number;
  readonly errors: number;
}

/** 结果合计 of the files read so far. */
export function summaryOf({ files }: Pick<ImportJob, 'files'>): JobSummary {
  const forms = files.flatMap((file) => file.forms);
  const withOutcome = (outcome: ImportedForm['outcome']) =>
    forms.filter((form) => form.outcome === outcome).length;
  return {
    added: withOutcome('new'),
    same: withOutcome('same'),
    proposed: forms.filter(isOpen).length,
    accepted: forms.filter((form) => form.acceptedAs !== null && !isOwnForm(form)).length,
    separated: forms.filter(isOwnForm).length,
    failedFiles: files.filter(({ status }) => status === 'failed').length,
    duplicateFiles: files.filter(({ status }) => status === 'duplicate').length,
    needsReview: forms.filter((form) => form.needsReview).length,
    errors: forms.filter((form) => form.errors > 0).length,
  };
}

/** `已读 3 个文件，共 12 个；还需约 20 秒`. */
export function progressText(job: ImportJob, now: number): string {
  if (job.finishedAt !== null)
    return `${String(job.filesTotal)} 个文件读取完毕，得到 ${String(job.formsDone)} 张表`;
  const left = secondsLeft(job.filesDone, job.filesTotal, (now - Date.parse(job.createdAt)) / 1000);
  const done = `已读 ${String(job.filesDone)} 个文件，共 ${String(job.filesTotal)} 个，得到 ${String(job.formsDone)} 张表`;
  return left === null ? done : `${done}；还需约 ${durationText(left)}`;
}

/** Files that need a look first: failed, then with problems, then the rest in their own order. */
export function filesInOrder(files: readonly ImportFileResult[]): readonly ImportFileResult[] {
  const rank = ({ status, problems, forms }: ImportFileResult): number => {
    if (status === 'failed') return 0;
    if (forms.some(isOpen)) return 1;
    return problems.length > 0 ? 2 : 3;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}
