import type { PaperLayout } from '@jiheng/domain';
import {
  AlignmentType,
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { layoutDocument } from 'docx/layout';

import { BOLD, contentsOf, CONTENTS_STYLE, entryMark, formPlaces, type FormPlace } from './docx-contents.ts';
import { bodyTables, lineOf, lineTables, setting, thread, TITLE, type PageRoom } from './docx-table.ts';
import { SONG, writableText } from './paper-metrics.ts';
import { coreProperties, stampZip } from './stamp.ts';

/** A4 in twentieths of a point (DXA), upright. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
const MARGINS = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, footer: 600 };
/** Half points. */
const SIZE = { title: 2 * TITLE.size, year: 24, text: 21, footer: 18 } as const;

/** Bookmarks number themselves over all files of a process; this one has the number of its form, whatever was written before. */
function bookmark({ bookmark: id, number }: FormPlace, run: TextRun): Bookmark {
  const own = { start: new BookmarkStart(id, number), end: new BookmarkEnd(number) };
  return Object.assign(new Bookmark({ id, children: [run] }), own);
}

/** The title is a heading of level 1, for the navigation pane and for who makes a table of contents anew. */
function heading({ title, yearLine }: PaperLayout, place: FormPlace | undefined): Paragraph[] {
  const run = new TextRun({ text: writableText(title), size: SIZE.title, ...BOLD });
  const year = new TextRun({ text: writableText(yearLine ?? ''), size: SIZE.year });
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: place ? [entryMark(place), bookmark(place, run)] : [run],
    }),
    ...(yearLine === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 120, ...lineOf(18) },
            children: [year],
          }),
        ]),
  ];
}

function footer(): Footer {
  const text = (children: string) => new TextRun({ children: [children], size: SIZE.footer });
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [text('— '), text(PageNumber.CURRENT), text(' —')],
      }),
    ],
  });
}

function pageOf({ isLandscape }: PaperLayout): PageRoom {
  const [across, down] = isLandscape ? [A4.height, A4.width] : [A4.width, A4.height];
  return { total: across - 2 * MARGIN, down: (down - 2 * MARGIN) / 20 };
}

function section(paper: PaperLayout, place: FormPlace | undefined): ISectionOptions {
  const page = pageOf(paper);
  const { total } = page;
  const orientation = paper.isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return {
    properties: { page: { size: { ...A4, orientation }, margin: MARGINS } },
    footers: { default: footer() },
    children: [
      ...heading(paper, place),
      ...lineTables(paper.linesAbove, total),
      ...bodyTables(paper, page),
      thread(),
      ...lineTables(paper.linesBelow, total),
    ],
  };
}

const FONT = { ascii: SONG, hAnsi: SONG, eastAsia: SONG, cs: SONG };
const HEADING = {
  run: { font: FONT, size: SIZE.title, bold: true, color: '000000' },
  paragraph: {
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 60, ...lineOf(28) },
    keepNext: true,
  },
};

function documentOf(sections: readonly ISectionOptions[]): Document {
  return new Document({
    styles: {
      default: { document: { run: { font: FONT, size: SIZE.text } }, heading1: HEADING },
      paragraphStyles: [CONTENTS_STYLE],
    },
    sections,
  });
}

/** Pages of a form as Word will lay them out; for a paper that surely stands on one of them nothing is laid out. */
function pagesOf(paper: PaperLayout): number {
  if (!setting(paper, pageOf(paper)).runsOver) return 1;
  return layoutDocument(documentOf([section(paper, undefined)]), { guess: true }).pages.length;
}

function contents(places: readonly FormPlace[], pages: readonly number[]): ISectionOptions {
  return {
    properties: { page: { size: { ...A4, orientation: PageOrientation.PORTRAIT }, margin: MARGINS } },
    footers: { default: footer() },
    children: contentsOf(places, pages, A4.width - 2 * MARGIN),
  };
}

/** Number of the page on which each form begins, after the pages of the contents. */
function firstPages(papers: readonly PaperLayout[], places: readonly FormPlace[]): number[] {
  const unnumbered = contents(
    places,
    papers.map(() => 1),
  );
  let next = layoutDocument(documentOf([unnumbered]), { guess: true }).pages.length + 1;
  return papers.map((paper) => {
    const first = next;
    next += pagesOf(paper);
    return first;
  });
}

/**
 * Word 文件: one form after another, each on a page of its own; more than one have a table of contents before them. The same
 * papers and date give the same bytes.
 */
export async function writeDocx(papers: readonly PaperLayout[], date: string | null): Promise<Uint8Array> {
  const places = papers.length > 1 ? formPlaces(papers) : [];
  const document = documentOf([
    ...(places.length > 0 ? [contents(places, firstPages(papers, places))] : []),
    ...papers.map((paper, index) => section(paper, places[index])),
  ]);
  const properties = { path: 'docProps/core.xml', data: coreProperties(date) };
  return stampZip(await Packer.toBuffer(document, undefined, [properties]), date);
}
