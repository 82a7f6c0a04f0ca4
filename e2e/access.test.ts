import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessFaults } from './browser.ts';
import { describeJourney } from './journey.ts';

const SAMPLE = join(import.meta.dirname, '../packages/server/sample');

describeJourney('every page is open to everyone', [], ({ page }) => {
  const at = async (path: string, ready: string): Promise<readonly string[]> => {
    await page().goto(new URL(path, page().url()).href);
    await page().locator(ready).first().waitFor();
    return accessFaults(page());
  };

  it('overview', async () => {
    expect(await at('/', '.chart canvas')).toEqual([]);
  });

  it('list', async () => {
    expect(await at('/forms?severity=error', 'a.open')).toEqual([]);
  });

  it('paper with findings and open source panel', async () => {
    await page().locator('a.open').first().click();
    await page().locator('.note').first().waitFor();
    await page().locator('.sheet td[tabindex]').first().click();
    await page().locator('.source-lines').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('import, before and after', async () => {
    expect(await at('/import', '.drop-area')).toEqual([]);
    const name = readdirSync(SAMPLE)[0] ?? '';
    await page().locator('input[type=file]').setInputFiles(join(SAMPLE, name));
    await page().getByText('个文件读取完毕').waitFor();
    expect(await accessFaults(page())).toEqual([]);
  });

  it('rules', async () => {
    expect(await at('/rules', '.rules-table')).toEqual([]);
  });

  it('search and key help', async () => {
    await page().keyboard.press('Control+k');
    await page().getByRole('combobox', { name: '搜索' }).waitFor();
    expect(await accessFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
  });

  it('an address that does not exist', async () => {
    expect(await at('/nowhere', '.state-message')).toEqual([]);
  });

  it('reaches everything with a zoom of 200 percent without scrolling sideways', async () => {
    await page().setViewportSize({ width: 960, height: 540 });
    for (const path of ['/', '/import', '/rules']) {
      await page().goto(new URL(path, page().url()).href);
      await page().locator('h1').waitFor();
      const isWider = await page().evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(isWider, path).toBe(false);
    }
  });
});
