import type { ImportFileResult, ImportJob } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { changesOf, proposalsOf } from './accept-proposals.ts';
import { isSameButSigns, outcomeLabel } from './job-summary.ts';

type Form = ImportFileResult['forms'][number];

const difference = (label: string, before: string, after: string) => ({ path: '/x', label, before, after });
const form = (formId: string, over: Partial<Form> = {}): Form => ({
  index: 0,
  outcome: 'revision-proposed',
  formId,
  projectName: formId,
  kindLabel: '项目绩效目标表',
  fiscalYear: 2024,
  indicators: 1,
  errors: 0,
  warnings: 0,
  advice: 0,
  needsReview: false,
  acceptedAs: null,
  differences: [difference('项目名称', '甲', '乙')],
  ...over,
});
const files = (...forms: Form[]): Pick<ImportJob, 'files'> => ({
  files: [{ documentId: 'd', file: '甲.txt', forms } as unknown as ImportFileResult],
});
const ids = (proposals: ReturnType<typeof proposalsOf>['together']) =>
  proposals.map((proposal) => proposal.form.formId);

describe('proposed versions', () => {
  it('are taken together when nobody took them before', () => {
    const job = files(form('甲'), form('乙', { acceptedAs: 2 }), form('丙', { outcome: 'new' }), form('丁'));
    expect(ids(proposalsOf(job).together)).toEqual(['甲', '丁']);
    expect(proposalsOf(job).oneByOne).toEqual([]);
  });

  it('are left to be decided one by one where two forms of an import are the same form', () => {
    const job = files(form('甲'), form('乙', { outcome: 'new' }), form('乙'), form('丙'), form('丙'));
    expect(ids(proposalsOf(job).together)).toEqual(['甲']);
    expect(ids(proposalsOf(job).oneByOne)).toEqual(['乙', '丙', '丙']);
  });

  it('tell what changes by field, the most frequent first', () => {
    const signs = form('乙', { differences: [difference('指标“甲” 年度指标值', '≥95％', '≥95%')] });
    const words = form('甲', {
      differences: [
        difference('项目名称', '甲', '乙'),
        difference('指标“出版” 一期” 年度指标值', '1次', '2次'),
      ],
    });
    expect(changesOf(proposalsOf(files(words, signs)).together)).toEqual({
      differences: 3,
      sameButSigns: 1,
      fields: [
        { name: '年度指标值', count: 2 },
        { name: '项目名称', count: 1 },
      ],
    });
  });
});

describe('the outcome of a form', () => {
  it('says when only signs and blanks differ, and when it was taken', () => {
    const signs = form('甲', { differences: [difference('项目名称', '甲（一）', '甲 (一)')] });
    expect(outcomeLabel(signs)).toBe('仅标点、空白不同');
    expect(outcomeLabel(form('甲'))).toBe('与现有的表不同');
    expect(outcomeLabel({ ...signs, acceptedAs: 2 })).toBe('已采用');
    expect(outcomeLabel({ ...signs, acceptedAs: 1 })).toBe('已另立为新表');
    expect(outcomeLabel(form('甲', { outcome: 'new', differences: [] }))).toBe('新增');
    expect(isSameButSigns({ differences: [] })).toBe(false);
  });
});
