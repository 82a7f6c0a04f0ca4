import type { PaperLayout } from '@jiheng/domain';

/** 导出格式 of papers. */
export const PAPER_FORMATS = ['docx', 'xlsx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/**
 * 写出表格文件: one or many papers as one file. The writers are loaded when they are first needed. Rejects with
 * `PdfUnavailable` where a machine cannot write PDF.
 */
export async function writePaper(papers: readonly PaperLayout[], format: PaperFormat): Promise<Uint8Array> {
  if (format === 'docx') {
    const { writeDocx } = await import('./docx.ts');
    return writeDocx(papers);
  }
  if (format === 'pdf') {
    const { writePdf } = await import('./pdf/write-pdf.ts');
    return writePdf(papers, { date: null });
  }
  const { writeXlsx } = await import('./xlsx.ts');
  return writeXlsx(papers);
}
