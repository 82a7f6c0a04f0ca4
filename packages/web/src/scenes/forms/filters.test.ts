import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '../../app/search-text.ts';
import { chipsOf, parseFilters, withFilter, type FormFilters } from './filters.ts';

describe('filters of an address', () => {
  it('keep what is understood and leave out the rest', () => {
    const search = {
      year: '2025',
      kind: 'target',
      severity: 'fatal',
      sort: 'errors',
      limit: '9999',
      text: '',
    };
    expect(parseFilters(search)).toEqual({ year: 2025, kind: 'target', sort: 'errors' });
    expect(parseFilters({ year: '20x5', minRate: 'many', state: ['imported'] })).toEqual({});
  });

  it('survive the way through the address unchanged', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    const filters: fc.Arbitrary<FormFilters> = fc.record(
      {
        text,
        unit: text,
        department: text,
        year: fc.integer({ min: 1990, max: 2100 }),
        severity: fc.constantFrom('error', 'warning', 'advice', 'clean'),
        needsReview: fc.constantFrom('true', 'false'),
        minRate: fc.integer({ min: 0, max: 200 }),
        sort: fc.constantFrom('recent', 'amount', 'errors'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (wanted) => {
        fc.pre(
          (wanted.text ?? '').length <= 100 &&
            (wanted.unit ?? '').length <= 100 &&
            (wanted.department ?? '').length <= 100,
        );
        expect(parseFilters(parseSearch(stringifySearch(wanted)))).toEqual({ ...wanted });
      }),
    );
  });

  it('lose one filter by an empty value', () => {
    expect(withFilter({ year: 2025, unit: '甲' }, 'unit', undefined)).toEqual({ year: 2025 });
    expect(withFilter({ text: '路灯' }, 'text', '')).toEqual({});
    expect(withFilter({ year: 2025 }, 'grade', '优')).toEqual({ year: 2025, grade: '优' });
  });
});

describe('chips', () => {
  it('name every filter in words, never by its key', () => {
    const facets = {
      kinds: [{ value: 'target', label: '项目绩效目标表', count: 2 }],
      years: [],
      regions: [],
      departments: [],
      units: [],
      grades: [],
    };
    const filters: FormFilters = {
      kind: 'target',
      severity: 'clean',
      rule: 'x',
      minRate: 50,
      maxRate: 80,
      sort: 'score',
    };
    expect(
      chipsOf(filters, { facets, ruleTitle: '权重之和' }).map(({ label, value }) => `${label}：${value}`),
    ).toEqual(['表种：项目绩效目标表', '问题：没有问题', '规则：权重之和', '执行率：50 % 起至 80 %']);
  });
});
