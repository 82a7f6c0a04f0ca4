import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiProblem, FormDetail, OriginalOutline, OriginalWindow } from '@jiheng/api';
import { PdfUnavailable, readFile, writePaper, type PaperFormat } from '@jiheng/documents';
import { layOutPaper, type OriginMap } from '@jiheng/domain';
import { chooseTemplate, READING_RULES } from '@jiheng/regulation';
import { createTenant, saveDocument } from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from './testing/harness.ts';
import type { SignedIn } from './testing/people.ts';

let server: Harness;

beforeAll(async () => {
  server = await startHarness();
});
afterAll(async () => {
  await server.close();
});

/** A form that we wrote as a file of this format; undefined where PDF cannot be written. */
async function paper(format: PaperFormat, index: number): Promise<Uint8Array | undefined> {
  const { forms } = await readFile(
    Buffer.from(generateForm(index, seededNumbers(index))),
    '一.txt',
    READING_RULES,
  );
  const { record, template } = forms[0]!;
  const chosen = chooseTemplate({
    templateId: template?.id ?? null,
    regionName: record.region,
    fiscalYear: record.fiscalYear,
    kind: record.kind,
  });
  try {
    return await writePaper([layOutPaper(chosen.template, record)], format);
  } catch (error) {
    if (error instanceof PdfUnavailable) return undefined;
    throw error;
  }
}

interface Imported {
  readonly id: string;
  readonly origins: OriginMap;
}

/** Imports a file; `origins` of its first form, none of a file that could not be read. */
async function imported(name: string, content: Uint8Array | string): Promise<Imported> {
  const { files } = await server.importFiles({ name, content });
  const { documentId, forms } = files[0]!;
  if (documentId === null) throw new Error('no document');
  if (forms.length === 0) return { id: documentId, origins: {} };
  const form = FormDetail.parse((await server.request('GET', `/api/forms/${forms[0]!.formId}`)).json());
  return { id: documentId, origins: form.origins as OriginMap };
}

const get = (url: string): ReturnType<Harness['request']> => server.request('GET', url);

async function problem(url: string): Promise<Pick<ApiProblem, 'status' | 'code' | 'detail'>> {
  const answer = await get(url);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const { status, code, detail } = ApiProblem.parse(answer.json());
  expect(answer.statusCode).toBe(status);
  return { status, code, detail };
}

/** A PDF of blank pages of these sizes. */
function blankPdf(...sizes: readonly (readonly [width: number, height: number])[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${sizes.length} /Kids [${sizes.map((_, at) => `${at + 3} 0 R`).join(' ')}] >>`,
    ...sizes.map(([width, height]) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] >>`),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
}

const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('an original with cells', () => {
  it.each([
    ['xlsx', 21],
    ['docx', 31],
  ] as const)('as %s shows every value in the cell its place names', async (format, index) => {
    const bytes = await paper(format, index);
    const { id, origins } = await imported(`表.${format}`, bytes!);
    const outline = OriginalOutline.parse((await get(`/api/documents/${id}`)).json());
    expect(outline).toMatchObject({
      file: `表.${format}`,
      bytes: bytes!.length,
      kind: 'tables',
      problem: null,
    });
    const { parts } = OriginalWindow.parse((await get(`/api/documents/${id}/window?from=1&to=200`)).json());
    const lines = parts.flatMap((part) =>
      part.kind === 'table'
        ? part.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines))
        : part.lines,
    );
    const spans = Object.values(origins).flatMap((origin) =>
      origin.kind === 'document' ? origin.place.spans : [],
    );
    expect(spans.length).toBeGreaterThan(30);
    for (const { line, column, toColumn } of spans) {
      const held = lines.filter((own) => own.line === line && own.column <= column);
      expect(
        held.some((own) => own.column + own.text.length >= toColumn),
        `line ${line}, column ${column}`,
      ).toBe(true);
    }
    const tables = parts.flatMap((part) => (part.kind === 'table' ? [part.sheet] : []));
    expect(tables.every((sheet) => (sheet === null) === (format === 'docx'))).toBe(true);
  });

  it('gives at most so many lines at once, and nothing beyond the end', async () => {
    const { id } = await imported(
      '长.html',
      `<table>${'<tr><td>行</td><td>列</td></tr>'.repeat(900)}</table>`,
    );
    const all = OriginalWindow.parse((await get(`/api/documents/${id}/window?from=1&to=900`)).json());
    expect(all.lines).toBeGreaterThan(900);
    expect(all.parts.flatMap((part) => (part.kind === 'table' ? part.rows : []))).toHaveLength(200);
    const beyond = await get(`/api/documents/${id}/window?from=5000&to=5100`);
    expect(OriginalWindow.parse(beyond.json()).parts).toEqual([]);
    expect(await problem(`/api/documents/${id}/window?from=0&to=3`)).toMatchObject({ status: 400 });
  });

  it('that is a text is shown by its lines, and has neither pages nor cells', async () => {
    const { id } = await imported('一张.txt', generateForm(22, seededNumbers(22)));
    expect(OriginalOutline.parse((await get(`/api/documents/${id}`)).json()).kind).toBe('text');
    expect(await problem(`/api/documents/${id}/window?from=1&to=3`)).toMatchObject({ code: 'UNREADABLE' });
  });
});

describe('an original with pages', () => {
  it('is drawn page by page, kept, and not sent again to who has it', async ({ skip }) => {
    const bytes = await paper('pdf', 23);
    if (bytes === undefined) skip('PDF cannot be written here');
    const { id, origins } = await imported('表.pdf', bytes!);
    const outline = OriginalOutline.parse((await get(`/api/documents/${id}`)).json());
    expect(outline.kind).toBe('pages');
    const boxes = Object.values(origins).flatMap((origin) =>
      origin.kind === 'document' ? origin.place.spans.flatMap(({ printed }) => printed ?? []) : [],
    );
    expect(boxes.length).toBeGreaterThan(30);
    for (const { page, box } of boxes) {
      const size = outline.pages[page - 1]!;
      expect(box[0] >= 0 && box[1] >= 0 && box[2] <= size.width && box[3] <= size.height).toBe(true);
    }
    const url = `/api/documents/${id}/pages/1`;
    const first = await get(url);
    expect(first.headers['content-type']).toBe('image/png');
    const { width, height } = outline.pages[0]!;
    expect(sizeOf(first.rawPayload)).toEqual([Math.floor(width * 2), Math.floor(height * 2)]);
    const kept = await readdir(join(server.folder, 'pages', server.tenant.tenantId));
    expect(kept.filter((name) => name.endsWith('-1-2.png'))).toHaveLength(1);
    const again = await get(url);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    const { headers } = await server.as('auditor', '/');
    const etag = first.headers.etag ?? '';
    const known = await server.app.inject({ url, headers: { ...headers, 'if-none-match': etag } });
    expect([known.statusCode, known.rawPayload.length]).toEqual([304, 0]);
  });

  it('refuses pages and scales that there are not', async () => {
    const { id } = await imported('两页.pdf', blankPdf([300, 400], [400, 300]));
    const page = `/api/documents/${id}/pages`;
    expect(await problem(`${page}/3`)).toEqual({
      status: 404,
      code: 'NOT-FOUND',
      detail: '原件没有第3页，共2页。',
    });
    for (const wrong of [
      '/0',
      '/-1',
      '/x',
      '/1.5',
      '/1?scale=9',
      '/1?scale=0',
      '/1?scale=1.5',
      '/999999999',
    ]) {
      expect(await problem(page + wrong)).toMatchObject({ status: 400, code: 'INVALID-INPUT' });
    }
  });

  it('draws a huge page coarser', async () => {
    const { id } = await imported('巨幅.pdf', blankPdf([14_400, 14_400]));
    const [width, height] = sizeOf((await get(`/api/documents/${id}/pages/1?scale=4`)).rawPayload);
    expect(width * height).toBeLessThanOrEqual(6_000_000);
    expect(width).toBeGreaterThan(2000);
  });

  it('says of a damaged file what is wrong and what to do', async () => {
    const { id } = await imported('损坏.pdf', blankPdf([300, 400]).subarray(0, 120));
    const outline = OriginalOutline.parse((await get(`/api/documents/${id}`)).json());
    expect(outline).toMatchObject({ kind: 'unreadable', pages: [], problem: { code: 'READ-PDF-DAMAGED' } });
    expect(await problem(`/api/documents/${id}/pages/1`)).toEqual({
      status: 422,
      code: 'UNREADABLE',
      detail: 'PDF已损坏，无法完整读取。',
    });
  });
});

describe('originals of one name', () => {
  it('each belong to the revision that was read from them', async () => {
    const text = generateForm(26, seededNumbers(26));
    const name = '同名.txt';
    const first = (await server.importFiles({ name, content: text })).files[0]!;
    const changed = text.replace('。', '，已全部公开。');
    const job = await server.importFiles({ name, content: changed });
    const { documentId, forms } = job.files[0]!;
    const [proposed] = forms;
    expect(proposed?.outcome).toBe('revision-proposed');
    const id = proposed!.formId;
    const body = { importId: job.id, documentId, index: 0 };
    const accepted = await server.request('POST', `/api/forms/${id}/revisions`, body);
    expect(accepted.statusCode).toBe(200);
    const sourceOf = async (revision: number): Promise<string | undefined> =>
      FormDetail.parse((await get(`/api/forms/${id}?revision=${revision}`)).json()).sources[0]?.documentId;
    expect([await sourceOf(1), await sourceOf(2)]).toEqual([first.documentId, documentId]);
  });
});

describe('a download of an original', () => {
  it('gives the very bytes, never to be shown by the browser', async () => {
    const name = '自评"表\'（一）%.html';
    const content = Buffer.from('<html><body><script>alert(1)</script><p>通知</p></body></html>');
    const { id } = await imported(name, content);
    const answer = await get(`/api/documents/${id}/file`);
    expect(answer.rawPayload.equals(content)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    const disposition = String(answer.headers['content-disposition']);
    expect(disposition.startsWith('attachment;')).toBe(true);
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? '')).toContain('表');
    expect(disposition).not.toMatch(/[^\x20-\x7e]/);
  });
});

describe('an original of somebody else', () => {
  const PATHS = ['', '/window?from=1&to=9', '/pages/1', '/file', '/lines?from=1&to=9'];

  it('is not found, whatever is asked of it', async () => {
    const { db, files } = server.context;
    const other = await createTenant(db, { name: '邻县财政局', now: new Date() });
    const { sha256, bytes } = await files.put(other.tenantId, blankPdf([300, 400]));
    const document = { sha256, bytes, mediaType: 'application/pdf', fileName: '他县.pdf', now: new Date() };
    const { documentId } = await saveDocument(db, { tenantId: other.tenantId, ...document });
    for (const id of [documentId, '01890000-0000-7000-8000-000000000000', 'no-id']) {
      for (const path of PATHS) {
        expect(await problem(`/api/documents/${id}${path}`)).toMatchObject({
          status: 404,
          code: 'NOT-FOUND',
        });
      }
    }
  });

  it('is not found by a person of another unit', async () => {
    const { id } = await imported('他单位.txt', generateForm(25, seededNumbers(25)));
    const officer = await server.as('officer');
    for (const path of PATHS) {
      const answer = await officer.request('GET', `/api/documents/${id}${path}`);
      expect(answer.statusCode, path).toBe(404);
    }
  });

  it('is named to the unit of one of its forms only where that was read from it', async () => {
    const { unit, otherUnit } = server.organisations;
    const formOf = (name: string, seed: number): string =>
      generateForm(seed, seededNumbers(seed)).replaceAll(/(?<=实施单位\t\t)[^\t\n]+/gu, name);
    const own = formOf(unit.name, 27);
    const alone = (
      await server.importFiles({ name: '汇编.txt', content: `${own}\n\n${formOf(otherUnit.name, 28)}` })
    ).files[0]!;
    expect(alone.forms).toHaveLength(2);
    const id = alone.forms[0]!.formId;
    const officer = await server.as('officer');
    const form = FormDetail.parse((await officer.request('GET', `/api/forms/${id}`)).json());
    expect(form.sources).toMatchObject([{ file: '汇编.txt', mayOpen: false }]);
    await server.importFiles({ name: '又一汇编.txt', content: `${own}\n\n${formOf(otherUnit.name, 29)}` });
    const seen = async (by: SignedIn): Promise<string[]> =>
      FormDetail.parse((await by.request('GET', `/api/forms/${id}`)).json()).sources.map(({ file }) => file);
    expect(await seen(officer)).toEqual(['汇编.txt']);
    expect((await seen(await server.as('administrator'))).sort()).toEqual(['又一汇编.txt', '汇编.txt']);
  });

  it('is not given to who is not signed in', async () => {
    const { id } = await imported('私.txt', generateForm(24, seededNumbers(24)));
    for (const path of PATHS) {
      const answer = await server.app.inject({ url: `/api/documents/${id}${path}`, headers: { host: HOST } });
      expect(answer.statusCode, path).toBe(401);
    }
  });
});
