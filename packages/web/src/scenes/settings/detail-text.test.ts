import { describe, expect, it } from 'vitest';
import { detailText } from './detail-text.ts';

const ID = '01a1fd05-31ce-793c-ac16-25861aff136d';

describe('what an entry of the log says', () => {
  it('is in the words of the officials, without ids and names of the program', () => {
    const detail = { fromState: 'draft', toState: 'unit-review', formId: ID, revision: 2, ruleId: 'x' };
    expect(detailText(detail)).toBe('原状态：填报中，新状态：单位审核，版本：2');
    expect(detailText({ before: [ID], after: [ID, ID] })).toBe('改前：1 项，改后：2 项');
    expect(detailText({ place: '/indicators/早孕建册率/target' })).toBe('位置：早孕建册率');
    expect(detailText({ name: ID })).toBe('');
    expect(detailText({})).toBe('');
  });

  it('is cut when it is long', () => {
    expect(detailText({ text: '长'.repeat(900) }).length).toBeLessThan(410);
  });
});
