export { layOutPaper } from './lay-out-paper.ts';
export type { LeftOver, PaperCell, PaperLayout, PaperRow } from './paper-layout.ts';
export { withThousands } from './with-thousands.ts';
