import { isFurniture, type ReaderRules } from '../../match/reader-rules.ts';
import { labelKey } from '../../match/label-key.ts';
import type { LineBlock, PageBlock } from './page-block.ts';

/** Share of the page's height at its upper and lower edge where running heads and feet stand. */
const BAND = 0.13;
const PAGE_NUMBER =
  /^(?:第?\d{1,4}页?(?:[,，/／|·]?共?\d{1,4}页?)?|[-—–·]+\d{1,4}[-—–·]+|[(（]\d{1,4}[)）]|page\d{1,4}(?:of\d{1,4})?)$/;
const FRACTION = /^\d{1,4}\/\d{1,4}$/;
/** What browsers print at the edges: the address, the time of printing. */
const BROWSER = /^(?:file|https?):\/\/|\d{1,2}:\d{2}(?::\d{2})?(?:am|pm)?$/;
const TITLE = /表(?:\([^()]*\))*$/;
const INLINE_LABEL = /^[^:：]{1,24}[:：]/;
const UNIT = /单位[:：]|^\(?(?:19|20)\d{2}年?度?\)?$/;

/** 页码 alone on a line. */
export const isPageNumber = (key: string): boolean => PAGE_NUMBER.test(key);

const textOf = ({ pieces }: LineBlock): string => pieces.map(({ text }) => text).join('');

/** A line of labels with their values, 填表人：某某 联系电话：…, is part of the form and no furniture. */
function holdsCells({ pieces }: LineBlock, { labels }: ReaderRules): boolean {
  let isExpected = false;
  let values = 0;
  const isLine = pieces.every(({ text }) => {
    const head = INLINE_LABEL.exec(text)?.[0] ?? '';
    const isLabel = head !== '' && labels.find(labelKey(head)) !== undefined;
    const isValue = !isLabel && isExpected;
    isExpected = isLabel && head.length === text.length;
    if (isValue || (isLabel && !isExpected)) values++;
    return isLabel || isValue;
  });
  return isLine && pieces.length > 1 && values > 0;
}

/** Line blocks of a page that may be a running head or foot, the outermost first. */
function edgeLines(all: readonly PageBlock[], height: number): LineBlock[] {
  const blocks = all.filter((block) => block.kind === 'table' || block.isAside !== true);
  const top: LineBlock[] = [];
  for (const block of blocks) {
    if (block.kind === 'table' || block.box.bottom > height * BAND) break;
    top.push(block);
  }
  const bottom: LineBlock[] = [];
  for (const block of [...blocks].reverse()) {
    if (block.kind === 'table' || block.box.top < height * (1 - BAND)) break;
    bottom.push(block);
  }
  return [...top, ...bottom];
}

/**
 * 页眉页脚: lines that are furniture: page numbers at the edges, lines that stand at the same height of most pages, and what the
 * lexicon names. Titles and units of money may well repeat and are none.
 */
export function findPageFurniture(
  pages: readonly (readonly PageBlock[])[],
  heights: readonly number[],
  rules: ReaderRules,
): Set<PageBlock> {
  const found = new Set<PageBlock>();
  const repeated = new Map<string, Set<LineBlock>>();
  pages.forEach((blocks, index) => {
    for (const block of edgeLines(blocks, heights[index] ?? 0)) {
      const key = labelKey(textOf(block));
      const pieces = block.pieces.map(({ text }) => labelKey(text));
      const isFraction = pieces.length > 1 && FRACTION.test(pieces.at(-1) ?? '');
      if (isPageNumber(key) || isFraction || pieces.some((piece) => BROWSER.test(piece))) found.add(block);
      else if (!TITLE.test(key) && !UNIT.test(key) && !rules.labels.find(key)) {
        const place = `${key.replace(/\d+/g, '#')} ${Math.round(block.box.top / 4)}`;
        repeated.set(place, (repeated.get(place) ?? new Set()).add(block));
      }
    }
    for (const block of blocks) {
      if (block.kind === 'table' || holdsCells(block, rules)) continue;
      if (block.isAside === true || isFurniture(textOf(block), rules.furniture)) found.add(block);
    }
  });
  for (const blocks of repeated.values())
    if (blocks.size > 1 && blocks.size * 2 >= pages.length) for (const block of blocks) found.add(block);
  return found;
}
