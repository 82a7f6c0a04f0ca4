import type { PaperLayout } from '@jiheng/domain';
import {
  AlignmentType,
  InternalHyperlink,
  LeaderType,
  LineRuleType,
  Paragraph,
  SimpleField,
  TableOfContents,
  TabStopType,
  TextRun,
  type FileChild,
  type IParagraphStyleOptions,
} from 'docx';

import { entryOf, SONG, writableText } from './paper-metrics.ts';

/** Where a form of many is found: its line in the contents and the bookmark at its title. */
export interface FormPlace {
  readonly entry: string;
  readonly bookmark: string;
  readonly number: number;
}

export function formPlaces(papers: readonly PaperLayout[]): FormPlace[] {
  return papers.map((paper, index) => ({
    entry: writableText(entryOf(paper)).replace(/\s+/gu, ' '),
    bookmark: `form_${String(index + 1)}`,
    number: index + 1,
  }));
}

/** Forms of one file mostly share their title, so each names its own entry: a TC field, which Word collects again on F9. */
export function entryMark({ entry }: FormPlace): SimpleField {
  const quoted = entry.replace(/["\\]/gu, (sign) => `\\${sign}`);
  return new SimpleField(`TC "${quoted}" \\f C \\l 1`);
}

/** Spread in, for the editor takes the property itself for a deprecated method of strings. */
export const BOLD = { bold: true };

const TOC_STYLE = 'TOC1';

export const CONTENTS_STYLE: IParagraphStyleOptions & { readonly id: string } = {
  id: TOC_STYLE,
  name: 'toc 1',
  basedOn: 'Normal',
  next: 'Normal',
  run: { size: 21 },
  paragraph: { spacing: { after: 40, line: 360, lineRule: LineRuleType.EXACT } },
};

/** 目录: a real TOC field over the forms' entries, already filled; each line leads to its form and tells its page. `width` in DXA. */
export function contentsOf(
  places: readonly FormPlace[],
  pages: readonly number[],
  width: number,
): FileChild[] {
  const lines = places.map(
    ({ entry, bookmark }, index) =>
      new Paragraph({
        style: TOC_STYLE,
        tabStops: [{ type: TabStopType.RIGHT, position: width, leader: LeaderType.DOT }],
        children: [
          new InternalHyperlink({
            anchor: bookmark,
            children: [
              new TextRun({ text: entry }),
              new TextRun({ children: ['\t'] }),
              new SimpleField(`PAGEREF ${bookmark} \\h`, String(pages[index] ?? '')),
            ],
          }),
        ],
      }),
  );
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120, line: 560, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: '目录', size: 36, font: SONG, ...BOLD })],
    }),
    new TableOfContents('目录', {
      tcFieldIdentifier: 'C',
      tcFieldLevelRange: '1-1',
      hyperlink: true,
      contentChildren: lines,
      beginDirty: false,
    }),
  ];
}
