// Makes docs/pictures from the sample bureau: start page, list, paper, import and rules in two sizes.
// Build first: npm run build. Needs Chromium and a Chinese font (apt-get install -y chromium fonts-noto-cjk).
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';
import { ROOT } from './workspace.mjs';

register();
const { launch } = await import('../e2e/browser.ts');
const { startProduct } = await import('../e2e/product.ts');

const OUT = join(ROOT, 'docs/pictures');
const SAMPLE = join(ROOT, 'packages/server/sample');
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** The form with most findings; on a wide screen also the source of one of its values. */
async function showPaper(page, { width }) {
  await page.goto(new URL('/forms?kind=self-evaluation&sort=errors', page.url()).href);
  await page.locator('a.open').first().click();
  await page.locator('.note').first().waitFor();
  if (width < 1800) {
    await page.mouse.wheel(0, 360);
    await page.waitForTimeout(300);
    await page.locator('.note').first().hover();
    return;
  }
  await page.locator('[data-cell^="actual-"]').nth(1).click();
  await page.locator('.source-lines mark').first().waitFor();
}

/** A document of another year, a corrected copy of a stored one, and a file that is no form; other bytes for each size. */
async function showImport(page, { width }) {
  const [name, other] = readdirSync(SAMPLE).filter((file) => file.endsWith('绩效自评.txt'));
  const text = (file) => readFileSync(join(SAMPLE, file), 'utf8');
  const file = (title, content) => ({ name: title, mimeType: 'text/plain', buffer: Buffer.from(content) });
  const year = width > 1800 ? '2022' : '2023';
  await page.goto(new URL('/import', page.url()).href);
  await page
    .locator('input[type=file]')
    .setInputFiles([
      file(name.replace('.txt', '（更正）.txt'), text(name).replace('。', `，${year}年已全部公开。`)),
      file(other.replace(/20\d\d/, year), text(other).replaceAll(/20\d\d(?=\s*年)/g, year)),
      file('会议通知.txt', `关于召开${year}年度总结会议的通知\n请各科室准时参加。\n`),
    ]);
  await page.getByText('个文件读取完毕').waitFor();
}

const PICTURES = [
  [
    'overview',
    (page) =>
      page.goto(new URL('/', page.url()).href).then(() => page.locator('.chart canvas').nth(1).waitFor()),
  ],
  [
    'list',
    (page) =>
      page
        .goto(new URL('/forms?year=2025', page.url()).href)
        .then(() => page.locator('a.open').first().waitFor()),
  ],
  ['paper', showPaper],
  [
    'rules',
    (page) =>
      page.goto(new URL('/rules', page.url()).href).then(() => page.locator('.rules-table').waitFor()),
  ],
  ['import', showImport],
];

mkdirSync(OUT, { recursive: true });
const product = await startProduct();
const browser = await launch();
try {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(product.address);
  for (const [name, show] of PICTURES) {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await show(page, size);
      await page.waitForTimeout(600);
      const path = join(OUT, `${name}-${size.width}x${size.height}.png`);
      const { length } = await page.screenshot({ path });
      console.log(`${name} ${size.width}x${size.height}：${Math.round(length / 1024)} KB`);
    }
  }
} finally {
  await browser.close();
  await product.stop();
}
