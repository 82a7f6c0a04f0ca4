import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FormRecord, FormTemplate, PaperLayout } from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES, templateById } from '@jiheng/regulation';
import {
  contentDifferences,
  contentOf,
  contentPath,
  realDocuments,
  templateRecord,
  textFixtures,
  type RecordContent,
} from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { PAPER_FORMATS, planExport, readDocument, readFile, writePaper, type ReadForm } from '../index.ts';

/** A record that fills every cell of a layout. */
function fullRecord(template: FormTemplate): FormRecord {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
  if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
  return templateRecord(template, taxonomy, 2026);
}

function paperOf(template: FormTemplate, record: FormRecord, own: string): PaperLayout {
  const { paper } = planExport(template, record, own);
  if (!paper) throw new Error(`${own} is refused on ${template.id}`);
  return paper;
}

/** Writes papers into one file and reads it; nothing in it may stay unread. */
async function writeAndRead(
  papers: readonly PaperLayout[],
  format: (typeof PAPER_FORMATS)[number],
): Promise<readonly ReadForm[]> {
  const { forms, residue } = await readFile(
    await writePaper(papers, format),
    `paper.${format}`,
    PRODUCT_RULES,
  );
  expect(residue.map(({ text }) => text)).toEqual([]);
  expect(forms).toHaveLength(papers.length);
  return forms;
}

/** What a form keeps on a paper: all but what the plan of the export leaves out. */
function partOf(record: FormRecord, paper: PaperLayout): RecordContent {
  const left = paper.leftOver.map(({ path }) => contentPath(record, path));
  return new Map(
    [...contentOf(record)].filter(([path]) => !left.some((out) => `${path}/`.startsWith(`${out}/`))),
  );
}

/** What reads back otherwise than the paper promises. Dates that also stand in a cell of their own words come back for nothing. */
function broken(record: FormRecord, paper: PaperLayout, back: FormRecord | undefined): string[] {
  if (!back) return ['lost'];
  const [whole, part] = [contentOf(record), partOf(record, paper)];
  const after = [...contentOf(back)].filter(([path, text]) => part.has(path) || whole.get(path) !== text);
  return contentDifferences(part, new Map(after));
}

/** Forms of a text on their own layouts, written, read and compared. */
async function differencesOfText(
  bytes: Uint8Array,
  format: (typeof PAPER_FORMATS)[number],
): Promise<{ forms: number; leftOver: number; differences: string[] }> {
  const forms = readDocument(bytes, 'source.txt', PRODUCT_RULES).forms.flatMap(({ record, template }) => {
    const own = templateById(template?.id ?? '');
    return own ? [{ record, paper: paperOf(own, record, own.id) }] : [];
  });
  const leftOver = forms.reduce((sum, { paper }) => sum + paper.leftOver.length, 0);
  if (forms.length === 0) return { forms: 0, leftOver, differences: [] };
  const back = await writeAndRead(
    forms.map(({ paper }) => paper),
    format,
  );
  const differences = forms.flatMap(({ record, paper }, index) =>
    broken({ ...record, title: paper.title }, paper, back[index]?.record).map(
      (difference) => `form ${String(index)} ${difference}`,
    ),
  );
  return { forms: forms.length, leftOver, differences };
}

describe.each(PAPER_FORMATS)('a record that fills its paper, as %s', (format) => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'is read back equal: %s',
    async (id, template) => {
      const record = fullRecord(template);
      const paper = paperOf(template, record, id);
      expect(paper.leftOver).toEqual([]);
      const [form] = await writeAndRead([paper], format);
      expect(broken(record, paper, form?.record)).toEqual([]);
    },
  );
});

/** The title is that of the paper, and so is whether sign, number and unit stand apart. */
const isOfPaper = (difference: string): boolean => /^\/title:|\/hasSplitTarget:/u.test(difference);

describe.each(PAPER_FORMATS)('a record on the papers of its kind, as %s', (format) => {
  const kinds = TEMPLATES.map(({ kind }) => kind);
  const shared = TEMPLATES.filter(({ kind }) => kinds.filter((other) => other === kind).length > 1);
  it.each(shared.map((template) => [template.id, template] as const))(
    'is read back as what the plan of the export does not leave out: %s',
    async (_, template) => {
      const others = TEMPLATES.filter(({ id, kind }) => kind === template.kind && id !== template.id);
      const cases = others.map((other) => {
        const record = fullRecord(other);
        return { id: other.id, record, paper: paperOf(template, record, other.id) };
      });
      const back = await writeAndRead(
        cases.map(({ paper }) => paper),
        format,
      );
      const found = cases.flatMap(({ id, record, paper }, index) =>
        broken(record, paper, back[index]?.record)
          .filter((difference) => !isOfPaper(difference))
          .map((difference) => `${id} ${difference}`),
      );
      expect(found).toEqual([]);
    },
  );
});

describe('the plan of an export', () => {
  const [first] = TEMPLATES;
  if (!first) throw new Error('no templates');

  it('refuses every layout of another kind', () => {
    const wrong = TEMPLATES.flatMap((own) =>
      TEMPLATES.filter(({ kind }) => kind !== own.kind).filter(
        (other) => planExport(other, fullRecord(own), own.id).problem?.code !== 'WRITE-OTHER-KIND',
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('says that a form of a whole department becomes one of a project on the paper of one', () => {
    const record: FormRecord = { ...fullRecord(first), kind: 'department-target' };
    expect(paperOf(first, record, 'another').leftOver).toContainEqual({
      path: '/kind',
      text: '部门整体绩效目标表',
    });
  });

  it('names the unit of money on a layout that prints none', async () => {
    const paper = templateById('shanghai-target-2021');
    if (!paper) throw new Error('no such layout');
    const record: FormRecord = { ...fullRecord(paper), amountUnit: '万元' };
    const [form] = await writeAndRead([paperOf(paper, record, paper.id)], 'docx');
    expect(form?.record.amountUnit).toBe('万元');
  });
});

describe.each(PAPER_FORMATS)('the forms of the fixtures as %s', (format) => {
  it.each(textFixtures().map(({ case: name, source }) => [name, source] as const))(
    'are read back equal: %s',
    async (_, source) => {
      const { differences } = await differencesOfText(readFileSync(source), format);
      expect(differences).toEqual([]);
    },
  );
});

const folder = realDocuments('writing the published forms and reading them back');
const seeds = folder ? readdirSync(join(folder, 'seeds')).filter((name) => name.endsWith('.txt')) : [];

describe.skipIf(!folder).each(PAPER_FORMATS)('the published forms as %s', (format) => {
  it('are read back equal, all forms of a document in one file', { timeout: 120_000 }, async () => {
    let [forms, leftOver] = [0, 0];
    const differences: string[] = [];
    for (const name of seeds) {
      const found = await differencesOfText(readFileSync(join(folder ?? '', 'seeds', name)), format);
      forms += found.forms;
      leftOver += found.leftOver;
      differences.push(...found.differences.map((difference) => `${name} ${difference}`));
    }
    expect(differences.slice(0, 5)).toEqual([]);
    expect([forms, leftOver]).toEqual([94, 0]);
  });
});
