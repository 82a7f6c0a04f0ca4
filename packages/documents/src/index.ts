export * from './read-result.ts';
export { readDocument } from './read-document.ts';
export { documentText, readFile } from './read-file.ts';
export * from './exchange.ts';
export { PAPER_FORMATS, writePaper, type PaperFormat } from './write/write-paper.ts';
export { planExport, type ExportPlan } from './write/plan-export.ts';
export { PdfUnavailable } from './write/pdf/pdf-unavailable.ts';
