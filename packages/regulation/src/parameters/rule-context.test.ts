import { emptyRecord } from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { ruleContext } from './rule-context.ts';

const form = { ...emptyRecord('self-evaluation'), fiscalYear: 2022 };

describe('ruleContext', () => {
  it('表中写明的地区优先，没有写明的按表样的地区', () => {
    expect(ruleContext(form, { templateRegion: '420000' }).parameters.executionMaxScore).toBe('20');
    expect(
      ruleContext({ ...form, region: '上海市' }, { templateRegion: '420000' }).parameters.executionMaxScore,
    ).toBe('10');
    expect(ruleContext(form, { templateRegion: '000000' }).parameters.executionMaxScore).toBe('10');
    expect(ruleContext(form).parameters.executionMaxScore).toBe('10');
  });

  it('只带上给出的部分', () => {
    expect(Object.keys(ruleContext(form)).sort()).toEqual(['parameters', 'taxonomy']);
    expect(ruleContext(form, { origins: {} }).origins).toEqual({});
  });
});
