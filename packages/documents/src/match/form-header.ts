import {
  EMPTY_HEADER,
  isBlankCell,
  parseDateCell,
  parsePeriodCell,
  type FormHeader,
  type FormRecord,
  type FormTemplate,
  type MoneyUnit,
  type Origin,
} from '@jiheng/domain';

import { placeOf } from '../model/neutral-document.ts';
import { findUnit, findYear, inferUnit } from './form-facts.ts';
import { textOf, type FormDraft } from './form-draft.ts';
import { isRemark, partsOf, type Item } from './items.ts';
import { labelKey } from './label-key.ts';
import type { FoundCells } from './found-cells.ts';
import { isCodeLine, isYearLine } from './split-forms.ts';

type OpenHeader = Record<keyof FormHeader, string | null>;

const CODE = /^([\d０-９]{5,})[-—]?(.+)$/;

/** What stands beside a header's value and is none: the place of the seal, the unit of money at the end of the line. */
const SEAL = /[(（](?:盖章|公章|签章|单位公章|加盖公章|单位盖章)[)）]/g;
const UNIT_END = /(?:金额)?单位[:：](?:人民币)?(?:万元|元)$/;

/** `355101某某局`: code and name of the unit in one line. */
function readCodeLine(draft: FormDraft, item: Item, header: OpenHeader): void {
  const match = CODE.exec(item.text);
  if (!match) return;
  const [, code = '', name = ''] = match;
  header.unitCode ??= labelKey(code);
  draft.field('/header/unitCode', [item]);
  if (header.implementingUnit !== null) return;
  header.implementingUnit = name;
  draft.field('/header/implementingUnit', [item]);
}

/** 项目期 `2023.03-2023.12` gives both dates. */
function readPeriod(draft: FormDraft, cells: FoundCells, header: OpenHeader): void {
  for (const { label, items } of cells.further) {
    const isPeriod = label.key.includes('期') || label.key.includes('起止');
    const period = isPeriod ? parsePeriodCell(textOf(items)) : null;
    if (!period) continue;
    header.startDate ??= period.start;
    header.endDate ??= period.end;
    draft.field('/header/startDate', items);
    draft.field('/header/endDate', items);
  }
}

/** 表头: the cells above the fund table and the line with the unit's code. */
export function readHeader(draft: FormDraft, cells: FoundCells, heading: readonly Item[]): FormHeader {
  const header: OpenHeader = { ...EMPTY_HEADER };
  for (const [field, items] of cells.header) {
    const text = textOf(items).replace(SEAL, '').replace(UNIT_END, '').trim();
    if (isBlankCell(text)) {
      draft.label(...items);
      continue;
    }
    const isDate = field === 'startDate' || field === 'endDate';
    header[field] = isDate ? (parseDateCell(text) ?? text) : text;
    draft.field(`/header/${field}`, items);
  }
  for (const item of [...cells.codeLine, ...heading.filter(isCodeLine)]) readCodeLine(draft, item, header);
  readPeriod(draft, cells, header);
  return header;
}

const UNIT_NAME = /^[^\d:：。，,;；]{3,40}$/;

/** True where a line above the table begins with the name of the unit and no label before it. */
function printsUnitAlone({ blocks }: FormTemplate): boolean {
  return blocks.some((block) => {
    const first = block.block === 'line' ? block.cells[0] : undefined;
    return first !== undefined && 'field' in first && first.field === 'header.implementingUnit';
  });
}

/** The unit by its name alone, on a layout that prints it without a label. `names`: what stands above the table but titles. */
export function withUnlabelledUnit(
  draft: FormDraft,
  header: FormHeader,
  names: readonly Item[],
  template: FormTemplate | undefined,
): FormHeader {
  if (header.implementingUnit !== null || !template || !printsUnitAlone(template)) return header;
  const item = names.findLast(
    (name) => name.kind === 'text' && UNIT_NAME.test(name.text) && !isYearLine(name) && !isRemark(name),
  );
  if (!item) return header;
  draft.field('/header/implementingUnit', [item]);
  return { ...header, implementingUnit: item.text };
}

export interface YearSources {
  readonly cells: FoundCells;
  readonly titles: readonly Item[];
  readonly heading: readonly Item[];
  readonly header: FormHeader;
  /** Year of the document's other forms. */
  readonly documentYear: number | null;
}

function printedYear({
  cells,
  titles,
  heading,
  header,
  documentYear,
}: YearSources): ReturnType<typeof findYear> {
  // A year within the project's name is that of its money, not of the form.
  const name = labelKey(header.projectName ?? '');
  const withoutName = (title: Item): Item =>
    name === '' ? title : { ...title, key: title.key.replace(name, '') };
  const lines = heading.filter((item) => !titles.includes(item) && item.key.includes('年'));
  return (
    findYear([...heading.filter(isYearLine), ...cells.year]) ??
    findYear(titles.map(withoutName).reverse()) ??
    findYear(lines) ??
    (documentYear === null ? findYear(titles) : null)
  );
}

/** 年度: printed above the form, in its title or in a cell; else that of the document or of the project's start. */
export function readYear(draft: FormDraft, sources: YearSources): number | null {
  const { cells, header, documentYear } = sources;
  const found = printedYear(sources);
  if (cells.year.length > 0) draft.field('/fiscalYear', cells.year);
  if (found) {
    const place = placeOf(draft.document, partsOf(found.item));
    if (cells.year.length === 0) draft.stated('/fiscalYear', { kind: 'document', place });
    return found.year;
  }
  const start = header.startDate === null ? Number.NaN : Number(header.startDate.slice(0, 4));
  const year = documentYear ?? (Number.isInteger(start) ? start : null);
  const reason = documentYear === null ? '按计划开始日期推断' : '按本文件其他表的年度推断';
  if (year !== null) draft.stated('/fiscalYear', { kind: 'inferred', reason, confidence: 0.8 });
  return year;
}

/** 金额单位: printed, else that of an amount, else the layout's own, else inferred from the amounts. */
export function readAmountUnit(
  draft: FormDraft,
  printed: ReturnType<typeof findUnit>,
  template: Pick<FormTemplate, 'amountUnit' | 'title' | 'regionName'> | undefined,
  cells: FoundCells,
  funds: FormRecord['funds'],
): MoneyUnit {
  const state = (origin: Origin): void => {
    draft.stated('/amountUnit', origin);
  };
  const own = cells.funds.flatMap((fund) => fund.cells).find(({ item }) => /万元?$/.test(item.key));
  const item = printed?.item ?? own?.item;
  if (item) {
    state({ kind: 'document', place: placeOf(draft.document, partsOf(item)) });
    return printed?.unit ?? '万元';
  }
  if (template) {
    state({
      kind: 'default',
      reason: `${template.regionName}“${template.title}”的金额单位`,
      confidence: 0.9,
    });
    return template.amountUnit;
  }
  const inferred = inferUnit(funds);
  state(inferred.origin);
  return inferred.unit;
}
