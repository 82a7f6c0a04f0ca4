import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  layOutPaper,
  type FormRecord,
  type FormTemplate,
  type PaperCell,
  type PaperLayout,
} from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { fillPaper, paperText, realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../../fuzz/reading-rules.ts';
import { documentText, readDocument, readFile } from '../../index.ts';
import { writePdf } from './write-pdf.ts';

const DATE = '2026-01-02';
const MOST_BYTES = 150 * 1024;
const folder = realDocuments('writing the real forms as PDF');

async function readBack(pdf: Uint8Array, templates = PRODUCT_RULES.templates): Promise<FormRecord[]> {
  const { forms } = await readFile(pdf, '表.pdf', { ...PRODUCT_RULES, templates });
  return forms.map(({ record }) => record);
}

/** Characters of a PDF as our reader finds them, without blanks. */
async function textOf(pdf: Uint8Array): Promise<string> {
  return (await documentText(pdf, '表.pdf', PRODUCT_RULES)).replace(/\s/g, '');
}

function cell(column: number, text: string, rest: Partial<PaperCell> = {}): PaperCell {
  const place = { key: `${String(column)}-${text}`, column, columns: 1, rows: 1 };
  return { ...place, role: 'value', text, align: 'left', paths: [], ...rest };
}

function paper(rows: readonly (readonly PaperCell[])[], rest: Partial<PaperLayout> = {}): PaperLayout {
  return {
    title: '项目支出绩效目标表',
    yearLine: '（2026年度）',
    grid: [2, 3, 3],
    linesAbove: [],
    rows: rows.map((cells, at) => ({ key: String(at), cells })),
    linesBelow: [],
    leftOver: [],
    isLandscape: false,
    ...rest,
  };
}

/** A paper whose indicator table runs over several pages under one label. */
function longPaper(indicators: number): PaperLayout {
  const heads = ['一级指标', '三级指标', '指标值'].map((text, at) => cell(at, text, { role: 'label' }));
  const body = Array.from({ length: indicators }, (_, at) => [
    ...(at === 0 ? [cell(0, '产出指标', { rows: indicators })] : []),
    cell(1, `设备采购数量之${String(at)}`),
    cell(2, `≥${String(at)}台`),
  ]);
  const { rows, ...rest } = paper([
    [cell(0, '项目名称'), cell(1, '图书采购', { columns: 2 })],
    heads,
    ...body,
  ]);
  return { ...rest, rows: rows.map((row, at) => (at === 1 ? { ...row, isHead: true } : row)) };
}

function filledRecord(template: FormTemplate): FormRecord {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy)!;
  const text = paperText(template, fillPaper(template, taxonomy), 2026);
  const rules = { ...PRODUCT_RULES, templates: [template] };
  return readDocument(new TextEncoder().encode(text), '表.txt', rules).forms[0]!.record;
}

describe.each(TEMPLATES.map((template) => [template.id, template] as const))(
  'a filled form of %s',
  (_id, template) => {
    it('holds every text of its paper and stays small', async () => {
      const layout = layOutPaper(template, filledRecord(template));
      const pdf = await writePdf([layout], { date: DATE });
      expect(pdf.length).toBeLessThanOrEqual(MOST_BYTES);
      const text = await textOf(pdf);
      const cells = [...layout.linesAbove, ...layout.rows, ...layout.linesBelow].flatMap((row) => row.cells);
      const missing = cells.filter((printed) => !text.includes(printed.text.replace(/\s/g, '')));
      expect(missing.map((printed) => printed.text)).toEqual([]);
    });

    it('reads back as the same record', async () => {
      const record = filledRecord(template);
      const pdf = await writePdf([layOutPaper(template, record)], { date: DATE });
      expect(await readBack(pdf, [template])).toEqual([record]);
    });
  },
);

function realForms(file: string): readonly { record: FormRecord; template: FormTemplate }[] {
  const path = join(folder ?? '', 'seeds', file);
  return readDocument(readFileSync(path), file, PRODUCT_RULES).forms.map(({ record, template }) => ({
    record,
    template: TEMPLATES.find(({ id }) => id === template?.id)!,
  }));
}

/** The content of a record: fund labels are printed as the form has them, so their signs are not compared. */
function content({ funds, ...rest }: FormRecord): unknown {
  return { ...rest, funds: funds.map((row) => ({ ...row, label: row.label.normalize('NFKC') })) };
}

describe.skipIf(!folder)('the published forms', () => {
  const files = folder ? readdirSync(join(folder, 'seeds')).filter((name) => name.endsWith('.txt')) : [];
  it.each(files)(
    'of %s read back with the same content, each in at most 150 KB',
    async (file) => {
      for (const { record, template } of realForms(file)) {
        const pdf = await writePdf([layOutPaper(template, record)], { date: DATE });
        expect(pdf.length).toBeLessThanOrEqual(MOST_BYTES);
        const back = await readBack(pdf);
        expect(back.map(content)).toEqual([content(record)]);
      }
    },
    180_000,
  );
});

describe('a table over several pages', () => {
  it('repeats the label merged over the rows with （续）', async () => {
    const text = await textOf(await writePdf([longPaper(120)], { date: DATE }));
    const count = (piece: string): number => text.split(piece).length - 1;
    const pages = count('页共3页');
    expect(pages).toBe(3);
    expect(count('产出指标（续）')).toBe(pages - 1);
  });

  it('is one table for the reader, every indicator under its level', async () => {
    const [record] = await readBack(await writePdf([longPaper(120)], { date: DATE }));
    expect(record!.indicators.map(({ level1, level3 }) => `${level1 ?? ''}/${level3 ?? ''}`)).toEqual(
      Array.from({ length: 120 }, (_, at) => `产出指标/设备采购数量之${String(at)}`),
    );
  });

  it('loses nothing of a text longer than a page', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `第${String(at)}项工作按期完成。`).join('');
    const text = await textOf(
      await writePdf([paper([[cell(0, '年度目标'), cell(1, long, { columns: 2 })]])], { date: DATE }),
    );
    for (const at of [0, 450, 899]) expect(text).toContain(`第${String(at)}项工作按期完成。`);
  });
});

describe('the file', () => {
  it('prints hostile text as it stands', async () => {
    const hostile = [
      '#panic("x")',
      '$x^2$ *b* _i_ `c`',
      '#read("/etc/passwd")',
      '\\ ] } </row> <pages>',
      '#import "@preview/a:1.0.0"',
    ];
    const rows = hostile.map((text) => [cell(0, '说明'), cell(1, text, { columns: 2 })]);
    const text = await textOf(await writePdf([paper(rows, { title: '= #emph[标题]' })], { date: DATE }));
    for (const piece of [...hostile, '= #emph[标题]']) expect(text).toContain(piece.replace(/\s/g, ''));
  });

  it('is the same, byte for byte, for the same input', async () => {
    const layout = longPaper(5);
    const first = await writePdf([layout], { date: DATE });
    expect(Buffer.from(await writePdf([layout], { date: DATE })).equals(first)).toBe(true);
    expect(Buffer.from(await writePdf([layout], { date: '2026-01-03' })).equals(first)).toBe(false);
  });

  it('carries its fonts, subset', async () => {
    const pdf = Buffer.from(await writePdf([longPaper(3)], { date: DATE })).toString('latin1');
    expect(pdf).toMatch(/\/FontFile[23]/);
    expect(pdf).toMatch(/\/BaseFont ?\/[A-Z]{6}\+NotoSerifSC-Regular/);
  });

  it('shows check marks and rare characters', async () => {
    const text = await textOf(
      await writePdf([paper([[cell(0, '☑是☐否'), cell(1, '㎡①²℃'), cell(2, '喆堃')]])], { date: DATE }),
    );
    for (const piece of ['☑是☐否', '㎡', '①', '喆堃']) expect(text).toContain(piece);
  });

  it('holds many forms, each on pages of its own, after a table of contents', async () => {
    const template = TEMPLATES.find(({ id }) => id === 'shanghai-self-evaluation-2023')!;
    const record = filledRecord(template);
    const names = ['图书采购专项', '河道清淤专项', '路灯养护专项'];
    const records = names.map((projectName) => ({ ...record, header: { ...record.header, projectName } }));
    const pdf = await writePdf(
      records.map((each) => layOutPaper(template, each)),
      { date: DATE },
    );
    expect(await readBack(pdf, [template])).toEqual(records);
    expect(await textOf(pdf)).toContain('目录');
  });
});
