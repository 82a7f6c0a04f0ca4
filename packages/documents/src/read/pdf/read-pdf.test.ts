import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawTable, PdfSketch, type SketchCell } from '../../../fuzz/pdf-sketch.ts';
import { cellsOf, furnitureOf, readSketch, rowsOf, SKETCH_RULES } from '../../../fuzz/read-sketch.ts';
import { placeOf } from '../../model/neutral-document.ts';
import { DEFAULT_PDF_LIMITS } from './read-pages.ts';
import { readPdf, type PdfReading } from './read-pdf.ts';

const HEADS = cellsOf('一级指标', '二级指标', '三级指标', '指标值');
const WIDTHS = [60, 80, 140, 100];

describe('a ruled table', () => {
  it('gives each cell once, merged cells at their first row and column', async () => {
    const sketch = new PdfSketch();
    drawTable(sketch.page(), 60, WIDTHS, [
      [{ text: '项目名称' }, { text: '河道保洁', columns: 3 }],
      HEADS,
      [{ text: '产出指标', rows: 2 }, ...cellsOf('数量指标', '保洁里程', '≥20公里')],
      cellsOf('质量指标', '验收合格率', '≥95%'),
    ]);
    expect(rowsOf(await readSketch(sketch))).toEqual([
      '0:项目名称 1:河道保洁',
      '0:一级指标 1:二级指标 2:三级指标 3:指标值',
      '0:产出指标 1:数量指标 2:保洁里程 3:≥20公里',
      '0: 1:质量指标 2:验收合格率 3:≥95%',
    ]);
  });

  it('may be drawn with thin filled rectangles', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    for (const y of [50, 80, 110]) page.bar(40, y, 200, 0.5);
    for (const x of [40, 140, 240]) page.bar(x, 50, 0.5, 60);
    page.text(45, 70, '甲').text(145, 70, '乙').text(45, 100, '丙').text(145, 100, '丁');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:甲 1:乙', '0:丙 1:丁']);
  });

  it('keeps a value that sticks out of its cell whole', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [60, 60], [cellsOf('', '')]);
    page.text(43, 80, '一二三四五六七').text(118, 80, '八九');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:一二三四五六七 1:八九']);
  });

  it('reads bold type that is painted twice once', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [100, 100], [cellsOf('', '乙')]);
    page.text(42, 80, '产出产出').text(42.3, 80, '产出产出');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:产出产出 1:乙']);
  });

  it('joins a number that a narrow column breaks, and no others', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [34, 100], [cellsOf('', '')], { height: 60 });
    page.text(41, 80, '15.').text(41, 95, '00').text(142, 80, '12').text(142, 95, '34');
    const [row] = rowsOf(await readSketch(sketch));
    expect(row).toBe('0:15.00 1:12\n34');
  });

  it('has no rule where a slip of one would leave no room for a line on either side', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [100, 100], [cellsOf('', '乙'), cellsOf('丙', '丁')], { height: 20 });
    page.line(40, 70, 140, 70).text(42, 76, '甲');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:甲 1:乙', '0:丙 1:丁']);
  });

  it('reads a cell once that is painted on two pages, on each clipped to what belongs there', async () => {
    const sketch = new PdfSketch();
    const paint = (y: number, clip: string): void => {
      const page = sketch.page();
      drawTable(page, 60, [100, 100], [cellsOf('', '乙')]);
      page
        .draw(`q ${clip} re W n`)
        .text(42, y, '第一行')
        .text(42, y + 25, '第二行')
        .draw('Q');
    };
    paint(80, '40 610 100 30');
    paint(50, '40 610 100 30');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:第一行 1:乙', '0:第二行 1:乙']);
  });

  it('keeps what is cut off at the side of a cell', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [100, 100], [cellsOf('', '乙')]);
    page.draw('q 40 600 60 60 re W n').text(42, 80, '一二三四五六七八').draw('Q');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:一二三四五六七八 1:乙']);
  });

  it('is read the same on a page that is turned', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page(500, 700, 90);
    // Seen upright after a quarter turn clockwise: x of the eye runs up the sheet.
    page.draw('0 1 -1 0 500 0 cm');
    page.draw('40 400 m 240 400 l S 40 440 m 240 440 l S 40 400 m 40 440 l S');
    page.draw('140 400 m 140 440 l S 240 400 m 240 440 l S');
    page.draw('BT /F 10 Tf 45 415 Td <7532> Tj ET BT /F 10 Tf 145 415 Td <4e59> Tj ET');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:甲 1:乙']);
  });

  it('is read as drawn, whatever its cells and merges', async () => {
    const table = fc.record({
      widths: fc.array(fc.integer({ min: 24, max: 90 }), { minLength: 2, maxLength: 5 }),
      rows: fc.integer({ min: 2, max: 8 }),
      merges: fc.array(fc.nat(999), { minLength: 8, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ widths, rows, merges }) => {
        const drawn = merges.slice(0, rows).map((merge, row): SketchCell[] => {
          const first = 1 + (merge % widths.length);
          const texts = widths.slice(first).map((_, at) => ({ text: `甲${row}乙${at}` }));
          return [{ text: `丙${row}`, columns: first }, ...texts];
        });
        const sketch = new PdfSketch();
        drawTable(sketch.page(), 60, widths, drawn);
        const units = (await readSketch(sketch)).document?.units ?? [];
        expect(units.map(({ text }) => text.replace(/\s/g, ''))).toEqual(
          drawn.flat().map(({ text }) => text),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('a table over two pages', () => {
  const body = cellsOf('产出指标', '数量指标', '保洁里程', '≥20公里');
  const two = async (first: SketchCell[][], second: SketchCell[][]): Promise<PdfReading> => {
    const sketch = new PdfSketch();
    drawTable(sketch.page(), 60, WIDTHS, first);
    drawTable(sketch.page(), 60, WIDTHS, second);
    return readSketch(sketch);
  };

  it('goes on with its columns; repeated heads are furniture', async () => {
    const reading = await two(
      [HEADS, body],
      [HEADS, cellsOf('效益指标', '社会效益指标', '水面整洁', '整洁')],
    );
    expect(rowsOf(reading)).toHaveLength(3);
    expect(furnitureOf(reading)).toEqual(HEADS.map(({ text }) => text));
  });

  it('joins a row that the page end cuts in two', async () => {
    const rest = cellsOf('', '', '清运及时率达标', '');
    const long = cellsOf('', '质量指标', '全区河道水面漂浮物打捞和', '≥95%');
    expect(
      rowsOf(await two([HEADS, body, long], [rest, cellsOf('', '时效指标', '完成时间', '全年')])),
    ).toEqual([
      '0:一级指标 1:二级指标 2:三级指标 3:指标值',
      '0:产出指标 1:数量指标 2:保洁里程 3:≥20公里',
      '0: 1:质量指标 2:全区河道水面漂浮物打捞和清运及时率达标 3:≥95%',
      '0: 1:时效指标 2:完成时间 3:全年',
    ]);
  });

  it('keeps whole rows apart', async () => {
    const next = cellsOf('', '质量指标', '验收合格率', '≥95%');
    expect(rowsOf(await two([HEADS, body], [next]))).toHaveLength(3);
  });

  it('joins a merged label that the page end cuts in two', async () => {
    const first = [
      HEADS,
      [{ text: '满意度', rows: 2 }, ...cellsOf('满意度指标', '群众满意度', '≥90%')],
      cellsOf('满意度指标', '游客满意度', '≥90%'),
    ];
    const second = [
      [{ text: '指标', rows: 2 }, ...cellsOf('满意度指标', '商户满意度', '≥85%')],
      cellsOf('满意度指标', '学生满意度', '≥85%'),
    ];
    const rows = rowsOf(await two(first, second));
    expect(rows[1]).toBe('0:满意度指标 1:满意度指标 2:群众满意度 3:≥90%');
    expect(rows[3]).toBe('0: 1:满意度指标 2:商户满意度 3:≥85%');
  });
});

describe('text outside ruled tables', () => {
  it('is lines; running heads and page numbers are furniture, titles are not', async () => {
    const sketch = new PdfSketch();
    for (const number of [1, 2, 3]) {
      const page = sketch.page();
      page.text(40, 30, '某市财政局汇编').text(200, 60, '项目支出绩效自评表', 14);
      page.text(40, 90, `第${number}个项目的说明`).text(230, 680, `第${number}页`);
    }
    const reading = await readSketch(sketch);
    expect(rowsOf(reading).filter((row) => row === '0:项目支出绩效自评表')).toHaveLength(3);
    expect(furnitureOf(reading)).toEqual([1, 2, 3].flatMap((at) => ['某市财政局汇编', `第${at}页`]));
  });

  it('that gives labels their values is part of a form and no furniture', async () => {
    const sketch = new PdfSketch();
    sketch.page().text(40, 60, '填报人：王某').text(200, 60, '联系电话：').text(290, 60, '12345678');
    const reading = await readSketch(sketch);
    expect(furnitureOf(reading)).toEqual([]);
    expect(rowsOf(reading)).toEqual(['0:填报人：王某 1:联系电话： 2:12345678']);
  });

  it('becomes a table by white space where it has the heads of one', async () => {
    const sketch = new PdfSketch();
    const rows = [
      HEADS,
      cellsOf('产出指标', '数量指标', '全区河道水面漂浮物打捞里程', '≥20公里'),
      cellsOf('', '质量指标', '验收合格率', '≥95%'),
    ];
    const bottom = drawTable(sketch.page().text(150, 40, '绩效目标表'), 60, WIDTHS, rows, { isRuled: false });
    expect(bottom).toBe(150);
    expect(rowsOf(await readSketch(sketch))).toEqual([
      '0:绩效目标表',
      '0:一级指标 1:二级指标 2:三级指标 3:指标值',
      '0:产出指标 1:数量指标 2:全区河道水面漂浮物打捞里程 3:≥20公里',
      '0: 1:质量指标 2:验收合格率 3:≥95%',
    ]);
  });
});

describe('a table without rules', () => {
  it('gives merged levels to the first of the rows they stand in the middle of', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, WIDTHS, [HEADS], { isRuled: false });
    const names = ['保洁里程', '清运数量', '验收合格率', '完成时间', '水面整洁', '群众满意度'];
    names.forEach((name, row) => page.text(182, 101 + row * 20, name).text(322, 101 + row * 20, '≥95%'));
    page.text(42, 131, '产出指标').text(42, 191, '效益指标');
    page
      .text(102, 111, '数量指标')
      .text(102, 141, '质量指标')
      .text(102, 161, '时效指标')
      .text(102, 191, '生态效益指标');
    expect(rowsOf(await readSketch(sketch)).slice(1)).toEqual([
      '0:产出指标 1:数量指标 2:保洁里程 3:≥95%',
      '0: 1: 2:清运数量 3:≥95%',
      '0: 1:质量指标 2:验收合格率 3:≥95%',
      '0: 1:时效指标 2:完成时间 3:≥95%',
      '0:效益指标 1:生态效益指标 2:水面整洁 3:≥95%',
      '0: 1: 2:群众满意度 3:≥95%',
    ]);
  });

  it('goes on over the page end below a running head, and ends at the page number', async () => {
    const sketch = new PdfSketch();
    const rows = [HEADS, cellsOf('产出指标', '数量指标', '保洁里程', '≥20公里')];
    const more = [cellsOf('效益指标', '社会效益指标', '水面整洁', '整洁')];
    for (const [at, part] of [rows, more].entries()) {
      const page = sketch.page().text(40, 40, '某市绩效汇编');
      const bottom = drawTable(page, 600, WIDTHS, part, { isRuled: false });
      page.text(230, bottom + 15, `第${at + 1}页`);
    }
    const reading = await readSketch(sketch);
    expect(rowsOf(reading)).toEqual([
      '0:一级指标 1:二级指标 2:三级指标 3:指标值',
      '0:产出指标 1:数量指标 2:保洁里程 3:≥20公里',
      '0:效益指标 1:社会效益指标 2:水面整洁 3:整洁',
    ]);
    expect(furnitureOf(reading)).toEqual(['某市绩效汇编', '第1页', '某市绩效汇编', '第2页']);
  });
});

describe('places', () => {
  it('name the page and the box of a value', async () => {
    const sketch = new PdfSketch();
    sketch.page().text(40, 100, '封面');
    drawTable(sketch.page(), 200, [100, 100], [cellsOf('项目名称', '河道保洁')]);
    const { document } = await readSketch(sketch);
    const unit = document?.units.find(({ text }) => text === '河道保洁');
    const [span] = document && unit ? placeOf(document, [unit]).spans : [];
    expect(span?.printed?.page).toBe(2);
    const [left, top, right, bottom] = span?.printed?.box ?? [];
    expect([left, right]).toEqual([142, 182]);
    expect(top).toBeGreaterThan(195);
    expect(bottom).toBeLessThan(225);
  });
});

describe('files that cannot be read', () => {
  const codesOf = ({ problems }: PdfReading): string[] => problems.map(({ code }) => code);

  it('are damaged', async () => {
    const reading = await readPdf(Buffer.from('%PDF-1.7\nnothing more'), '坏.pdf', SKETCH_RULES);
    expect(codesOf(reading)).toEqual(['READ-PDF-DAMAGED']);
    expect(reading.document).toBeNull();
  });

  it('are encrypted', async () => {
    const sketch = new PdfSketch();
    sketch.page().text(40, 40, '密');
    const key = '0'.repeat(64);
    const lock = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`;
    expect(codesOf(await readPdf(sketch.bytes(lock), '密.pdf', SKETCH_RULES))).toEqual([
      'READ-PDF-ENCRYPTED',
    ]);
  });

  it('are scans, in whole or in part, with the pages named', async () => {
    const sketch = new PdfSketch();
    sketch.page().picture();
    const scan = await readSketch(sketch);
    expect([codesOf(scan), scan.document]).toEqual([['READ-PDF-SCANNED'], null]);
    sketch.page().text(40, 100, '这一页有文字，可以读取');
    sketch.page().picture();
    const mixed = await readSketch(sketch);
    expect(mixed.problems.map(({ message }) => message)).toEqual(['第1、3页是扫描图片，没有可读的文字']);
    expect(rowsOf(mixed)).toEqual(['0:这一页有文字，可以读取']);
  });

  it('are empty', async () => {
    const sketch = new PdfSketch();
    sketch.page();
    expect(codesOf(await readSketch(sketch))).toEqual(['READ-EMPTY-FILE']);
  });

  it('are too long or too full: what is within the limits is read', async () => {
    const sketch = new PdfSketch();
    for (const text of ['第一', '第二', '第三'])
      drawTable(sketch.page(), 60, [80, 80], [cellsOf(text, '乙')]);
    const long = await readPdf(sketch.bytes(), '长.pdf', SKETCH_RULES, {
      ...DEFAULT_PDF_LIMITS,
      maxPages: 2,
    });
    expect([codesOf(long), rowsOf(long).length]).toEqual([['READ-PDF-TOO-LONG'], 2]);
    const signs = await readPdf(sketch.bytes(), '长.pdf', SKETCH_RULES, {
      ...DEFAULT_PDF_LIMITS,
      maxGlyphs: 7,
    });
    expect([codesOf(signs), rowsOf(signs).length]).toEqual([['READ-PDF-TOO-COMPLEX'], 2]);
    const strokes = await readPdf(sketch.bytes(), '长.pdf', SKETCH_RULES, {
      ...DEFAULT_PDF_LIMITS,
      maxStrokes: 5,
    });
    expect([codesOf(strokes), strokes.document]).toEqual([['READ-PDF-TOO-COMPLEX'], null]);
  });

  it('never make the reader throw, however they are broken', async () => {
    const sketch = new PdfSketch();
    drawTable(sketch.page(), 60, WIDTHS, [HEADS, cellsOf('产出指标', '数量指标', '保洁里程', '≥20公里')]);
    const bytes = sketch.bytes();
    const hits = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(hits, fc.nat(bytes.length), async (changes, cut) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, byte] of changes) broken[at] = byte;
        const reading = await readPdf(
          cut % 3 === 0 ? broken.subarray(0, cut) : broken,
          '坏.pdf',
          SKETCH_RULES,
        );
        expect(reading.document !== null || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
