import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { brokenToFit, fittingSize, heightOf, lineSize, TEXT_SIZE, withBreaks } from './fit-text.ts';

const CHANCE = '\u200b';

describe('chances to break a line', () => {
  it.each([
    ['≥30000.00(人)', '≥30000.00|(人)'],
    ['A/B', 'A|/B'],
    ['元/天/人', '元/天/人'],
    ['项目资金（万元）', '项目资金（万元）'],
    ['工作;100%完成', '工作;|100%完成'],
  ])('are put into %s where Typst finds none', (text, expected) => {
    expect(withBreaks(text)).toBe(expected.replaceAll('|', CHANCE));
  });

  it('leave every text as it was but for the sign itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('指9A(（/;,. \n%')) }), (text) => {
        expect(brokenToFit(withBreaks(text), 60).replaceAll(CHANCE, '')).toBe(text);
      }),
    );
  });
});

describe('the size of a text', () => {
  it('is a little smaller where that saves a line for one last sign, and never for two or for a long text', () => {
    expect(fittingSize('年度总体目标', 50)).toBe(8.3);
    expect(fittingSize('年度总体目标', 40)).toBe(TEXT_SIZE);
    expect(fittingSize('年度总体目标', 54)).toBe(TEXT_SIZE);
    expect(fittingSize('目'.repeat(41), 90)).toBe(TEXT_SIZE);
  });

  it('is the usual one where the longest number fits', () => {
    expect(fittingSize('完成金额123.45万元', 45)).toBe(TEXT_SIZE);
  });

  it('shrinks with the longest number, so that it stays on one line', () => {
    const size = fittingSize('1234567890.00', 60);
    expect(size).toBeLessThan(TEXT_SIZE);
    expect(brokenToFit('1234567890.00', 60)).toBe('1234567890.00');
  });

  it('never gets illegible: a number longer than that is broken', () => {
    expect(fittingSize('9'.repeat(80), 40)).toBeGreaterThanOrEqual(5.5);
    expect(brokenToFit('9'.repeat(80), 40)).toContain(CHANCE);
  });

  it('of a heading keeps it on one line down to two thirds', () => {
    expect(lineSize('绩效目标表', 493, 16)).toBe(16);
    expect(lineSize('目'.repeat(40), 493, 16)).toBeLessThan(12.5);
    expect(lineSize('目'.repeat(200), 493, 16)).toBeCloseTo(10.67, 1);
  });
});

describe('the height of a text', () => {
  it('grows with lines and paragraphs', () => {
    expect(heightOf('一\n二', 90)).toBe(2 * heightOf('一', 90));
    expect(heightOf('一'.repeat(21), 90)).toBe(3 * heightOf('一', 90));
  });
});
