import { inflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { drawTable, PdfSketch } from '../../fuzz/pdf-sketch.ts';
import { DEFAULT_PDF_LIMITS, readPages } from '../read/pdf/read-pages.ts';
import { drawPdfPage, pdfPageSizes, pixelsOf } from './pdf-pages.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
}

/** Size as the PNG's head says it. */
function sizeOf(png: Uint8Array): Picture {
  expect(Buffer.from(png.subarray(1, 4)).toString('latin1')).toBe('PNG');
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Brightness of pixels; the filters are those of the PNG standard. */
function pixelsOfPng(png: Uint8Array): (x: number, y: number) => number {
  const { width, height } = sizeOf(png);
  const parts: Uint8Array[] = [];
  const view = new DataView(png.buffer, png.byteOffset);
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const name = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1');
    if (name === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const pixels = new Uint8Array(stride * height);
  const old = (at: number, isThere: boolean): number => (isThere ? (pixels[at] ?? 0) : 0);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const [a, b, c] = [old(at - 4, x >= 4), old(at - stride, y > 0), old(at - stride - 4, y > 0 && x >= 4)];
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, one) => (Math.abs(p - one) < Math.abs(p - best) ? one : best));
      const guess = [0, a, b, (a + b) >> 1, nearest][filter ?? 0] ?? 0;
      pixels[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return (x, y) => pixels[(Math.round(y) * width + Math.round(x)) * 4] ?? 255;
}

async function draw(bytes: Uint8Array, page = 1, scale = 2): Promise<Uint8Array> {
  const image = await drawPdfPage(bytes, page, scale);
  if (image.kind !== 'image') throw new Error(image.kind);
  return image.png;
}

function twoPages(): Uint8Array {
  const sketch = new PdfSketch();
  drawTable(sketch.page(), 60, [100, 100], [[{ text: '项目名称' }, { text: '河道保洁' }]]);
  sketch.page(300, 400, 90);
  return sketch.bytes();
}

describe('a page of a PDF file', () => {
  it('is drawn as it is seen, at the wanted scale', async () => {
    expect(sizeOf(await draw(twoPages(), 1, 2))).toEqual({ width: 1000, height: 1400 });
    expect(sizeOf(await draw(twoPages(), 2, 1))).toEqual({ width: 400, height: 300 });
    expect(await pdfPageSizes(twoPages())).toEqual({
      pages: [
        { width: 500, height: 700 },
        { width: 400, height: 300 },
      ],
    });
  });

  it('holds what is drawn on it: the strokes of a table make it larger than a blank one', async () => {
    const blank = new PdfSketch();
    blank.page();
    expect((await draw(twoPages())).length).toBeGreaterThan((await draw(blank.bytes())).length);
  });

  it('shows Chinese text whose font the file names and does not bring along', async () => {
    const sketch = new PdfSketch();
    sketch.page().text(100, 200, '绩效', 40);
    const brightness = pixelsOfPng(await draw(sketch.bytes(), 1, 1));
    let dark = 0;
    for (let y = 160; y < 210; y++) for (let x = 100; x < 180; x++) if (brightness(x, y) < 100) dark++;
    expect(dark).toBeGreaterThan(200);
  });

  it.each([0, 90, 180, 270])(
    'turned by %i degrees shows things where the reader says they are',
    async (turn) => {
      const sketch = new PdfSketch();
      sketch.page(500, 700, turn).bar(100, 200, 150, 2).bar(60, 80, 2, 300);
      const shifted = Buffer.from(sketch.bytes())
        .toString('latin1')
        .replace('/MediaBox [0 0 500 700]', '/MediaBox [9 20 509 720]');
      const bytes = Buffer.from(shifted, 'latin1');
      const [page] = (await readPages(bytes, DEFAULT_PDF_LIMITS)).pages;
      const brightness = pixelsOfPng(await draw(bytes, 1, 2));
      const strokes = [
        ...(page?.horizontal ?? []).map(({ at, from, to }) => [(from + to) / 2, at, 0, 12] as const),
        ...(page?.vertical ?? []).map(({ at, from, to }) => [at, (from + to) / 2, 12, 0] as const),
      ];
      expect(strokes).toHaveLength(2);
      for (const [x, y, aside, below] of strokes) {
        expect(brightness(x * 2, y * 2)).toBeLessThan(60);
        expect(brightness((x + aside) * 2, (y + below) * 2)).toBeGreaterThan(200);
      }
    },
  );

  it('that is huge is drawn coarser', async () => {
    const huge = new PdfSketch();
    huge.page(14_000, 14_000);
    huge.page(1, 100_000);
    const { width, height } = sizeOf(await draw(huge.bytes(), 1, 4));
    expect(width * height).toBeLessThanOrEqual(6_000_000);
    expect(sizeOf(await draw(huge.bytes(), 2, 4))).toEqual({ width: 1, height: 8000 });
    expect(pixelsOf({ width: 595, height: 842 }, 2)).toEqual({ width: 1190, height: 1684 });
  });

  it('that is damaged keeps its place among the others', async () => {
    const bytes = Buffer.from(
      Buffer.from(twoPages()).toString('latin1').replace('/Type /Page ', '/Type /Paxx '),
      'latin1',
    );
    const sizes = await pdfPageSizes(bytes);
    expect('pages' in sizes && sizes.pages.every(({ width, height }) => width > 0 && height > 0)).toBe(true);
    expect((await drawPdfPage(bytes, 2, 1)).kind).toBe('image');
  });

  it('that is not there is told with the number of pages', async () => {
    expect(await drawPdfPage(twoPages(), 3, 2)).toEqual({ kind: 'no-such-page', pages: 2 });
  });
});

describe('a PDF file that cannot be opened', () => {
  it.each([
    ['cut off', twoPages().subarray(0, 300)],
    ['without content', Buffer.from('%PDF-1.7\n%%EOF')],
  ])('%s is told as damaged', async (_, bytes) => {
    expect(await drawPdfPage(bytes, 1, 2)).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'READ-PDF-DAMAGED' },
    });
    expect(await pdfPageSizes(bytes)).toMatchObject({ problem: { code: 'READ-PDF-DAMAGED' } });
  });
});
