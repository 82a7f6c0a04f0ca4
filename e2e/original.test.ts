import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PdfUnavailable, readFile, writePaper, type PaperFormat } from '@jiheng/documents';
import { Decimal, layOutPaper, type FormRecord } from '@jiheng/domain';
import { chooseTemplate, READING_RULES } from '@jiheng/regulation';
import { generateForm, realDocuments, seededNumbers } from '@jiheng/testkit';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { dragFiles } from './drag.ts';
import { describeJourney } from './journey.ts';

const FORMATS: readonly PaperFormat[] = ['pdf', 'xlsx', 'docx'];
const NAMES = { whole: '自评表', damaged: '数字有误' } as const;

/** A form whose points add up to 90 and whose total score is five more than its rows. */
function damage(record: FormRecord): FormRecord {
  const [first, ...others] = record.indicators;
  const score = Decimal.of(record.totalScore ?? '0').add(Decimal.of('5'));
  const least = Decimal.of(first?.maxScore ?? '0').sub(Decimal.of('10'));
  const lower = first && { ...first, maxScore: least.toString() };
  return { ...record, totalScore: score.toString(), indicators: lower ? [lower, ...others] : [] };
}

async function paper(
  format: PaperFormat,
  index: number,
  isDamaged: boolean,
): Promise<Uint8Array | undefined> {
  const text = Buffer.from(generateForm(index, seededNumbers(index)));
  const { record, template } = (await readFile(text, '一.txt', READING_RULES)).forms[0]!;
  const { template: layout } = chooseTemplate({
    templateId: template?.id ?? null,
    regionName: record.region,
    fiscalYear: record.fiscalYear,
    kind: record.kind,
  });
  try {
    return await writePaper([layOutPaper(layout, isDamaged ? damage(record) : record)], format);
  } catch (error) {
    if (!(error instanceof PdfUnavailable)) throw error;
    console.log('[skipped] 原件旁看 PDF：本机不能生成 PDF');
    return undefined;
  }
}

/** Writes each paper in each format to the disk; each of another project, so that each becomes a form. */
async function writeAll(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const [at, format] of FORMATS.entries()) {
    for (const [offset, name] of [NAMES.whole, NAMES.damaged].entries()) {
      const bytes = await paper(format, 40 + 2 * at + offset, name === NAMES.damaged);
      const path = join(folder, `${name}.${format}`);
      if (bytes) paths.push((await writeFile(path, bytes), path));
    }
  }
  return paths;
}

/** Opens the first form that came from a file, from the page of its import. */
async function openForm(page: Page, job: string, name: string): Promise<void> {
  await page.goto(job);
  await page.getByRole('region', { name }).locator('.imported-form').getByRole('link').first().click();
  await page.locator('.paper-table').waitFor();
}

const mark = (page: Page): Locator => page.locator('.source-box, .source-view .hit').first();

/** True when an element can be seen within its scrolling view. */
async function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const [own, view] = [node.getBoundingClientRect(), node.closest('.source-view')?.getBoundingClientRect()];
    return !!view && own.top >= view.top && own.bottom <= view.bottom && own.left >= view.left - 1;
  });
}

/** True when nothing lies over the middle of an element. */
async function isFree(element: Locator): Promise<boolean> {
  await element.scrollIntoViewIfNeeded();
  return element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return node.contains(seen);
  });
}

const plain = (text: string | null): string => (text ?? '').replace(/\s/g, '');

const folder = await mkdtemp(join(tmpdir(), 'jiheng-original-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('the original beside the paper', ['--empty'], ({ page, forgive }) => {
  let job = '';
  let written: string[] = [];

  beforeAll(async () => {
    written = await writeAll(folder);
    await dragFiles(page(), written);
    job = page().url();
  }, 120_000);

  describe.each(FORMATS)('of a %s file', (format) => {
    it('marks the value that is clicked, and moves with the next', async ({ skip }) => {
      if (!written.includes(join(folder, `${NAMES.whole}.${format}`))) skip('not written');
      await openForm(page(), job, `${NAMES.whole}.${format}`);
      for (const cell of ['[data-cell^="target-"] >> nth=1', '[data-cell^="level3-"] >> nth=3']) {
        const value = plain(await page().locator(cell).textContent());
        await page().locator(cell).click();
        await mark(page()).waitFor();
        await expect.poll(() => isInView(mark(page()))).toBe(true);
        if (format !== 'pdf') expect(plain(await mark(page()).textContent())).toBe(value);
        expect(await page().locator('td.chosen').count()).toBe(1);
      }
    });

    it('leads from a place in the original to the value on the paper', async ({ skip }) => {
      if ((await page().locator('.source-panel').count()) === 0) skip('not open');
      const before = await page().locator('td.chosen').getAttribute('data-cell');
      const held = page().locator(format === 'pdf' ? '.source-spot' : 'td.held:not(.hit)');
      await held.nth(5).click();
      await expect.poll(() => page().locator('td.chosen').getAttribute('data-cell')).not.toBe(before);
      await expect.poll(() => isInView(mark(page()))).toBe(true);
    });

    it('covers no button, can be resized with the keyboard and has no fault of access', async ({ skip }) => {
      if ((await page().locator('.source-panel').count()) === 0) skip('not open');
      for (const name of ['前一张', '后一张', '打印', '关闭来源'])
        expect(await isFree(page().getByRole('button', { name })), name).toBe(true);
      const divider = page().getByRole('separator', { name: '调整原件的宽度' });
      const width = async () => (await page().locator('.source-panel').boundingBox())?.width ?? 0;
      const first = await width();
      await divider.press('ArrowRight');
      expect(await width()).toBe(first - 40);
      await divider.press('ArrowLeft');
      expect(await accessFaults(page())).toEqual([]);
    });

    it('is downloaded as it came, and closed with Escape', async ({ skip }) => {
      if ((await page().locator('.source-panel').count()) === 0) skip('not open');
      const [download] = await Promise.all([
        page().waitForEvent('download'),
        page().getByRole('link', { name: '下载原件' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`${NAMES.whole}.${format}`);
      await page().locator('.source-panel').focus();
      await page().keyboard.press('Escape');
      await page().locator('.source-panel').waitFor({ state: 'detached' });
    });

    it('whose sums fail is 需核对, with the numbers and the cells', async ({ skip }) => {
      if (!written.includes(join(folder, `${NAMES.damaged}.${format}`))) skip('not written');
      await openForm(page(), job, `${NAMES.damaged}.${format}`);
      const list = page().locator('.margin .check-list');
      expect(await list.getByRole('listitem').allTextContents()).toEqual([
        '分值合计90.00，应为100.00',
        expect.stringMatching(/^得分合计[\d.]+，表上总分[\d.]+$/),
      ]);
      expect(await page().locator('td.to-check').count()).toBeGreaterThan(8);
      expect(await page().locator('.check-mark', { hasText: '需核对' }).count()).toBe(2);
      await list.getByRole('button').first().click();
      expect(await page().evaluate(() => document.activeElement?.classList.contains('to-check'))).toBe(true);
    });
  });

  it('turns the pages of a PDF with the arrow keys, and does not leave the form', async ({ skip }) => {
    if (!written.some((path) => path.endsWith('.pdf'))) skip('not written');
    await openForm(page(), job, `${NAMES.whole}.pdf`);
    const address = page().url();
    await page().locator('[data-cell^="target-"]').first().click();
    await mark(page()).waitFor();
    await page().locator('.source-view').focus();
    const text = () => page().locator('.source-tools').textContent();
    const pages = Number(/共 (\d+) 页/.exec((await text()) ?? '')?.[1]);
    for (let step = 0; step <= pages; step++) await page().keyboard.press('ArrowRight');
    expect(await text()).toContain(`第 ${String(pages)} 页`);
    const image = page().locator('.source-page img');
    const width = async () => (await image.boundingBox())?.width ?? 0;
    const first = await width();
    await page().getByRole('button', { name: '放大' }).click();
    expect(await width()).toBeGreaterThan(first);
    expect(page().url()).toBe(address);
  });

  it('says what is wrong when a page cannot be had, and tries again', async ({ skip }) => {
    if (!written.some((path) => path.endsWith('.pdf'))) skip('not written');
    forgive(/status of 422/);
    await page().route('**/pages/**', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          title: '无法显示原件',
          detail: 'PDF已损坏，无法完整读取。',
          code: 'UNREADABLE',
        }),
      }),
    );
    await openForm(page(), job, `${NAMES.damaged}.pdf`);
    await page().locator('[data-cell^="target-"]').first().click();
    await page().locator('.source-panel', { hasText: 'PDF已损坏' }).waitFor();
    await page().unroute('**/pages/**');
    await page().getByRole('button', { name: '重试' }).click();
    await mark(page()).waitFor();
  });
});

const real = realDocuments('the original of real files beside the paper');
const REAL = [
  'g07_sh2026_target_bundle.pdf',
  'g27_tianjin2024_noruling.pdf',
  'g13_songjiang2021_unmerged.xlsx',
  'g22_putuo2023_selfeval_legacy.xls',
  'g16_putuo2023_selfeval_long.docx',
];

describe.skipIf(real === undefined)('real files', () => {
  describeJourney('the originals of real files', ['--empty'], ({ page }) => {
    it('show the place of every kind of value', async () => {
      const paths = REAL.map((name) => join(real ?? '', 'corpus', name));
      await dragFiles(page(), paths);
      const job = page().url();
      for (const name of paths.map((path) => basename(path))) {
        await openForm(page(), job, name);
        for (const cell of ['level3-', 'target-']) {
          const element = page().locator(`[data-cell^="${cell}"]`).nth(2);
          await element.click();
          await mark(page()).waitFor();
          await expect.poll(() => isInView(mark(page())), { message: name }).toBe(true);
        }
      }
    });
  });
});
