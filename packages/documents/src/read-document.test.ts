import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../fuzz/reading-rules.ts';
import { selfEvaluation, target } from '../fuzz/sample-forms.ts';
import { TEXT_SHAPES } from '../fuzz/text-shapes.ts';
import { DEFAULT_LIMITS, readDocument, toExchange, type ReadResult } from './index.ts';

const UTF8 = new TextEncoder();
const TEXT = TEXT_SHAPES['tab rows']!(selfEvaluation().rows);

function read(text: string): ReadResult {
  return readDocument(UTF8.encode(text), '自评表.txt', PRODUCT_RULES);
}

function codes(result: ReadResult): string[] {
  return result.problems.map(({ code }) => code);
}

function utf16(text: string, isBig: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !isBig);
  return bytes;
}

describe('reading a file', () => {
  it('gives every value its place in the text', () => {
    const [form] = read(TEXT).forms;
    const origin = form!.origins['/indicators/1/score'];
    expect(origin).toMatchObject({ kind: 'document' });
    const span = origin!.kind === 'document' ? origin!.place.spans[0]! : undefined;
    expect(TEXT.split('\n')[span!.line - 1]!.slice(span!.column - 1, span!.toColumn - 1)).toBe('18.00');
  });

  it('reads the same records from every encoding', () => {
    const plain = toExchange(read(TEXT));
    const encoded = {
      'utf-8 with mark': UTF8.encode(`\uFEFF${TEXT}`),
      'utf-16le': utf16(`\uFEFF${TEXT}`, false),
      'utf-16be': utf16(`\uFEFF${TEXT}`, true),
      'utf-16le without mark': utf16(TEXT, false),
    };
    for (const bytes of Object.values(encoded))
      expect(toExchange(readDocument(bytes, 'x.txt', PRODUCT_RULES))).toEqual(plain);
  });

  it('reports a label that is missing from the rules as residue', () => {
    const without = (text: string): boolean => text !== '实施单位';
    const rules = {
      ...PRODUCT_RULES,
      templates: [],
      lexicon: {
        ...PRODUCT_RULES.lexicon,
        labels: PRODUCT_RULES.lexicon.labels
          .filter(({ label }) => without(label))
          .map((entry) => ({ ...entry, aliases: (entry.aliases ?? []).filter((alias) => without(alias)) })),
      },
    };
    const result = readDocument(UTF8.encode(TEXT), 'x.txt', rules);
    expect(read(TEXT).counts.residue).toBe(0);
    expect(result.counts.residue).toBeGreaterThan(0);
    expect(result.residue.map(({ text }) => text).join()).toContain('实施单位');
  });

  it('keeps an unknown line as residue with its line and column', () => {
    const [residue] = read(TEXT.replace('总分\t', '此行无人认识\n总分\t')).residue;
    expect(residue).toMatchObject({ text: '此行无人认识', place: { spans: [{ column: 1, toColumn: 7 }] } });
  });

  it('states a money unit that is not printed as default or as inferred', () => {
    const [form] = read(TEXT.replace('（万元）', '')).forms;
    expect(form!.record.amountUnit).toBe('万元');
    expect(form!.origins['/amountUnit']).toMatchObject({ kind: 'default' });
  });

  it('names the province that the text names, and none otherwise', () => {
    expect(read(TEXT).forms[0]!.record.region).toBeNull();
    expect(read(TEXT.replace('临江区城市管理局', '上海市临江区城市管理局')).forms[0]!.record.region).toBe(
      '上海市',
    );
  });

  it('asks for a review where the arithmetic of the form fails', () => {
    expect(read(TEXT).forms[0]!.needsReview).toBe(false);
    const [form] = read(TEXT.replace('\t20.00\t18.00', '\t20.00\t11.00')).forms;
    expect(form!.needsReview).toBe(true);
    expect(form!.checks.filter(({ agrees }) => !agrees).map(({ id }) => id)).toEqual(['scores-sum']);
  });
});

describe('bad input', () => {
  it('is named by its problem', () => {
    expect(codes(read(''))).toEqual(['READ-EMPTY-FILE']);
    expect(codes(read(' \n\t\n'))).toEqual(['READ-EMPTY-FILE']);
    expect(codes(read('春天到了，公园里的花开了。\n大家都来看花。'))).toEqual(['READ-NO-FORM']);
    expect(
      codes(
        readDocument(
          Uint8Array.from({ length: 999 }, (_, at) => at % 7),
          'x.bin',
          PRODUCT_RULES,
        ),
      ),
    ).toEqual(['READ-BINARY']);
    expect(codes(readDocument(UTF8.encode('%PDF-1.7\n…'), 'x.pdf', PRODUCT_RULES))).toEqual([
      'READ-UNSUPPORTED',
    ]);
    expect(codes(readDocument(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'x.docx', PRODUCT_RULES))).toEqual([
      'READ-UNSUPPORTED',
    ]);
    expect(
      codes(readDocument(UTF8.encode(TEXT), 'x.txt', PRODUCT_RULES, { ...DEFAULT_LIMITS, maxBytes: 100 })),
    ).toEqual(['READ-TOO-LARGE']);
  });

  it('that ends before its indicators is kept as far as it goes', () => {
    const result = read(TEXT.slice(0, TEXT.indexOf('一级指标')));
    expect(codes(result)).toContain('READ-TRUNCATED-FORM');
    expect(result.forms[0]!.record.header.projectName).toBe('老旧路灯改造专项');
  });

  it('that ends before its total is kept with a warning', () => {
    const result = read(TEXT.slice(0, TEXT.indexOf('总分')));
    expect(codes(result)).toContain('READ-NO-TOTAL');
    expect(result.forms[0]!.record.indicators).toHaveLength(6);
  });

  it('with one broken row loses only that row', () => {
    const result = read(TEXT.replace(/路灯亮灯率.*/, '此格损坏'));
    expect(result.forms[0]!.record.indicators.map(({ level3 }) => level3)).not.toContain('路灯亮灯率');
    expect(result.forms[0]!.record.indicators).toHaveLength(5);
    expect(codes(result)).toContain('READ-BROKEN-ROW');
    const lost = result.forms[0]!.checks.filter(({ id }) => id === 'row-lost');
    expect(lost).toMatchObject([{ agrees: false, detail: '有一行指标无法完整识别：此格损坏' }]);
  });

  it.each([
    ['路灯亮灯率', '≥95%', '“≥95%”不像指标名称'],
    ['路灯亮灯率', '@@##', '“@@##”不像指标名称'],
  ])('with %s printed as %s keeps the row and asks for a look at its place', (name, printed, detail) => {
    const result = read(TEXT.replace(name, printed));
    const [form] = result.forms;
    expect(form!.record.indicators).toHaveLength(6);
    expect(form!.needsReview).toBe(true);
    const [doubt] = form!.checks.filter(({ id }) => id === 'row-doubtful');
    expect(doubt).toMatchObject({ agrees: false, at: ['/indicators/1/level3'], detail });
    const line = TEXT.slice(0, TEXT.indexOf(name)).split('\n').length;
    expect(result.problems).toMatchObject([{ code: 'READ-BROKEN-ROW', place: { spans: [{ line }] } }]);
  });

  it('with the same form twice says so', () => {
    expect(codes(read(`${TEXT}\n\n${TEXT}`))).toContain('READ-DUPLICATE-FORM');
    expect(codes(read(`${TEXT}\n\n${TEXT.replace('老旧路灯', '新建路灯')}`))).not.toContain(
      'READ-DUPLICATE-FORM',
    );
  });

  it('with invalid bytes counts what was replaced', () => {
    const bytes = UTF8.encode(`\uFEFF${TEXT}`);
    bytes[bytes.length - 3] = 0xff;
    expect(codes(readDocument(bytes, 'x.txt', PRODUCT_RULES))).toContain('READ-ENCODING');
  });

  it('with a line of ten megabytes skips that line and reads the rest', () => {
    const result = read(`${'长'.repeat(3_500_000)}\n${TEXT}`);
    expect(codes(result)).toContain('READ-LINE-TOO-LONG');
    expect(result.forms).toHaveLength(1);
  });

  it('with more cells than memory is given to is refused', () => {
    const result = read(`${'甲\t'.repeat(450_000)}\n`.repeat(4));
    expect(codes(result)).toEqual(['READ-TOO-MANY-CELLS']);
    expect(result.problems[0]!.remedy).toContain('拆分');
    expect(result.encoding).toBe('utf-8');
  });

  it('with more forms than are allowed says that the rest is unread', () => {
    const text = [1, 2, 3].map((at) => TEXT.replace('老旧路灯', `第${at}批路灯`)).join('\n\n');
    const result = readDocument(UTF8.encode(text), 'x.txt', PRODUCT_RULES, {
      ...DEFAULT_LIMITS,
      maxForms: 2,
    });
    expect(result.forms).toHaveLength(2);
    expect(result.problems.find(({ code }) => code === 'READ-TOO-MANY-FORMS')?.severity).toBe('error');
  });

  it('of many forms is read in time that grows with its size only', () => {
    const text = TEXT_SHAPES['tab rows']!(target().rows);
    const time = (copies: number): number => {
      const bytes = UTF8.encode(
        Array.from({ length: copies }, (_, at) => text.replace('科技成果', `第${at}号科技成果`)).join('\n\n'),
      );
      const start = performance.now();
      expect(readDocument(bytes, 'x.txt', PRODUCT_RULES).forms).toHaveLength(copies);
      return performance.now() - start;
    };
    time(100);
    const [small, large] = [time(200), time(2_000)];
    expect(large).toBeLessThan(small * 60);
  });
});

describe('the exchange form', () => {
  it('has its own names for points and budgets', () => {
    const [form] = toExchange(read(TEXT));
    expect(form).toMatchObject({
      kind: 'self_evaluation',
      year: 2023,
      totalWeight: '100.00',
      totalScore: '97.50',
      grade: '优',
    });
    expect(form!.funds[0]).toMatchObject({
      key: 'total',
      side: 'annual',
      initial: '86.40',
      full: '84.20',
      executed: '80.00',
      weight: '10.00',
      rate: '95.01',
      score: '9.50',
    });
    expect(form!.indicators[0]).toMatchObject({
      target: '≥860.00(盏)',
      op: '≥',
      value: '860.00',
      unit: '盏',
      weight: '20.00',
    });
  });
});
