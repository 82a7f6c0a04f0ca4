import {
  pathOf,
  readDraft,
  type Draft,
  type FormTemplate,
  type OriginMap,
  type PlacedFinding,
  type UnreadCell,
} from '@jiheng/domain';

import { assessForm, type Assessment, type RoundChoice } from '../assess.ts';

/** 草稿评估: what a draft stands for, and everything that is to be said about it. */
export interface AssessedDraft extends Assessment {
  readonly record: ReturnType<typeof readDraft>['record'];
  readonly unread: readonly UnreadCell[];
}

/** What is known of a draft besides its texts. */
export interface DraftParts {
  readonly origins?: OriginMap;
  readonly round?: RoundChoice;
}

/** Rule id of a cell whose text is not what belongs there. It has no rule file: it is about the draft, not the form. */
export const CELL_UNREAD = 'cell-unread';

const WANTED: Readonly<Record<UnreadCell['wants'], { readonly noun: string; readonly remedy: string }>> = {
  money: { noun: '金额', remedy: '只填数字，可带万元或元；说明文字写到别处' },
  number: { noun: '数', remedy: '只填数字' },
  year: { noun: '年度', remedy: '填四位年份，如2026' },
};
const LONGEST = 12;

function unreadFinding(draft: Draft, template: FormTemplate, cell: UnreadCell): PlacedFinding {
  const { noun, remedy } = WANTED[cell.wants];
  const shown = cell.text.length > LONGEST ? `${cell.text.slice(0, LONGEST - 1)}…` : cell.text;
  return {
    ruleId: CELL_UNREAD,
    code: 'TB001',
    severity: 'error',
    at: [pathOf(draft, template, cell)],
    message: `“${shown}”不能识别为${noun}`,
    remedy,
  };
}

/**
 * 评估草稿: reads a draft on its paper and scores and checks what it says, the same in the browser while typing and on the
 * server at submission.
 */
export function assessDraft(
  draft: Draft,
  template: FormTemplate,
  { origins = {}, ...round }: DraftParts = {},
): AssessedDraft {
  const { record, unread } = readDraft(draft, template);
  const reason = `按批次选用的表样（${template.regionName}${template.title}）`;
  const assessment = assessForm({ record, origins, template: { id: template.id, reason }, ...round });
  const findings = [...unread.map((cell) => unreadFinding(draft, template, cell)), ...assessment.findings];
  return { ...assessment, record, unread, findings };
}
