import { describe, expect, it } from 'vitest';
import { generateDocument } from './form-generator.ts';

describe('form generator', () => {
  it('gives the same text for the same seed and another for another', () => {
    expect(generateDocument(3, 7)).toBe(generateDocument(3, 7));
    expect(generateDocument(3, 7)).not.toBe(generateDocument(3, 8));
  });

  it('writes forms whose scores sum to their total', () => {
    for (const form of generateDocument(50).split('财政项目支出绩效自评表').slice(1)) {
      const lines = form.split('\n').map((line) => line.split('\t'));
      const parts = lines
        .filter((cells) => /^\d+\.00$/.test(cells[6] ?? '') && cells[0] !== '总分')
        .map((cells) => Number(cells[6]));
      const execution = Number(lines.find((cells) => cells[1] === '年度资金总额:')?.[7]);
      const total = Number(lines.find((cells) => cells[0] === '总分')?.[6]);
      expect(parts.reduce((sum, part) => sum + part, execution)).toBeCloseTo(total, 6);
    }
  });
});
