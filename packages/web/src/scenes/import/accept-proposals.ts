import type { ImportJob, ImportedForm } from '@jiheng/api';
import { api, ApiError } from '../../client/api.ts';
import { isOpen, isSameButSigns } from './job-summary.ts';

/** 待定的新版本 of an import, with the file it stands in. */
export interface Proposal {
  readonly form: ImportedForm;
  readonly file: string;
  readonly documentId: string;
}

/**
 * Proposals that can be taken together. Where several forms of one import are recognised as the same form, taking all of
 * them would hide all but the last: those are left to be decided one by one.
 */
export function proposalsOf({ files }: Pick<ImportJob, 'files'>): {
  readonly together: readonly Proposal[];
  readonly oneByOne: readonly Proposal[];
} {
  const counts = new Map<string, number>();
  for (const { formId } of files.flatMap(({ forms }) => forms))
    counts.set(formId, (counts.get(formId) ?? 0) + 1);
  const open = files.flatMap(({ file, documentId, forms }) =>
    documentId === null ? [] : forms.filter(isOpen).map((form) => ({ form, file, documentId })),
  );
  const isAlone = ({ form }: Proposal) => counts.get(form.formId) === 1;
  return { together: open.filter(isAlone), oneByOne: open.filter((proposal) => !isAlone(proposal)) };
}

/** What taking proposals would change. */
export interface Changes {
  readonly differences: number;
  /** Forms that print the same words and numbers. */
  readonly sameButSigns: number;
  /** `年度指标值` 12, the most frequent first. */
  readonly fields: readonly { readonly name: string; readonly count: number }[];
}

export function changesOf(proposals: readonly Proposal[]): Changes {
  const counts = new Map<string, number>();
  const differences = proposals.flatMap(({ form }) => form.differences);
  for (const { label } of differences) {
    // `指标“培训人数” 年度指标值`: the row before the last blank, the column behind it.
    const name = label.slice(label.lastIndexOf('” ') + 1).trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    differences: differences.length,
    sameButSigns: proposals.filter(({ form }) => isSameButSigns(form)).length,
    fields: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
  };
}

export function failureText(error: unknown): string {
  return error instanceof ApiError ? `${error.message}${error.remedy}` : '没有成功，请重试';
}

export interface Failed {
  readonly proposal: Proposal;
  readonly reason: string;
}

/** Takes one after the other, each in a request and an audit entry of its own; those that fail are named, the others stay taken. */
export async function acceptProposals(
  importId: string,
  proposals: readonly Proposal[],
  onProgress: (done: number) => void,
): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  for (const [index, proposal] of proposals.entries()) {
    const { form, documentId } = proposal;
    try {
      await api.acceptRevision({ formId: form.formId, importId, documentId, index: form.index });
    } catch (error) {
      failed.push({ proposal, reason: failureText(error) });
    }
    onProgress(index + 1);
  }
  return failed;
}
