interface FieldSketch {
  readonly box: string;
  readonly width: number;
  readonly height: number;
  readonly subtype: string;
  readonly hex: string;
}

const hexOf = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** A page as drawn: operators of a content stream, with y from the upper edge. */
export class PageSketch {
  readonly #operators: string[] = [];
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  hasPicture = false;
  readonly fields: FieldSketch[] = [];

  constructor(width: number, height: number, rotation: number) {
    this.width = width;
    this.height = height;
    this.rotation = rotation;
  }

  get content(): string {
    return this.#operators.join('\n');
  }

  draw(operators: string): this {
    this.#operators.push(operators);
    return this;
  }

  /** Text with its baseline at `y`; every sign is one size wide. */
  text(x: number, y: number, text: string, size = 10): this {
    return this.draw(`BT /F ${size} Tf ${x} ${this.height - y} Td <${hexOf(text)}> Tj ET`);
  }

  line(x1: number, y1: number, x2: number, y2: number): this {
    return this.draw(`${x1} ${this.height - y1} m ${x2} ${this.height - y2} l S`);
  }

  /** A filled rectangle. */
  bar(left: number, top: number, width: number, height: number): this {
    return this.draw(`${left} ${this.height - top - height} ${width} ${height} re f`);
  }

  /** A field of a form, filled in: its text is an annotation and no part of the page. */
  field(left: number, top: number, text: string, subtype: 'Widget' | 'FreeText' | 'Text' = 'Widget'): this {
    const [width, height] = [text.length * 10 + 4, 14];
    const box = `${left} ${this.height - top - height} ${left + width} ${this.height - top}`;
    this.fields.push({ box, width, height, subtype, hex: hexOf(text) });
    return this;
  }

  /** A picture over the whole page. */
  picture(): this {
    this.hasPicture = true;
    return this.draw(`q ${this.width} 0 0 ${this.height} 0 0 cm /P Do Q`);
  }
}

/** A small PDF file written by hand: one font whose codes are UTF-16, one grey picture. */
export class PdfSketch {
  readonly #pages: PageSketch[] = [];

  page(width = 500, height = 700, rotation = 0): PageSketch {
    const page = new PageSketch(width, height, rotation);
    this.#pages.push(page);
    return page;
  }

  /** The file; `trailer` is added to its trailer. */
  bytes(trailer = ''): Uint8Array {
    const first = 7;
    const fields = this.#pages.map((page) => page.fields);
    const firstField = first + 2 * this.#pages.length;
    const fieldsBefore = (at: number): number => fields.slice(0, at).flat().length;
    const annotationsOf = (at: number): string =>
      (fields[at] ?? []).map((_, index) => `${firstField + 2 * (fieldsBefore(at) + index)} 0 R`).join(' ');
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count ${this.#pages.length} /Kids [${this.#pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ')}] >>`,
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>',
      '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream',
      ...this.#pages.flatMap(({ content, width, height, rotation, hasPicture }, at) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotation} /Contents ${first + 2 * at + 1} 0 R /Resources << /Font << /F 3 0 R >>${hasPicture ? ' /XObject << /P 6 0 R >>' : ''} >> /Annots [${annotationsOf(at)}] >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]),
      ...fields.flat().flatMap(({ box, width, height, subtype, hex }, at) => {
        const look = `BT /F 10 Tf 2 3 Td <${hex}> Tj ET`;
        return [
          `<< /Type /Annot /Subtype /${subtype} /FT /Tx /T (f${at}) /F 4 /Rect [${box}] /AP << /N ${firstField + 2 * at + 1} 0 R >> >>`,
          `<< /Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources << /Font << /F 3 0 R >> >> /Length ${look.length} >>\nstream\n${look}\nendstream`,
        ];
      }),
    ];
    let file = '%PDF-1.7\n';
    const offsets = objects.map((object, at) => {
      const offset = file.length;
      file += `${at + 1} 0 obj\n${object}\nendobj\n`;
      return offset;
    });
    const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
    const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
    return Buffer.from(file + head + end, 'latin1');
  }
}

/** A cell to draw: text and how many columns and rows it covers. */
export interface SketchCell {
  readonly text: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** Lines of signs that fit a width. */
function wrap(text: string, width: number, size: number): string[] {
  const signs = Math.max(1, Math.floor((width - 4) / size));
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${signs}}`, 'gu')) ?? []);
}

/** Draws a table with its rules; covered places take no cell. Returns the lower edge. */
export function drawTable(
  page: PageSketch,
  top: number,
  widths: readonly number[],
  rows: readonly (readonly SketchCell[])[],
  { isRuled = true, height = 30, size = 10, left = 40 } = {},
): number {
  const xs = widths.reduce((all, width) => [...all, (all.at(-1) ?? 0) + width], [left]);
  const taken = new Set<string>();
  rows.forEach((cells, row) => {
    let column = 0;
    for (const { text, columns = 1, rows: span = 1 } of cells) {
      while (taken.has(`${row} ${column}`)) column++;
      for (let down = 0; down < span; down++)
        for (let across = 0; across < columns; across++) taken.add(`${row + down} ${column + across}`);
      const [x, right] = [xs[column] ?? 0, xs[column + columns] ?? 0];
      const [y, bottom] = [top + row * height, top + (row + span) * height];
      if (isRuled)
        page
          .line(x, y, right, y)
          .line(x, bottom, right, bottom)
          .line(x, y, x, bottom)
          .line(right, y, right, bottom);
      wrap(text, right - x, size).forEach((line, at) =>
        page.text(x + 2, y + (at + 1) * size + 1, line, size),
      );
      column += columns;
    }
  });
  return top + rows.length * height;
}
