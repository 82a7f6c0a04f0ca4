import type { Block } from '../../../model/blocks.ts';
import { blocksOf } from '../content-blocks.ts';
import { PageParser } from './parse-html.ts';

/** 读网页: paragraphs and tables of a web page, as well of a spreadsheet saved as one. */
export function readHtml(text: string): Block[] {
  const parser = new PageParser();
  parser.parse(text);
  return blocksOf(parser.content);
}
