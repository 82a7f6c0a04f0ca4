import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const WAIT_MS = 20_000;

export const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
const isRequired = (process.env['JIHENG_REQUIRE'] ?? '').split(',').includes('browser');

if (chromiumPath === undefined) {
  const remedy = 'apt-get install -y chromium fonts-noto-cjk';
  if (isRequired) throw new Error(`浏览器测试需要 Chromium：${remedy}`);
  console.log(`[skipped] 浏览器测试：没有找到 Chromium，安装：${remedy}`);
}

export async function launch(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('no Chromium');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

/** A page that remembers what no person should meet: errors on the console, refused content, failed scripts. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

export async function openWatched(context: BrowserContext, address: string): Promise<WatchedPage> {
  const faults: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  await page.exposeFunction('reportRefused', (text: string) => faults.push(`CSP ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportRefused } = window as unknown as { reportRefused: (text: string) => void };
      reportRefused(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('pageerror', (error) => faults.push(`script ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console ${message.text()}`);
  });
  page.on('request', (request) => {
    const isForeign = !/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url());
    if (isForeign) faults.push(`foreign ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults };
}

/** Violations of the accessibility rules on the page as it stands, each with its first place. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  // What is still fading in has no contrast yet.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.effect?.getComputedTiming().endTime === Infinity || animation.playState !== 'running',
      ),
  );
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    // There are no frames of others: the page itself puts the report together, without a second one being opened.
    .setLegacyMode()
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${String(nodes.length)} × ${nodes[0]?.html.slice(0, 160) ?? ''}`,
  );
}
