import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { chooseTemplate } from './choose-template.ts';
import { LabelIndex } from './label-index.ts';

const index = new LabelIndex(PRODUCT_RULES);

describe('chooseTemplate', () => {
  it.each(['hubei-self-evaluation-20-80', 'hainan-self-evaluation-2023', 'national-self-evaluation-2020'])(
    'knows the layout %s by its labels alone, also when they are printed with colons and remarks',
    (id) => {
      const own = [...(index.templateLabels.get(id) ?? [])];
      for (const tail of ['', ':', '(%)']) {
        const printed = new Set(own.map((label) => `${label}${tail}`));
        const chosen = chooseTemplate(PRODUCT_RULES.templates, index, printed, 'self-evaluation', null);
        expect(chosen?.template.id, tail).toBe(id);
        expect(chosen?.result.reason).toMatch(/^按版式识别，表内\d+个标签中有\d+个与/);
      }
    },
  );

  it('chooses none where most labels are strange', () => {
    const strange = new Set(['项目名称', '甲', '乙', '丙', '丁']);
    expect(chooseTemplate(PRODUCT_RULES.templates, index, strange, 'self-evaluation', null)).toBeNull();
  });
});
