import type { PaperLayout } from '@jiheng/domain';

import { withBlankRows } from './blank-rows.ts';

/** 导出格式 of papers. */
export const PAPER_FORMATS = ['docx', 'xlsx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** 册: forms of one combined file; more of them become several, for a file is held whole while it is written. */
export const FORMS_PER_VOLUME = 50;

/**
 * 写出表格文件: one or many papers as one file; the same papers and date give the same bytes. `date`: when the
 * content was written, a civil date `YYYY-MM-DD` that is kept in the file. The writers are loaded when they are first needed.
 * Rejects with `PdfUnavailable` where a machine cannot write PDF.
 */
export async function writePaper(
  papers: readonly PaperLayout[],
  format: PaperFormat,
  date: string | null = null,
): Promise<Uint8Array> {
  const shown = papers.map(withBlankRows);
  if (format === 'docx') {
    const { writeDocx } = await import('./docx.ts');
    return writeDocx(shown, date);
  }
  if (format === 'pdf') {
    const { writePdf } = await import('./pdf/write-pdf.ts');
    return writePdf(shown, { date });
  }
  const { writeXlsx } = await import('./xlsx.ts');
  return writeXlsx(shown, date);
}
