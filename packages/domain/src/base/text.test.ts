import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigrams, foldText, isBlankUnit, queryBigrams, tidyText } from './text.ts';

describe('foldText', () => {
  test.each([
    ['满意 度\n指标（％）', '满意度指标(%)'],
    ['可 持 续\u3000影\u200b响\ufeff指 标', '可持续影响指标'],
    ['>=29000家', '≥29000家'],
    ['=>3', '≥3'],
    ['＞＝3', '≥3'],
    ['> =3', '≥3'],
    ['<=30分钟', '≤30分钟'],
    ['=<30', '≤30'],
    ['≧5', '≥5'],
    ['⩽5', '≤5'],
    ['═100％', '=100%'],
    ['==100', '=100'],
    ['$\\geq 80\\%$', '≥80%'],
    ['$\\leqslant 3$', '≤3'],
    ['$3\\times 4$', '3×4'],
    ['&ge;5', '≥5'],
    ['&#8804;5&nbsp;天', '≤5天'],
    ['&gt;=5 &lt; 6', '≥5<6'],
    ['<p>≥5</p>', '≥5'],
    ['<P class="a b">全年<br/>完成</P>', '全年完成'],
    ['“优”—‘良’～差', '"优"-\'良\'~差'],
    ['①㎡', '1m2'],
    ['<5.00(个)', '<5.00(个)'],
    ['a<p5', 'a<p5'],
  ])('folds %j to %j', (text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  test('leaves text that is folded already as it is', () => {
    expect(foldText('≥2.00(次/周)')).toBe('≥2.00(次/周)');
  });

  test('folding twice changes nothing more, whatever the characters', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('≥>=≦ 满意（５％）\u200b\u0301e´㎡①ﾊﾟ“—～a.,')),
      maxLength: 30,
    });
    fc.assert(fc.property(text, (value) => foldText(foldText(value)) === foldText(value)));
  });

  test('keeps what cannot be decoded', () => {
    expect(foldText('a\ud800b')).toBe('a\ud800b');
  });

  test('is linear on a cell of a megabyte', () => {
    for (const piece of ['<p ', '&g', '\\ge', '> ', 'é ', '≥=']) {
      const started = performance.now();
      foldText(piece.repeat(1_000_000 / piece.length));
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

describe('tidyText', () => {
  test('takes time that grows with the text only', () => {
    const words = 500_000;
    expect(tidyText('甲 '.repeat(words))).toBe('甲'.repeat(words));
  });

  test.each([
    ['≤ 600.00 (元/学时)', '≤600.00(元/学时)'],
    ['15000.00\n(册)', '15000.00(册)'],
    ['2024 年 12 月 底', '2024年12月底'],
    ['  开展“百日 行动” ，整治 ', '开展“百日行动”，整治'],
    ['Hello, big  world', 'Hello, big world'],
    ['IPv6 升级', 'IPv6升级'],
    ['3 5', '3 5'],
    ['H5 应用 v2', 'H5应用v2'],
    ['co\u00adop \u200bin', 'coop in'],
    ['无空白', '无空白'],
    [' \n ', ''],
  ])('%j is copied as %j', (text, expected) => {
    expect(tidyText(text)).toBe(expected);
  });

  test('loses and adds nothing but blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const bare = (value: string): string =>
          value
            .split('')
            .filter((unit) => !isBlankUnit(unit.charCodeAt(0)))
            .join('');
        expect(bare(tidyText(text))).toBe(bare(text));
        expect(tidyText(tidyText(text))).toBe(tidyText(text));
      }),
    );
  });
});

describe('bigrams', () => {
  test('are the characters and pairs without blanks, each once', () => {
    expect(bigrams('绩效 绩效')).toEqual(['绩', '效', '绩效', '效绩']);
    expect(bigrams('')).toEqual([]);
  });

  test.each([
    ['效', true],
    ['H5', true],
    ['ｈ５ 应用', true],
    ['绩效目标', false],
  ])('a text about 绩效 and H5 应用 is found by %s: %s', (query, isFound) => {
    const stored = new Set(bigrams('绩效 H5应用'));
    expect(queryBigrams(query).every((gram) => stored.has(gram))).toBe(isFound);
  });

  test('every part of a text finds it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('财政绩效 目标A1')), minLength: 1 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y);
          const stored = new Set(bigrams(text));
          expect(queryBigrams(text.slice(from, (to ?? 0) + 1)).filter((gram) => !stored.has(gram))).toEqual(
            [],
          );
        },
      ),
    );
  });
});
