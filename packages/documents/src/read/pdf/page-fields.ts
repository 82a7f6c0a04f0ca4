import type { Pdfium } from './pdfium.ts';

/** Text typed onto a page, and fields of a form; notes, stamps and marks of readers are no part of it. */
const TYPED: ReadonlySet<number> = new Set([3, 20]);
/** Hidden, or not shown on a screen. */
const UNSEEN = 0b10_0010;
const MAX_FIELDS = 5_000;

/** 表单域: makes what was filled in on a page a part of the page. */
export function flattenFields({ call }: Pdfium, page: number): void {
  for (let at = Math.min(MAX_FIELDS, call.FPDFPage_GetAnnotCount(page)) - 1; at >= 0; at--) {
    const annotation = call.FPDFPage_GetAnnot(page, at);
    if (annotation === 0) continue;
    const isSeen = (call.FPDFAnnot_GetFlags(annotation) & UNSEEN) === 0;
    if (isSeen && TYPED.has(call.FPDFAnnot_GetSubtype(annotation))) call.EPDFAnnot_Flatten(page, annotation);
    call.FPDFPage_CloseAnnot(annotation);
  }
}
