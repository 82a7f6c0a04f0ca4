import type { Page } from 'playwright-core';

/** The marked area of the import page. */
const TARGET = '.drop-area';

/**
 * Drags files of the disk from outside the browser with the mouse and lets them go over the drop area, as from a file
 * manager: the page gets dragenter, dragover and drop with real File objects. Waits for the end of the reading.
 */
export async function dragFiles(
  page: Page,
  paths: readonly string[],
  where: 'inside' | 'beside' = 'inside',
): Promise<void> {
  await page.goto(new URL('/import', page.url()).href);
  const box = await page.locator(TARGET).boundingBox();
  if (!box) throw new Error('the drop area has no place');
  const over = { x: box.x + box.width / 2, y: where === 'inside' ? box.y + 30 : box.y - 20 };
  const browser = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop', x: number, y: number) =>
    browser.send('Input.dispatchDragEvent', {
      type,
      x,
      y,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  await drag('dragEnter', over.x, 2);
  // The first movement onto the area only enters it.
  await drag('dragOver', over.x, over.y);
  await drag('dragOver', over.x + 1, over.y);
  await page.locator(`${TARGET}.over`).waitFor();
  await drag('drop', over.x, over.y);
  await browser.detach();
  await page.waitForURL(/\/import\/.+/);
  await page.getByText('个文件读取完毕').waitFor();
}
