import { describe, expect, it } from 'vitest';
import type { DecimalText } from '../base/decimal.ts';
import {
  REVIEW_RESULTS,
  resultFits,
  sheetFaults,
  sheetTotal,
  suggestedResult,
  type ReviewSheet,
  type ReviewSheetForm,
} from './review-sheet.ts';

const form: ReviewSheetForm = {
  id: 'sheet',
  effectiveFrom: '2015-01-01',
  citation: { source: '财预〔2015〕88号', basis: 'recall' },
  heads: [
    {
      id: 'completeness',
      label: '完整性审核',
      items: [{ id: 'clear', label: '明确清晰性', question: '', maxScore: '60' }],
    },
    {
      id: 'relevance',
      label: '相关性审核',
      items: [{ id: 'sound', label: '指标科学性', question: '', maxScore: '40' }],
    },
  ],
  results: [
    { result: '优', from: '90' },
    { result: '良', from: '80' },
    { result: '中', from: '60' },
    { result: '差', from: '0' },
  ],
};

function sheet(clear: string, sound: string): ReviewSheet {
  return {
    formId: 'sheet',
    kind: 'key',
    lines: [
      { item: 'clear', score: clear as DecimalText },
      { item: 'sound', score: sound as DecimalText },
    ],
  };
}

describe('the review sheet', () => {
  it('adds up exactly and suggests the result of its points', () => {
    expect(sheetTotal(sheet('50.1', '39.9')).toString()).toBe('90.0');
    expect(suggestedResult(form, sheet('50.1', '39.9'))).toBe('优');
    expect(suggestedResult(form, sheet('50.1', '39.8'))).toBe('良');
    expect(suggestedResult(form, sheet('0', '0'))).toBe('差');
  });

  it('names what is not filled in and what is beyond its points', () => {
    expect(sheetFaults(form, sheet('60', '40'))).toEqual([]);
    expect(sheetFaults(form, sheet('60.5', '40'))).toEqual(['“明确清晰性”应在0至60分之间']);
    expect(sheetFaults(form, { ...sheet('60', '40'), lines: [] })).toEqual([
      '“明确清晰性”尚未打分',
      '“指标科学性”尚未打分',
    ]);
    expect(
      sheetFaults(form, { formId: 'sheet', kind: 'general', lines: [{ item: 'clear', result: '优' }] }),
    ).toEqual(['“指标科学性”尚未评定']);
  });

  it('lets only 优 and 良 go on, and sends 中 and 差 back', () => {
    expect(REVIEW_RESULTS.filter((result) => resultFits('pass', result))).toEqual(['优', '良']);
    expect(REVIEW_RESULTS.filter((result) => resultFits('approve', result))).toEqual(['优', '良']);
    expect(REVIEW_RESULTS.filter((result) => resultFits('return', result))).toEqual(['中', '差']);
    expect(REVIEW_RESULTS.filter((result) => resultFits('submit', result))).toEqual([]);
    expect(resultFits('pass', null)).toBe(true);
  });
});
