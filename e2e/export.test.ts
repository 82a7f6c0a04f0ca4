import { readFile as readBytes } from 'node:fs/promises';
import type { FormDetail } from '@jiheng/api';
import { readFile } from '@jiheng/documents';
import { compareRecords, type FormRecord } from '@jiheng/domain';
import { READING_RULES } from '@jiheng/regulation';
import { unzipSync } from 'fflate';
import { read } from 'hucre';
import type { Download, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { describeJourney } from './journey.ts';

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  const waiting = page.waitForEvent('download');
  await press();
  const download: Download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readBytes(await download.path()) };
}

async function stored(page: Page, id: string): Promise<FormRecord> {
  const answer = await page.request.get(new URL(`/api/forms/${id}`, page.url()).href);
  return ((await answer.json()) as FormDetail).record as FormRecord;
}

function differences(before: FormRecord, after: FormRecord | undefined): readonly string[] {
  if (!after) return ['lost'];
  return compareRecords(before, after).map(
    ({ path, before: old, after: now }) => `${path}: ${old ?? ''} → ${now ?? ''}`,
  );
}

describeJourney('exports', [], ({ page }) => {
  const toList = async (search = ''): Promise<void> => {
    await page().goto(new URL(`/forms${search}`, page().url()).href);
    await page().locator('a.open').first().waitFor();
  };
  const newest = () => page().locator('.exports-table tbody tr').first();

  it('give chosen forms in three formats, found again after leaving, equal to what is stored', async () => {
    await toList('?kind=self-evaluation');
    const rows = page().locator('.forms-table tbody tr');
    const ids: string[] = [];
    for (const index of [0, 1, 2]) {
      await rows.nth(index).locator('input[type=checkbox]').check();
      const address = await rows.nth(index).locator('a.open').getAttribute('href');
      ids.push(/\/forms\/([0-9a-f-]+)/.exec(address ?? '')?.[1] ?? '');
    }
    await page().getByRole('button', { name: '导出所选 3 张' }).click();
    const dialog = page().getByRole('dialog', { name: '导出表单' });
    await dialog.getByRole('checkbox', { name: 'Excel' }).check();
    await dialog.getByRole('checkbox', { name: 'PDF' }).check();
    expect(await accessFaults(page())).toEqual([]);
    await dialog.getByRole('button', { name: '开始导出' }).click();
    await page().waitForURL(/\/exports$/);
    await page().getByRole('link', { name: '规则', exact: true }).click();
    await page().locator('.rules-table').waitFor();
    await page().getByRole('link', { name: '导出', exact: true }).click();
    await newest().getByText('3 张表：每张一个文件，Word、Excel、PDF').waitFor();
    await newest().getByText('已完成').waitFor();
    expect(await accessFaults(page())).toEqual([]);
    const zip = await saved(page(), () => newest().getByRole('link', { name: '下载' }).click());
    expect(zip.name).toBe('绩效表导出.zip');
    const files = Object.entries(unzipSync(zip.bytes));
    expect(files).toHaveLength(10);
    for (const [name, bytes] of files) {
      const at = /^(?:Word|Excel|PDF)\/(\d) .+\.(?:docx|xlsx|pdf)$/.exec(name)?.[1];
      if (at === undefined) expect(new TextDecoder().decode(bytes), name).toContain('全部导出，没有遗漏。');
      else {
        const [form, ...others] = (await readFile(bytes, name, READING_RULES)).forms;
        expect(others).toEqual([]);
        expect(differences(await stored(page(), ids[Number(at) - 1] ?? ''), form?.record), name).toEqual([]);
      }
    }
  });

  it('give all that a filter shows as one table', async () => {
    await toList('?year=2025');
    const shown = await page().locator('.forms-count').textContent();
    const count = Number(/共 ([\d,]+) 张/.exec(shown ?? '')?.[1]?.replace(',', ''));
    await page().getByRole('button', { name: '导出', exact: true }).click();
    const dialog = page().getByRole('dialog', { name: '导出表单' });
    await dialog.getByRole('radio', { name: /汇总表/ }).check();
    await dialog.getByRole('button', { name: '开始导出' }).click();
    await newest().getByText('汇总表，Excel').waitFor();
    await newest().getByText('年度：2025').waitFor();
    const book = await saved(page(), () => newest().getByRole('link', { name: '下载' }).click());
    expect(book.name).toBe('绩效表汇总.xlsx');
    const { sheets } = await read(book.bytes);
    expect(sheets[0]?.rows).toHaveLength(count + 2);
  });

  it('give one form on its own template, and say what another one leaves out', async () => {
    await toList('?kind=self-evaluation');
    await page().locator('a.open').first().click();
    await page().locator('.paper-table').waitFor();
    const id = /\/forms\/([0-9a-f-]+)/.exec(page().url())?.[1] ?? '';
    const record = await stored(page(), id);
    await page().getByRole('button', { name: '下载', exact: true }).click();
    const pdf = await saved(page(), () => page().getByRole('menuitem', { name: /PDF/ }).click());
    expect(pdf.name).toContain(record.header.projectName);
    expect(
      differences(record, (await readFile(pdf.bytes, pdf.name, READING_RULES)).forms[0]?.record),
    ).toEqual([]);
    await page().getByRole('button', { name: '下载', exact: true }).click();
    await page().getByRole('menuitem', { name: '改用其他表样' }).click();
    const dialog = page().getByRole('dialog', { name: '改用其他表样下载' });
    await dialog.getByRole('combobox', { name: '表样' }).click();
    await page().locator('.ant-select-item-option', { hasText: '湖南' }).first().click();
    await dialog.getByRole('region', { name: '表样放不下的内容' }).waitFor();
    expect(await dialog.locator('.plan-lost dl > div').count()).toBeGreaterThan(0);
    expect(await accessFaults(page())).toEqual([]);
    const docx = await saved(page(), () => dialog.getByRole('button', { name: '下载Word' }).click());
    const [other] = (await readFile(docx.bytes, docx.name, READING_RULES)).forms;
    expect(other?.template?.id).toMatch(/^hunan/);
  });
});
