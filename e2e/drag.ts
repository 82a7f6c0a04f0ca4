import type { Locator, Page } from 'playwright-core';

/** The marked area of the import page. */
const TARGET = '.drop-area';

/** A place on the page, in its pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Drags files of the disk from outside the browser with the mouse and lets them go over a place, as from a file manager:
 * the page gets dragenter, dragover and drop with real File objects. `isOver` is waited for before letting go.
 */
async function dragTo(page: Page, { x, y }: Spot, paths: readonly string[], isOver?: Locator): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop', across: number, down: number) =>
    browser.send('Input.dispatchDragEvent', {
      type,
      x: across,
      y: down,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  await drag('dragEnter', x, 2);
  // The first movement onto the area only enters it.
  await drag('dragOver', x, y);
  await drag('dragOver', x + 1, y);
  await isOver?.waitFor();
  await drag('drop', x, y);
  await browser.detach();
}

/** Lets files go over the middle of an element. */
export async function dragOnto(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('the target has no place');
  await dragTo(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, paths);
}

/** Lets files go in, or beside, the marked area of the import page and waits for the end of the reading. */
export async function dragFiles(
  page: Page,
  paths: readonly string[],
  where: 'inside' | 'beside' = 'inside',
): Promise<void> {
  await page.goto(new URL('/import', page.url()).href);
  const box = await page.locator(TARGET).boundingBox();
  if (!box) throw new Error('the drop area has no place');
  const spot = { x: box.x + box.width / 2, y: where === 'inside' ? box.y + 30 : box.y - 20 };
  await dragTo(page, spot, paths, page.locator(`${TARGET}.over`));
  await page.waitForURL(/\/import\/.+/);
  await page.getByText('个文件读取完毕').waitFor();
}
