import { describe, expect, it } from 'vitest';

import { drawTable, PdfSketch, type PageSketch } from '../../../fuzz/pdf-sketch.ts';
import { cellsOf, furnitureOf, readSketch, rowsOf } from '../../../fuzz/read-sketch.ts';

/** Cells painted one after the other, each with its lines below each other; `/` parts lines. */
function paint(
  page: PageSketch,
  y: number,
  ...placed: readonly (readonly [x: number, text: string])[]
): void {
  for (const [x, text] of placed) text.split('/').forEach((line, at) => page.text(x, y + at * 12, line));
}

describe('a table without rules that was painted cell by cell', () => {
  const HEADS = [
    [40, '一级指标'],
    [100, '二级指标'],
    [170, '三级指标'],
    [320, '指标值'],
  ] as const;

  it('has its rows also where they are as close as lines of a cell', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    paint(page, 60, [40, '项目名称'], [120, '河道保洁'], [260, '主管部门'], [330, '水务局']);
    paint(page, 84, ...HEADS);
    paint(page, 96, [40, '产出指标'], [100, '数量指标'], [170, '保洁里程/（主河道）'], [320, '≥20公里']);
    paint(page, 120, [100, '质量指标'], [170, '验收合格率'], [320, '≥95%']);
    paint(page, 132, [170, '返工率'], [320, '≤1%']);
    expect(rowsOf(await readSketch(sketch))).toEqual([
      '0:项目名称 1:河道保洁 2:主管部门 3:水务局',
      '0:一级指标 1:二级指标 2:三级指标 3:指标值',
      '0:产出指标 1:数量指标 2:保洁里程\n（主河道） 3:≥20公里',
      '0: 1:质量指标 2:验收合格率 3:≥95%',
      '0: 1: 2:返工率 3:≤1%',
    ]);
  });

  it('has the columns that all its pages show', async () => {
    const sketch = new PdfSketch();
    const first = sketch.page();
    paint(first, 600, ...HEADS);
    paint(first, 630, [40, '产出指标'], [100, '数量指标'], [170, '里程'], [320, '≥20公里']);
    paint(sketch.page(), 60, [100, '质量指标'], [170, '一条名称很长的三级指标'], [320, '≥95%']);
    expect(rowsOf(await readSketch(sketch)).slice(1)).toEqual([
      '0:产出指标 1:数量指标 2:里程 3:≥20公里',
      '0: 1:质量指标 2:一条名称很长的三级指标 3:≥95%',
    ]);
  });
});

describe('what stands on a page beside its text', () => {
  it('is furniture when it is a watermark, also where nothing is printed over it', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    page.text(60, 130, '内部资料', 60);
    drawTable(
      page,
      60,
      [100, 200],
      [cellsOf('项目名称', '河道保洁'), cellsOf('主管部门', '市水务局市水务局'), cellsOf('甲', '乙')],
    );
    sketch.page().text(60, 130, '内部资料', 60).text(40, 600, '说明');
    const reading = await readSketch(sketch);
    expect(rowsOf(reading)).toEqual([
      '0:项目名称 1:河道保洁',
      '0:主管部门 1:市水务局市水务局',
      '0:甲 1:乙',
      '0:说明',
    ]);
    expect(furnitureOf(reading)).toEqual(['内部资料', '内部资料']);
  });

  it('is furniture when it is set askew', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [100, 100], [cellsOf('甲', '乙')]);
    page.draw('q 0.7 0.7 -0.7 0.7 200 300 cm BT /F 30 Tf 0 0 Td <8349> Tj ET Q');
    const reading = await readSketch(sketch);
    expect(rowsOf(reading)).toEqual(['0:甲 1:乙']);
    expect(furnitureOf(reading)).toEqual(['草']);
  });
});

describe('what was filled in on a page', () => {
  it('is read where it stands: fields of a form and typed text, no notes', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [80, 200], [cellsOf('项目名称', ''), cellsOf('主管部门', '')]);
    page.field(130, 64, '河道保洁').field(130, 94, '水务局', 'FreeText').field(300, 64, '请核对', 'Text');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:项目名称 1:河道保洁', '0:主管部门 1:水务局']);
  });
});

describe('the words of a cell', () => {
  it('may run down in columns from right to left', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [40, 100], [cellsOf('', '乙')], { height: 60 });
    page.text(60, 80, '产').text(60, 92, '出').text(46, 80, '指').text(46, 92, '标');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:产出指标 1:乙']);
  });

  it('may be turned by a quarter', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 60, [40, 100], [cellsOf('', '乙')], { height: 60 });
    page.draw('q 0 1 -1 0 65 590 cm BT /F 10 Tf 0 0 Td <4ea751fa> Tj ET Q');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:产出 1:乙']);
  });

  it('may stick out below the table at a page end', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 600, [60, 100], [cellsOf('', '')], { height: 20 });
    page.text(44, 612, '成本').text(44, 627, '指标').text(110, 612, '乙');
    expect(rowsOf(await readSketch(sketch))).toEqual(['0:成本指标 1:乙']);
  });

  it('may be cut by a page end that leaves their row without a rule', async () => {
    const sketch = new PdfSketch();
    const page = sketch.page();
    drawTable(page, 640, [60, 100], [cellsOf('满意度指', '乙')], { height: 20 });
    const next = sketch.page();
    for (const x of [40, 100, 200]) next.line(x, 40, x, 60);
    next.line(40, 60, 200, 60).text(44, 54, '标');
    expect(rowsOf(await readSketch(sketch))[0]).toBe('0:满意度指标 1:乙');
  });
});
