import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compareRecords, type FormRecord, type FormTemplate } from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES, templateById } from '@jiheng/regulation';
import { fillPaper, paperText, realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { planExport, readDocument, readFile, writePaper, type ReadForm } from '../index.ts';

const FORMATS = ['docx', 'xlsx'] as const;

/**
 * What is not equal after writing and reading, by template: faults of reading. Shorten this list, never lengthen it.
 * The heads of the monitoring table stand in two rows, which is not read yet; 小计 is no fund row to the reader.
 */
const GAPS: Readonly<Record<string, readonly string[]>> = {
  'national-monitoring-2019': ['/indicators'],
  'jiangsu-target-2024': ['/funds/2/amount'],
  'sichuan-self-evaluation-0013zp': ['/title'],
};

function filledRecord(template: FormTemplate): FormRecord {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
  if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
  const text = paperText(template, fillPaper(template, taxonomy), 2026);
  const [form] = readDocument(new TextEncoder().encode(text), 'paper.txt', PRODUCT_RULES).forms;
  if (!form) throw new Error(`no form on the paper of ${template.id}`);
  return form.record;
}

async function writeAndRead(
  template: FormTemplate,
  records: readonly FormRecord[],
  format: 'docx' | 'xlsx',
): Promise<readonly ReadForm[]> {
  const papers = records.flatMap((record) => planExport(template, record, template.id).paper ?? []);
  expect(papers).toHaveLength(records.length);
  const bytes = await writePaper(papers, format);
  const { forms } = await readFile(bytes, `paper.${format}`, PRODUCT_RULES);
  expect(forms).toHaveLength(records.length);
  return forms;
}

function differences(before: FormRecord, after: FormRecord | undefined): string[] {
  return after
    ? compareRecords(before, after).map(
        (found) => `${found.path} ${found.before ?? ''} → ${found.after ?? ''}`,
      )
    : ['lost'];
}

describe.each(FORMATS)('a filled paper as %s', (format) => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'is read back as the same record: %s',
    async (id, template) => {
      const record = filledRecord(template);
      const [form] = await writeAndRead(template, [record], format);
      const found = differences(record, form?.record);
      const isKnown = (path: string) => (GAPS[id] ?? []).some((gap) => path.startsWith(gap));
      expect(found.filter((difference) => !isKnown(difference))).toEqual([]);
      if (GAPS[id]) expect(found, 'the gap is closed: take it from the list').not.toEqual([]);
    },
  );
});

const folder = realDocuments('writing the published forms and reading them back');
const seeds = folder ? readdirSync(join(folder, 'seeds')).filter((name) => name.endsWith('.txt')) : [];
/** Form whose 三级指标 repeat the name of their 二级指标: in a grid they are taken for it. To be closed in reading. */
const SEED_GAPS: Readonly<Record<string, readonly number[]>> = { '004': [16] };

describe.skipIf(!folder).each(FORMATS)('the published forms as %s', (format) => {
  it.each(seeds)('are read back equal, all in one file: %s', { timeout: 60_000 }, async (name) => {
    const source = readFileSync(join(folder ?? '', 'seeds', name));
    const { forms } = readDocument(source, name, PRODUCT_RULES);
    const papers = forms.flatMap(({ record, template }) => {
      const own = templateById(template?.id ?? '');
      return own ? (planExport(own, record, own.id).paper ?? []) : [];
    });
    expect(papers.flatMap(({ leftOver }) => leftOver)).toEqual([]);
    const back = await readFile(await writePaper(papers, format), `x.${format}`, PRODUCT_RULES);
    expect(back.forms).toHaveLength(forms.length);
    const found = forms.flatMap(({ record }, index) => {
      const all = differences(record, back.forms[index]?.record);
      const isKnown = SEED_GAPS[name.slice(0, 3)]?.includes(index);
      return all.length > 0 && !isKnown
        ? [`form ${String(index)}: ${String(all.length)} ${all[0] ?? ''}`]
        : [];
    });
    expect(found.slice(0, 5)).toEqual([]);
  });
});
