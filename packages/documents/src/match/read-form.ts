import {
  EMPTY_GOALS,
  EMPTY_HEADER,
  isBlankCell,
  parseDateCell,
  parsePeriodCell,
  RECORD_SCHEMA_VERSION,
  type FormHeader,
  type FormKind,
  type FormRecord,
  type Goals,
  type MoneyUnit,
  type Origin,
} from '@jiheng/domain';

import type { ReadForm } from '../read-result.ts';
import { readingProblem } from '../problems.ts';
import { placeOf } from '../model/neutral-document.ts';
import { checkArithmetic } from './check-arithmetic.ts';
import { chooseTemplate } from './choose-template.ts';
import { findRegion, findUnit, findYear, inferUnit } from './form-facts.ts';
import { FormDraft, textOf } from './form-draft.ts';
import { buildFunds } from './fund-rows.ts';
import { goalText } from './goal-texts.ts';
import type { Item } from './items.ts';
import { meaningOf } from './label-index.ts';
import { labelKey } from './label-key.ts';
import { IndicatorReader } from './read-indicators.ts';
import type { ReaderRules } from './reader-rules.ts';
import { readTotals } from './read-totals.ts';
import { CellScanner, type FoundCells } from './scan-cells.ts';
import { isCodeLine, isTitle, isYearLine, kindOfTitle, type FormSpan } from './split-forms.ts';

/** What the document as a whole says, for forms that do not say it themselves. */
export interface DocumentFacts {
  readonly year: number | null;
  readonly kind: FormKind | null;
  readonly regionTexts: readonly string[];
}

const TAIL_KINDS: ReadonlySet<string> = new Set(['total', 'grade', 'further']);
const CODE = /^(\d{5,})[-—]?(.+)$/;

/** Item at which an indicator table ends: a total, a grade, a closing remark. */
function tableEnd(items: readonly Item[], from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const item = items[at];
    if (item?.kind !== 'label' || !item.entry?.meanings.some(({ kind }) => TAIL_KINDS.has(kind))) continue;
    if (meaningOf(item.entry, 'column') && !meaningOf(item.entry, 'total')) continue;
    if (
      item.row >= 0 &&
      items.slice(from, at).some((other) => other.row === item.row && other.kind !== 'blank')
    )
      continue;
    return at;
  }
  return to;
}

/** Stretches of one form: what stands before the tables, the tables' bodies, what stands behind. */
interface Sections {
  readonly cells: Item[];
  readonly tables: readonly TableSection[];
  readonly tail: Item[];
}

interface TableSection {
  readonly heads: readonly Item[];
  readonly body: readonly Item[];
  /** The label beside the heads, when it says that the table is not that of the year: 长期绩效指标. */
  readonly longTerm: Item | undefined;
}

const LONG_TERM = /长期|中期|实施期|三年/;

function longTermLabel(items: readonly Item[], head: number): Item | undefined {
  let at = head - 1;
  while (items[at]?.kind === 'blank') at--;
  const item = items[at];
  return item?.kind === 'label' && LONG_TERM.test(item.key) ? item : undefined;
}

function sectionsOf(items: readonly Item[], span: FormSpan): Sections {
  const [first] = span.heads;
  const cells = items.slice(span.from, first?.from ?? span.to);
  const tables: TableSection[] = [];
  const tail: Item[] = [];
  span.heads.forEach((head, index) => {
    const next = span.heads[index + 1]?.from ?? span.to;
    const end = tableEnd(items, head.to, next);
    tables.push({
      heads: items.slice(head.from, head.to),
      body: items.slice(head.to, end),
      longTerm: longTermLabel(items, head.from),
    });
    tail.push(...items.slice(end, next));
  });
  return { cells, tables, tail };
}

function kindOf(
  titles: readonly Item[],
  rules: ReaderRules,
  tables: Sections['tables'],
  facts: DocumentFacts,
): FormKind {
  for (const title of [...titles].reverse()) {
    const kind = kindOfTitle(title.key, rules.labels);
    if (kind) return kind;
  }
  const fields = new Set(
    tables.flatMap(({ heads }) => heads.map((item) => meaningOf(item.entry, 'column')?.field)),
  );
  if (fields.has('actual') || fields.has('score')) return 'self-evaluation';
  return facts.kind ?? 'target';
}

/** Reads one form of a document. */
export class FormReader {
  readonly #rules: ReaderRules;
  readonly #draft: FormDraft;
  readonly #facts: DocumentFacts;

  readonly #longTerm: { label: string; text: string; items: readonly Item[] }[] = [];

  constructor(rules: ReaderRules, draft: FormDraft, facts: DocumentFacts) {
    this.#rules = rules;
    this.#draft = draft;
    this.#facts = facts;
  }

  read(items: readonly Item[], span: FormSpan, index: number): ReadForm {
    const sections = sectionsOf(items, span);
    const heading = this.#heading(sections.cells);
    const titles = heading.filter((item) => isTitle(item, this.#rules.labels));
    const indicators = new IndicatorReader(this.#draft, this.#rules);
    const scanner = new CellScanner(this.#draft);
    scanner.run(sections.cells.slice(heading.length));
    const isYearly = sections.tables.some(({ longTerm }) => longTerm === undefined);
    for (const { heads, body, longTerm } of sections.tables) {
      this.#draft.label(...heads);
      if (longTerm && isYearly) this.#longTermTable(longTerm, heads, body);
      else indicators.read(body, heads);
    }
    const tail = new CellScanner(this.#draft);
    tail.run(sections.tail);
    const kind = kindOf(titles, this.#rules, sections.tables, this.#facts);
    const record = this.#record(kind, titles, heading, scanner.found, tail.found, sections, indicators);
    return this.#finish(record.record, record.template, items.slice(span.from, span.to), index, indicators);
  }

  /** Indicators of the long term are no indicators of this year; they are kept in words. */
  #longTermTable(label: Item, heads: readonly Item[], body: readonly Item[]): void {
    const reader = new IndicatorReader(this.#draft.aside(), this.#rules);
    reader.read(body, heads);
    const rows = reader.indicators.map(
      ({ level1, level2, level3, target }) =>
        `${[level1, level2, level3].filter((text) => text !== null).join('/')}：${target?.printed ?? ''}`,
    );
    if (rows.length > 0) this.#longTerm.push({ label: label.text, text: rows.join('\n'), items: body });
  }

  /** What stands above the first label: titles, year, unit of money, name of the unit. */
  #heading(cells: readonly Item[]): Item[] {
    const first = cells.findIndex(
      (item) =>
        item.kind === 'label' &&
        !isTitle(item, this.#rules.labels) &&
        item.entry?.meanings.some(
          ({ kind }) => kind === 'header' || kind === 'goal' || kind === 'fund-row' || kind === 'further',
        ),
    );
    const heading = cells.slice(0, first < 0 ? 0 : first);
    for (const item of heading) if (item.kind === 'label') this.#draft.label(item);
    return heading;
  }

  #record(
    kind: FormKind,
    titles: readonly Item[],
    heading: readonly Item[],
    cells: FoundCells,
    tail: FoundCells,
    sections: Sections,
    indicators: IndicatorReader,
  ): { record: FormRecord; template: ReadForm['template'] } {
    const header = this.#header(cells, heading);
    const year = this.#year(cells, titles, heading, header);
    const chosen = chooseTemplate(
      this.#rules.rules.templates,
      this.#rules.labels,
      this.#draft.labels,
      kind,
      year,
    );
    const printedUnit = findUnit([...heading, ...sections.cells]);
    const funds = buildFunds(
      this.#draft,
      cells.funds,
      printedUnit?.unit ?? chosen?.template.amountUnit ?? null,
    );
    const amountUnit = this.#amountUnit(printedUnit, chosen?.template, cells, funds);
    const totals = readTotals(
      this.#draft,
      [...tail.total, ...cells.total],
      [...tail.grade, ...cells.grade],
      sections.tables.at(-1)?.heads ?? [],
    );
    const title = titles.at(-1);
    if (title) this.#draft.furniture(...titles);
    this.#draft.furniture(...heading);
    const further = [...cells.further, ...tail.further].flatMap(
      ({ label, items }): { label: string; text: string; items: readonly Item[] }[] => {
        const text = items.filter(({ kind: is }) => is !== 'blank');
        return text.length === 0
          ? []
          : [{ label: label.text.replace(/[:：]$/, ''), text: goalText(text), items: text }];
      },
    );
    further.push(...this.#longTerm);
    further.forEach(({ items }, at) => {
      this.#draft.field(`/further/${at}/text`, items);
    });
    const regionTexts = [
      ...titles.map(({ text }) => text),
      header.competentDepartment ?? '',
      header.implementingUnit ?? '',
      ...heading.map(({ text }) => text),
      ...this.#facts.regionTexts,
    ];
    const record: FormRecord = {
      schemaVersion: RECORD_SCHEMA_VERSION,
      kind,
      title: title?.text ?? null,
      fiscalYear: year,
      region: findRegion(regionTexts, this.#rules.rules.lexicon.regions),
      header,
      amountUnit,
      funds,
      goals: this.#goals(cells, tail),
      indicators: indicators.indicators,
      ...totals,
      further: further.map(({ label, text }) => ({ label, text })),
    };
    return { record, template: chosen?.result ?? null };
  }

  #header(cells: FoundCells, heading: readonly Item[]): FormHeader {
    const header: Record<keyof FormHeader, string | null> = { ...EMPTY_HEADER };
    for (const [field, items] of cells.header) {
      const text = textOf(items);
      if (isBlankCell(text)) continue;
      const isDate = field === 'startDate' || field === 'endDate';
      header[field] = isDate ? (parseDateCell(text) ?? text) : text;
      this.#draft.field(`/header/${field}`, items);
    }
    for (const item of [...cells.codeLine, ...heading.filter(isCodeLine)]) this.#codeLine(item, header);
    this.#period(cells, header);
    return header;
  }

  /** `355101某某局`: code and name of the unit in one line. */
  #codeLine(item: Item, header: Record<keyof FormHeader, string | null>): void {
    const match = CODE.exec(item.text);
    if (!match) return;
    const [, code = '', name = ''] = match;
    header.unitCode ??= code;
    this.#draft.field('/header/unitCode', [item]);
    if (header.implementingUnit !== null) return;
    header.implementingUnit = name;
    this.#draft.field('/header/implementingUnit', [item]);
  }

  #period(cells: FoundCells, header: Record<keyof FormHeader, string | null>): void {
    for (const { label, items } of cells.further) {
      const period =
        label.key.includes('期') || label.key.includes('起止') ? parsePeriodCell(textOf(items)) : null;
      if (!period) continue;
      header.startDate ??= period.start;
      header.endDate ??= period.end;
      this.#draft.field('/header/startDate', items);
      this.#draft.field('/header/endDate', items);
    }
  }

  #year(
    cells: FoundCells,
    titles: readonly Item[],
    heading: readonly Item[],
    header: FormHeader,
  ): number | null {
    const lines = [...heading.filter(isYearLine), ...cells.year];
    // A year within the project's name is that of its money, not of the form.
    const name = labelKey(header.projectName ?? '');
    const ownTitles = [...titles]
      .reverse()
      .map((title) => (name === '' ? title : { ...title, key: title.key.replace(name, '') }));
    const other = (): ReturnType<typeof findYear> => (this.#facts.year === null ? findYear(titles) : null);
    const found =
      findYear(lines) ??
      findYear(ownTitles) ??
      findYear(
        heading.filter(({ key }) => !titles.some((title) => title.key === key) && key.includes('年')),
      ) ??
      other();
    this.#draft.furniture(...lines.filter((line) => line.kind === 'text' && !cells.year.includes(line)));
    if (cells.year.length > 0) this.#draft.field('/fiscalYear', cells.year);
    if (found) {
      if (cells.year.length === 0)
        this.#draft.stated('/fiscalYear', {
          kind: 'document',
          place: placeOf(this.#draft.document, found.item.parts),
        });
      return found.year;
    }
    const start = header.startDate === null ? null : Number(header.startDate.slice(0, 4));
    const year = this.#facts.year ?? (start !== null && Number.isInteger(start) ? start : null);
    if (year !== null)
      this.#draft.stated('/fiscalYear', {
        kind: 'inferred',
        reason: this.#facts.year === null ? '按计划开始日期推断' : '按本文件其他表的年度推断',
        confidence: 0.8,
      });
    return year;
  }

  #amountUnit(
    printed: ReturnType<typeof findUnit>,
    template: { amountUnit: MoneyUnit; title: string; regionName: string } | undefined,
    cells: FoundCells,
    funds: FormRecord['funds'],
  ): MoneyUnit {
    const origin = (value: Origin): void => {
      this.#draft.stated('/amountUnit', value);
    };
    if (printed) {
      origin({ kind: 'document', place: placeOf(this.#draft.document, printed.item.parts) });
      return printed.unit;
    }
    const own = cells.funds.flatMap((fund) => fund.cells).find(({ item }) => /万元?$/.test(item.key));
    if (own) {
      origin({ kind: 'document', place: placeOf(this.#draft.document, own.item.parts) });
      return '万元';
    }
    if (template) {
      origin({
        kind: 'default',
        reason: `${template.regionName}“${template.title}”的金额单位`,
        confidence: 0.9,
      });
      return template.amountUnit;
    }
    const inferred = inferUnit(funds);
    origin(inferred.origin);
    return inferred.unit;
  }

  #goals(cells: FoundCells, tail: FoundCells): Goals {
    const goals: Record<keyof Goals, string | null> = { ...EMPTY_GOALS };
    for (const { field, items } of [...cells.goals, ...tail.goals]) {
      const text = goalText(items);
      if (text === '' || isBlankCell(text)) continue;
      goals[field] = goals[field] === null ? text : `${goals[field]}\n${text}`;
      this.#draft.field(`/goals/${field}`, items);
    }
    return goals;
  }

  #finish(
    record: FormRecord,
    template: ReadForm['template'],
    items: readonly Item[],
    index: number,
    indicators: IndicatorReader,
  ): ReadForm {
    const name = record.header.projectName ?? record.title ?? `第${index + 1}张表`;
    const parts = items.filter(({ kind }) => kind !== 'blank').flatMap((item) => item.parts);
    const place = placeOf(
      this.#draft.document,
      parts.length === 0 ? [] : [{ from: parts[0]?.from ?? 0, to: parts[0]?.to ?? 0 }],
    );
    if (record.indicators.length === 0)
      this.#draft.problems.push(readingProblem('READ-TRUNCATED-FORM', { name }, place));
    else if (
      record.kind === 'self-evaluation' &&
      record.totalScore === null &&
      record.indicators.some(({ score }) => score !== null)
    )
      this.#draft.problems.push(readingProblem('READ-NO-TOTAL', { name }, place));
    for (const item of indicators.broken)
      this.#draft.problems.push(
        readingProblem(
          'READ-BROKEN-ROW',
          { text: item.text.slice(0, 20) },
          placeOf(this.#draft.document, item.parts),
        ),
      );
    const checks = checkArithmetic(record);
    return {
      index,
      record,
      origins: this.#draft.origins,
      template,
      place,
      checks,
      needsReview: checks.some(({ agrees }) => !agrees),
    };
  }
}
