import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormDetail, FormList } from '@jiheng/api';
import { PdfUnavailable, writePaper, type PaperFormat } from '@jiheng/documents';
import { layOutPaper, type FormRecord } from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { Caller } from './caller.ts';
import { dragOnto } from './drag.ts';
import { describeJourney } from './journey.ts';
import { addProject, openRound, place, saved, textOf, type Round } from './target-work.ts';

const FORMATS: readonly PaperFormat[] = ['docx', 'xlsx', 'pdf'];
const NAMES: Readonly<Record<PaperFormat, string>> = { docx: 'Word', xlsx: 'Excel', pdf: 'PDF' };

const folder = await mkdtemp(join(tmpdir(), 'jiheng-start-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A paper of another project, as somebody has it on the disk; undefined where this machine writes none. */
async function paperFile(
  record: FormRecord,
  format: PaperFormat,
): Promise<{ readonly path: string; readonly record: FormRecord } | undefined> {
  const own = {
    ...record,
    header: { ...record.header, projectName: `${NAMES[format]}文件中的项目`, projectCode: null },
  };
  const { template } = chooseTemplate({
    templateId: null,
    regionName: own.region,
    fiscalYear: own.fiscalYear,
    kind: own.kind,
  });
  try {
    const path = join(folder, `底稿.${format}`);
    await writeFile(path, await writePaper([layOutPaper(template, own)], format));
    return { path, record: own };
  } catch (error) {
    if (!(error instanceof PdfUnavailable)) throw error;
    console.log('[skipped] 从 PDF 开始：本机不能生成 PDF');
    return undefined;
  }
}

describeJourney('starting a target', [], ({ page, product }) => {
  let bureau: Caller;
  let round: Round;
  let earlier: FormRecord;

  beforeAll(async () => {
    const { address } = product();
    bureau = await Caller.of(page().context(), address);
    round = await openRound(bureau, 'shanghai-target-2026');
    const writer = await Caller.sample(address, round.officer);
    const { items } = await writer.get<FormList>('/api/forms?kind=target&state=imported');
    const detail = await writer.get<FormDetail>(`/api/forms/${items[0]?.id ?? ''}`);
    earlier = detail.record as FormRecord;
    await writer.lend(page().context());
  }, 60_000);

  const openStart = async (projectId: string): Promise<void> => {
    const query = `project=${projectId}&campaign=${round.campaignId}`;
    await page().goto(new URL(`/targets/new?${query}`, product().address).href);
    await page().getByRole('button', { name: '从空表开始' }).waitFor();
  };

  it.each(FORMATS)('takes what was promised from a dropped %s file', async (format) => {
    const file = await paperFile(earlier, format);
    if (!file) return;
    await openStart(await addProject(bureau, round, `自${NAMES[format]}文件开始`));
    await dragOnto(page(), page().locator('.ant-upload-drag'), [file.path]);
    const found = page().getByRole('status').filter({ hasText: '以此为底稿' });
    await found.getByText(`${NAMES[format]}文件中的项目`).waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await found.getByRole('button', { name: '以此为底稿' }).click();
    await page().locator('.sheet.editing').waitFor();
    // The project is the one of the library, the promises are those of the file.
    expect(await page().locator('.sheet.editing').innerText()).toContain(`自${NAMES[format]}文件开始`);
    for (const [row, { level3, target }] of file.record.indicators.entries()) {
      expect(await textOf(page(), row, 'level3')).toBe(level3 ?? '');
      expect(await textOf(page(), row, 'target')).toBe(target?.printed ?? '');
    }
    expect(await page().locator('.sheet.editing').innerText()).toContain(file.record.goals.annual ?? '?');
  });

  it('says so when a dropped file holds no form, and what to do', async () => {
    const path = join(folder, '会议通知.docx');
    await writeFile(path, '关于召开年度总结会议的通知\n请各科室准时参加。\n');
    await openStart(await addProject(bureau, round, '误投的文件'));
    await dragOnto(page(), page().locator('.ant-upload-drag'), [path]);
    await page().getByText('没有在文件中找到绩效表').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('takes an indicator with its value from the library', async () => {
    await openStart(await addProject(bureau, round, '自指标库开始'));
    await page().getByRole('button', { name: '从空表开始' }).click();
    await page().locator('.sheet.editing').waitFor();
    const rows = await page().locator('[data-cell^="level3-"]').count();
    await page().getByRole('tab', { name: '指标库' }).click();
    await page().getByLabel('按名称查指标').fill('满意度');
    await page().keyboard.press('Enter');
    const card = page().locator('.indicator-card').first();
    const name = await card.locator('.indicator-name').innerText();
    const value = (await card.getByRole('button').first().innerText()).split('×')[0]?.trim();
    await card.getByRole('button').first().click();
    await page().getByText(`已插入“${name}”`).waitFor();
    expect(await page().locator('[data-cell^="level3-"]').count()).toBe(rows + 1);
    const texts = await page().locator('[data-cell^="level3-"]').allInnerTexts();
    const at = texts.indexOf(name);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(await textOf(page(), at, 'target')).toBe(value);
    await saved(page());
    await page().locator(place(at, 'level3')).click();
    await page().keyboard.press('Control+z');
    await expect.poll(() => page().locator('[data-cell^="level3-"]').count()).toBe(rows);
    await saved(page());
  });
});
