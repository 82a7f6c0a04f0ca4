import { z } from 'zod';

/** Wire shapes of originals as they are shown beside the record. */

/** 原件概况: how a file is shown. Boxes of places are on the scale of the page sizes, points. */
export const OriginalOutline = z.object({
  file: z.string(),
  bytes: z.number(),
  /** `pages`: images of a PDF; `tables`: sheets, tables and paragraphs; `text`: the lines of `sourceLines`. */
  kind: z.enum(['pages', 'tables', 'text', 'unreadable']),
  pages: z.array(z.object({ width: z.number(), height: z.number() })),
  /** Why it cannot be shown. */
  problem: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
});
export type OriginalOutline = z.infer<typeof OriginalOutline>;

/** A line; `line` and `column` say where it begins in the text that places count, from 1. */
export const OriginalLine = z.object({ line: z.number(), column: z.number(), text: z.string() });
export type OriginalLine = z.infer<typeof OriginalLine>;

/** 单元格 of an original. */
export const OriginalCell = z.object({
  columns: z.number(),
  rows: z.number(),
  lines: z.array(OriginalLine),
});
export type OriginalCell = z.infer<typeof OriginalCell>;

/** 表格 of an original, or of a sheet. */
export const OriginalTable = z.object({
  kind: z.literal('table'),
  table: z.number(),
  sheet: z.string().nullable(),
  columns: z.array(z.object({ number: z.number(), hiddenBefore: z.number() })),
  rows: z.array(
    z.object({
      number: z.number(),
      hiddenAbove: z.number(),
      blankAbove: z.number(),
      cells: z.array(OriginalCell),
    }),
  ),
});
export type OriginalTable = z.infer<typeof OriginalTable>;

/** 段落 of an original. */
export const OriginalParagraph = z.object({ kind: z.literal('paragraph'), lines: z.array(OriginalLine) });
export type OriginalParagraph = z.infer<typeof OriginalParagraph>;

/** 原件片段: the tables and paragraphs at some lines. */
export const OriginalWindow = z.object({
  /** Lines of the whole original. */
  lines: z.number(),
  parts: z.array(z.union([OriginalTable, OriginalParagraph])),
});
export type OriginalWindow = z.infer<typeof OriginalWindow>;

/** Lines to show; of a very wide table the columns near one of them. */
export const OriginalWindowQuery = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
  near: z.coerce.number().int().min(1).max(16_384).default(1),
});

/** Which page of which original. */
export const OriginalPageParams = z.object({
  id: z.string().min(1).max(64),
  page: z.coerce.number().int().min(1).max(100_000),
});

/** Pixels a point; a page that would be too large is drawn coarser. */
export const OriginalPageQuery = z.object({ scale: z.coerce.number().int().min(1).max(4).default(2) });
