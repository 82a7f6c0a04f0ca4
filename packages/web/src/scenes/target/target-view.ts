import type { TargetSilence } from '@jiheng/api';
import {
  findingsToClear,
  layOutPaper,
  placeOf,
  readDraft,
  rowTexts,
  silenceOf,
  silencePlace,
  type Draft,
  type DraftOperation,
  type FormRecord,
  type FormTemplate,
  type PaperLayout,
  type PlacedFinding,
  draftText,
} from '@jiheng/domain';
import type { Fix } from '@jiheng/regulation';
import { editGrid, placeKey, type EditGrid } from '../../paper/edit-grid.ts';

/** The draft as it is drawn. */
export interface TargetView {
  readonly record: FormRecord;
  readonly paper: PaperLayout;
  readonly grid: EditGrid;
  readonly unread: ReadonlySet<string>;
}

export function targetView(draft: Draft, template: FormTemplate): TargetView {
  const { record, unread } = readDraft(draft, template);
  const paper = layOutPaper(template, record);
  return { record, paper, grid: editGrid(paper, draft, template), unread: new Set(unread.map(placeKey)) };
}

/** One line of the list beside the paper. */
export interface Issue {
  readonly id: string;
  readonly finding: PlacedFinding;
  readonly silence: TargetSilence | undefined;
  /** Stands between the form and its submission. */
  readonly isOpen: boolean;
}

/** 问题清单 in the order of severity, then of the paper; those with a reason last. */
export function issuesOf(
  findings: readonly PlacedFinding[],
  silences: readonly TargetSilence[],
  record: FormRecord,
): readonly Issue[] {
  const open = new Set(findingsToClear(findings, silences, record));
  const seen = new Map<string, number>();
  const issues = findings.map((finding): Issue => {
    // Named by its place, so that a card under way stays when the list is made anew.
    const name = `${finding.ruleId} ${silencePlace(finding, record)}`;
    const repeated = seen.get(name) ?? 0;
    seen.set(name, repeated + 1);
    return {
      id: `${name} ${String(repeated)}`,
      finding,
      silence: silenceOf(finding, silences, record),
      isOpen: open.has(finding),
    };
  });
  return [...issues.filter(({ silence }) => !silence), ...issues.filter(({ silence }) => silence)];
}

/** The changes of the draft that a fix means. */
export function fixOperations(draft: Draft, template: FormTemplate, fix: Fix): readonly DraftOperation[] {
  const sets = fix.changes.flatMap(({ path, text }): DraftOperation[] => {
    const place = placeOf(draft, template, path);
    return place ? [{ kind: 'set', ...place, text, seen: draftText(draft, place) }] : [];
  });
  const deletes = (fix.removedRows ?? []).flatMap((index): DraftOperation[] => {
    const row = draft.rows[index];
    return row ? [{ kind: 'delete', row: row.id, seen: rowTexts(row) }] : [];
  });
  return [...sets, ...deletes];
}
