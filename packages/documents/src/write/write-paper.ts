import type { PaperLayout } from '@jiheng/domain';

/** 导出格式 of papers with cells; PDF has a writer of its own. */
export const PAPER_FORMATS = ['docx', 'xlsx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** 写出表格文件: one or many papers as one file. The writers are loaded when they are first needed. */
export async function writePaper(papers: readonly PaperLayout[], format: PaperFormat): Promise<Uint8Array> {
  if (format === 'docx') {
    const { writeDocx } = await import('./docx.ts');
    return writeDocx(papers);
  }
  const { writeXlsx } = await import('./xlsx.ts');
  return writeXlsx(papers);
}
