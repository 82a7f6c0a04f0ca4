import { describe, expect, it } from 'vitest';

import { drawTable, PdfSketch } from '../../fuzz/pdf-sketch.ts';
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

  it('that is huge is drawn coarser', async () => {
    const huge = new PdfSketch();
    huge.page(14_000, 14_000);
    huge.page(1, 100_000);
    const { width, height } = sizeOf(await draw(huge.bytes(), 1, 4));
    expect(width * height).toBeLessThanOrEqual(6_000_000);
    expect(sizeOf(await draw(huge.bytes(), 2, 4))).toEqual({ width: 1, height: 8000 });
    expect(pixelsOf({ width: 595, height: 842 }, 2)).toEqual({ width: 1190, height: 1684 });
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
