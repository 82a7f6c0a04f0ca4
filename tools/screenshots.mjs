// Makes docs/pictures from the sample bureau: every page in two sizes, as the person who uses it most sees it.
// Names of pictures as arguments make only those.
// Build first: npm run build. Needs Chromium and a Chinese font (apt-get install -y chromium fonts-noto-cjk).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';
import { smallPng } from './small-png.mjs';
import { ROOT } from './workspace.mjs';

register();
const { launch } = await import('../e2e/browser.ts');
const { startProduct } = await import('../e2e/product.ts');
const { signInAs } = await import('../e2e/target-work.ts');

const OUT = join(ROOT, 'docs/pictures');
const SAMPLE = join(ROOT, 'packages/server/sample');
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
const LARGEST = 200 * 1024;
/** Of the sample, one in each role that has pages of its own. */
const OFFICER = '周晓岚';
const DEPARTMENT = '郑为民';
const OFFICE = '江衡';
const ADMINISTRATOR = '管宁';

/** A page at its address, when something of it is there. */
const at = (path, ready) => async (page) => {
  await page.goto(new URL(path, page.url()).href);
  await page.locator(ready).first().waitFor();
};
/** What comes after a click on the first of something. */
const after = (path, first, ready) => async (page) => {
  await at(path, first)(page);
  await page.locator(first).first().click();
  await page.locator(ready).first().waitFor();
};

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

/** The form being adjusted, with the cursor in a value; on a wide screen what its indicators cover. */
async function showTarget(page, { width }) {
  await after('/workbench?state=adjusting', '.inbox a.open', '.sheet.editing')(page);
  await page.locator('[data-cell="target-2"]').click();
  if (width > 1800) await page.getByRole('tab', { name: '覆盖' }).click();
}

/** The riskiest form, with an opinion on one of its values begun. */
async function showReview(page) {
  await after('/workbench', '.inbox a.open', '.action-bar button')(page);
  await page
    .locator('.paper-table td[tabindex]', { hasText: /[≥≤=]\d/ })
    .nth(1)
    .click();
  await page.getByRole('textbox', { name: '意见内容' }).fill('请与上年实际完成情况核对。');
}

async function showExports(page) {
  await at('/exports', 'h1')(page);
  if ((await page.locator('.data-table').count()) > 0) return;
  await at('/forms?year=2025', 'a.open')(page);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开始导出' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await at('/exports', 'a[download]')(page);
}

/** Who, which picture, and the way there; null is the operator of the machine. */
const PICTURES = [
  [null, 'overview', at('/', '.chart canvas')],
  [null, 'list', at('/forms?year=2025', 'a.open')],
  [null, 'paper', showPaper],
  [null, 'rules', at('/rules', '.rules-table')],
  [null, 'import', showImport],
  ['', 'sign-in', at('/sign-in', '.sample-persons button')],
  [OFFICER, 'workbench', at('/workbench', '.inbox a.open')],
  [OFFICER, 'start', after('/workbench', '.workbench-main section:last-child table a', '.start-choices')],
  [OFFICER, 'target', showTarget],
  [OFFICER, 'indicators', at('/indicators?text=率', '.indicator-card')],
  [OFFICER, 'projects', at('/projects', '.data-table tbody a')],
  [OFFICER, 'project', after('/projects?text=雨水泵站', '.data-table tbody a', '.indicator-years')],
  [OFFICER, 'account', at('/account', '.account-columns table')],
  [DEPARTMENT, 'workbench-review', at('/workbench', '.inbox a.open')],
  [OFFICE, 'review', showReview],
  [OFFICE, 'campaigns', at('/campaigns', '.data-table tbody a')],
  [OFFICE, 'campaign', after('/campaigns', '.data-table tbody a', '.stations')],
  [OFFICE, 'campaign-new', at('/campaigns/new', '.campaign-form .tree-choice')],
  [
    OFFICE,
    'rehearsal',
    async (page) => {
      await after('/campaigns', '.data-table tbody a', '.stations')(page);
      await page.getByRole('link', { name: '预演截止' }).click();
      await page.getByText('假如现在截止').waitFor();
    },
  ],
  [OFFICE, 'exports', showExports],
  [ADMINISTRATOR, 'people', at('/settings/people', '.people-columns tbody tr')],
  [ADMINISTRATOR, 'log', at('/settings/log', '.data-table tbody tr')],
  [ADMINISTRATOR, 'checks', at('/settings/checks', '.checks-table tbody tr')],
];

/** Pages that only a bureau without the sample has. */
const FIRST_PICTURES = [[null, 'set-up', at('/set-up', '.sign-in-sheet form')]];

const wanted = process.argv.slice(2);
const ofWanted = (pictures) => pictures.filter(([, name]) => wanted.length === 0 || wanted.includes(name));

mkdirSync(OUT, { recursive: true });
const browser = await launch();

/** A page of its own for each person; the operator comes by the printed address. */
async function pageOf(product, who) {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', viewport: SIZES[0] });
  const page = await context.newPage();
  await page.goto(who === null ? product.address : new URL('/sign-in', product.address).href);
  if (who) await signInAs(page, who);
  return page;
}

async function take(page, name, show) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await show(page, size);
    await page.waitForTimeout(600);
    const picture = smallPng(await page.screenshot());
    writeFileSync(join(OUT, `${name}-${size.width}x${size.height}.png`), picture);
    console.log(`${name} ${size.width}x${size.height}：${Math.round(picture.length / 1024)} KB`);
    if (picture.length > LARGEST) throw new Error(`${name} is larger than ${LARGEST / 1024} KB`);
  }
}

async function takeAll(pictures, args) {
  if (pictures.length === 0) return;
  const product = await startProduct(args);
  try {
    let now;
    for (const [who, name, show] of pictures) {
      if (now === undefined || now.who !== who) now = { who, page: await pageOf(product, who) };
      await take(now.page, name, show);
    }
  } finally {
    await product.stop();
  }
}

try {
  await takeAll(ofWanted(PICTURES), []);
  await takeAll(ofWanted(FIRST_PICTURES), ['--empty']);
} finally {
  await browser.close();
}
