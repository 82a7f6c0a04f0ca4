import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import type { ImportJob } from '@jiheng/api';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dragFiles } from './drag.ts';
import { describeJourney } from './journey.ts';

const SAMPLE = join(import.meta.dirname, '../packages/server/sample');
const fileName = readdirSync(SAMPLE).find((name) => name.endsWith('绩效自评.txt')) ?? '';
const original = readFileSync(join(SAMPLE, fileName), 'utf8');

interface Dropped {
  readonly name: string;
  readonly bytes: readonly number[];
}

const textFile = (name: string, text: string): Dropped => ({ name, bytes: [...Buffer.from(text, 'utf8')] });

/** Drops files as the file manager does, and waits for the end of the reading. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  await page.goto(new URL('/import', page.url()).href);
  await page.locator('.drop-area').waitFor();
  const data = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of dropped) transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, files);
  await page.dispatchEvent('.drop-area', 'drop', { dataTransfer: data });
  await page.waitForURL(/\/import\/.+/);
  await page.getByText('个文件读取完毕').waitFor();
}

describeJourney('import into an empty bureau', ['--empty'], ({ page, forgive }) => {
  it('begins by saying what to do', async () => {
    await page().getByRole('heading', { name: '还没有表' }).waitFor();
    await page().getByRole('link', { name: '去导入' }).click();
    await page().getByText('把文件拖到这里').waitFor();
  });

  it('reads dropped files and shows each form with what was found', async () => {
    await drop(page(), [textFile(fileName, original)]);
    const forms = page().locator('.imported-form');
    expect(await forms.count()).toBeGreaterThan(0);
    expect(await forms.locator('.outcome').allTextContents()).toEqual(
      Array.from({ length: await forms.count() }, () => '新增'),
    );
    await forms.first().getByRole('link').click();
    await page().locator('.paper-table').waitFor();
    await page().goBack();
    await page().getByText('个文件读取完毕').waitFor();
  });

  it('adds nothing for the same bytes, and says so', async () => {
    await drop(page(), [textFile('另一个名字.txt', original)]);
    await page().getByText('已有此文件').waitFor();
    await page().locator('.problems', { hasText: '没有重复添加' }).waitFor();
  });

  it('proposes a changed form as a new version, shows the differences and takes it on request', async () => {
    const changed = original.replace(/(\d)0\.00\(%\)/, '$15.00(%)').replace('。', '，已全部公开。');
    expect(changed).not.toBe(original);
    await drop(page(), [textFile('更正后.txt', changed)]);
    const proposal = page()
      .locator('.imported-form', { has: page().locator('.proposal') })
      .first();
    expect(await proposal.locator('.differences tbody tr').count()).toBeGreaterThan(0);
    await proposal.getByRole('button', { name: '采用为新版本' }).click();
    await proposal.getByText('已采用为第 2 版').waitFor();
    await proposal.getByRole('link').click();
    await page().locator('.form-facts', { hasText: '第 2 版' }).waitFor();
    await page().getByRole('combobox', { name: '版本' }).click();
    await page().locator('.ant-select-item-option', { hasText: '第 1 版' }).click();
    await page().waitForURL(/revision=1/);
    await page().locator('.paper-table').waitFor();
  });

  it('takes a proposed version as a form of its own on request', async () => {
    const one = generateForm(81, seededNumbers(81));
    const other = one.replace('改善群众生活条件', '改善居民生活条件');
    expect(other).not.toBe(one);
    await drop(page(), [textFile('同名两张.txt', `${one}\n${other}`)]);
    const [kept, proposed] = [
      page().locator('.imported-form').first(),
      page().locator('.imported-form').nth(1),
    ];
    await proposed.getByRole('button', { name: '另立为新表' }).click();
    await proposed.getByText('✓ 已另立为新表').waitFor();
    await page().locator('.job-figures', { hasText: '已另立为新表' }).waitFor();
    const [first, second] = await Promise.all(
      [kept, proposed].map((form) => form.getByRole('link').getAttribute('href')),
    );
    expect(second).not.toBe(first);
    await proposed.getByRole('link').click();
    await page().locator('.paper-table', { hasText: '改善居民生活条件' }).waitFor();
    await page().goBack();
    await page().locator('.outcome', { hasText: '已另立为新表' }).waitFor();
  });

  it('shows bad files with what is wrong and what to do, the good one unharmed', async () => {
    await drop(page(), [
      textFile('空文件.txt', ''),
      { name: '程序.exe', bytes: Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256) },
      textFile('通知.txt', '关于召开年度总结会议的通知\n请各科室准时参加。\n'),
      textFile('好文件.txt', `${original}\n`),
    ]);
    for (const name of ['空文件.txt', '程序.exe', '通知.txt']) {
      const result = page().getByRole('region', { name });
      expect(await result.locator('.problems li').count(), name).toBeGreaterThan(0);
    }
    expect(
      await page().getByRole('region', { name: '好文件.txt' }).locator('.imported-form').count(),
    ).toBeGreaterThan(0);
  });

  it('imports a pasted table and finds the import again', async () => {
    await page().goto(new URL('/import', page().url()).href);
    await page().locator('.drop-area').waitFor();
    await page().evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
      },
      original.replaceAll('项目名称', '项目名称 '),
    );
    await page().waitForURL(/\/import\/.+/);
    await page()
      .getByRole('heading', { name: /粘贴内容/ })
      .waitFor();
    await page().goto(new URL('/import', page().url()).href);
    await page().locator('.import-page tbody a').first().click();
    await page()
      .getByRole('heading', { name: /粘贴内容/ })
      .waitFor();
  });

  it('takes files that are dragged over the page with the mouse and let go beside the marked area', async () => {
    await page().goto(new URL('/import', page().url()).href);
    await page().locator('.drop-area').waitFor();
    const name = readdirSync(SAMPLE).find((file) => file.endsWith('.txt') && file !== fileName) ?? '';
    await dragFiles(page(), [join(SAMPLE, name), join(SAMPLE, fileName)], 'beside');
    await page().getByRole('region', { name }).locator('.imported-form').first().waitFor();
    await page().getByRole('region', { name: fileName }).getByText('已有此文件').waitFor();
  });

  describe('many proposed versions', () => {
    const text = [71, 72, 73, 74].map((index) => generateForm(index, seededNumbers(index))).join('\n');
    const otherWidth = text.replaceAll('，', ',').replaceAll('(', '（').replaceAll(')', '）');
    const outcomes = () => page().locator('.imported-form .outcome').allTextContents();

    it('that differ in signs and blanks only are told so', async () => {
      await drop(page(), [textFile('初稿.txt', text)]);
      expect(await outcomes()).toEqual(['新增', '新增', '新增', '新增']);
      await drop(page(), [textFile('更正.txt', otherWidth.replace('改善群众生活条件', '改善居民生活条件'))]);
      expect((await outcomes()).sort()).toEqual([
        '与现有的表不同',
        '仅标点、空白不同',
        '仅标点、空白不同',
        '仅标点、空白不同',
      ]);
    });

    it('are taken after one confirmation that says how many and what changes; what fails is named', async () => {
      const job = `/api/imports/${new URL(page().url()).pathname.split('/').at(-1) ?? ''}`;
      const { id, files } = (await (
        await page().request.get(new URL(job, page().url()).href)
      ).json()) as ImportJob;
      const [first] = files[0]?.forms ?? [];
      await page().getByRole('button', { name: '全部采用（4 张）' }).click();
      const dialog = page().getByRole('dialog');
      await dialog.getByText('与现行版本共有').waitFor();
      await dialog.getByText('其中 3 张仅标点、全半角或空白不同').waitFor();
      // Meanwhile somebody else takes one of them.
      const taken = await page().request.post(
        new URL(`/api/forms/${first?.formId ?? ''}/revisions`, page().url()).href,
        {
          data: { importId: id, documentId: files[0]?.documentId, index: first?.index },
          headers: { origin: new URL(page().url()).origin },
        },
      );
      expect(taken.ok()).toBe(true);
      forgive(/409/);
      await dialog.getByRole('button', { name: '采用 4 张' }).click();
      const failed = page().getByRole('alert').filter({ hasText: '有 1 张没有采用成功' });
      await failed.getByText(first?.projectName ?? '?').waitFor();
      await page().reload();
      await expect.poll(outcomes).toEqual(['已采用', '已采用', '已采用', '已采用']);
      expect(
        await page()
          .getByRole('button', { name: /全部采用/ })
          .count(),
      ).toBe(0);
    });
  });
});
