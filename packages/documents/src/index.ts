export * from './read-result.ts';
export { readDocument } from './read-document.ts';
export { documentText, readFile, readForms } from './read-file.ts';
export type { FormReading, WholeFile } from './form-reading.ts';
export * from './exchange.ts';
export { FORMS_PER_VOLUME, PAPER_FORMATS, writePaper, type PaperFormat } from './write/write-paper.ts';
export { writeSummary, type SummaryEntry, type SummaryOptions } from './write/summary/write-summary.ts';
export { planExport, type ExportPlan } from './write/plan-export.ts';
export { PdfUnavailable } from './write/pdf/pdf-unavailable.ts';
export { openOriginal, type Original } from './render/open-original.ts';
export {
  originalWindow,
  type OriginalCell,
  type OriginalLine,
  type OriginalParagraph,
  type OriginalRow,
  type OriginalTable,
  type OriginalWindow,
} from './render/original-window.ts';
export { drawPdfPage, type PageImage, type PageSize } from './render/pdf-pages.ts';
export { readTables, type DataTable, type DataTables } from './tables/read-tables.ts';
export { writeTables } from './tables/write-tables.ts';
