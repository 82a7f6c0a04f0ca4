import {
  EMPTY_GOALS,
  isBlankCell,
  RECORD_SCHEMA_VERSION,
  type FormHeader,
  type FormKind,
  type FormRecord,
  type FurtherCell,
  type Goals,
  type Indicator,
} from '@jiheng/domain';

import { placeOf } from '../model/neutral-document.ts';
import { readingProblem } from '../problems.ts';
import type { ArithmeticCheck, ReadForm } from '../read-result.ts';
import { checkArithmetic } from './check-arithmetic.ts';
import { chooseTemplate } from './choose-template.ts';
import { FormDraft, textOf } from './form-draft.ts';
import { findRegion, findUnit } from './form-facts.ts';
import { readAmountUnit, readHeader, readYear, withUnlabelledUnit } from './form-header.ts';
import type { FoundCells } from './found-cells.ts';
import { buildFunds } from './fund-rows.ts';
import { goalText } from './goal-texts.ts';
import { partsOf, type Item } from './items.ts';
import { IndicatorReader } from './read-indicators.ts';
import { readTotals } from './read-totals.ts';
import type { ReaderRules } from './reader-rules.ts';
import { CellScanner } from './scan-cells.ts';
import { kindOf, sectionsOf, type Sections } from './sections.ts';
import { isTitle, type FormSpan } from './split-forms.ts';

/** What the document as a whole says, for forms that do not say it themselves. */
export interface DocumentFacts {
  readonly year: number | null;
  readonly kind: FormKind | null;
  readonly regionTexts: readonly string[];
}

/** What was found in one form, before it becomes a record. */
interface FormParts {
  readonly kind: FormKind;
  readonly titles: readonly Item[];
  readonly heading: readonly Item[];
  readonly sections: Sections;
  readonly cells: FoundCells;
  readonly tail: FoundCells;
  readonly indicators: readonly Indicator[];
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
    for (const { heads, columns, body, longTerm } of sections.tables) {
      this.#draft.label(...heads);
      if (longTerm && isYearly) this.#longTermTable(longTerm, columns, body);
      else indicators.read(body, columns);
    }
    const tail = new CellScanner(this.#draft);
    tail.run(sections.tail);
    const kind = kindOf(titles, this.#rules, sections.tables, this.#facts.kind);
    const found = { kind, titles, heading, sections, cells: scanner.found, tail: tail.found };
    const { record, template } = this.#record({ ...found, indicators: indicators.indicators });
    const rows = this.#rowsToCheck(indicators);
    const first = items.slice(span.from, span.to).find((item) => item.kind !== 'blank');
    return this.#finish({ record, template, rows }, first, index);
  }

  /** Indicators of the long term are no indicators of this year; they are kept in words. */
  #longTermTable(label: Item, columns: readonly Item[], body: readonly Item[]): void {
    const reader = new IndicatorReader(this.#draft.aside(), this.#rules);
    reader.read(body, columns);
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

  #record(parts: FormParts): { record: FormRecord; template: ReadForm['template'] } {
    const { kind, titles, heading, cells, tail, sections } = parts;
    const draft = this.#draft;
    const { templates, lexicon } = this.#rules.rules;
    const labelled = readHeader(draft, cells, heading);
    const year = readYear(draft, {
      cells,
      titles,
      heading,
      header: labelled,
      documentYear: this.#facts.year,
    });
    const chosen = chooseTemplate(templates, this.#rules.labels, draft.labels, kind, year);
    const names = heading.filter((item) => !titles.includes(item));
    const header = withUnlabelledUnit(draft, labelled, names, chosen?.template);
    const printed = findUnit([...heading, ...sections.cells]);
    const funds = buildFunds(draft, cells.funds, printed?.unit ?? chosen?.template.amountUnit ?? null);
    const amountUnit = readAmountUnit(draft, printed, chosen?.template, cells, funds);
    const heads = sections.tables.at(-1)?.columns ?? [];
    const totals = readTotals(draft, [...tail.total, ...cells.total], [...tail.grade, ...cells.grade], heads);
    const goals = this.#goals(cells, tail);
    const further = this.#further(cells, tail);
    draft.furniture(...heading);
    const record: FormRecord = {
      schemaVersion: RECORD_SCHEMA_VERSION,
      kind,
      title: titles.at(-1)?.text ?? null,
      fiscalYear: year,
      region: findRegion(this.#regionTexts(header, titles, heading), lexicon.regions),
      header,
      amountUnit,
      funds,
      goals,
      indicators: parts.indicators,
      ...totals,
      further,
    };
    return { record, template: chosen?.result ?? null };
  }

  #regionTexts(header: FormHeader, titles: readonly Item[], heading: readonly Item[]): string[] {
    const own = [
      ...titles.map(({ text }) => text),
      header.competentDepartment ?? '',
      header.implementingUnit ?? '',
    ];
    return [...own, ...heading.map(({ text }) => text), ...this.#facts.regionTexts];
  }

  /** Labelled cells that the record has no field for. */
  #further(cells: FoundCells, tail: FoundCells): FurtherCell[] {
    const found = [...cells.further, ...tail.further].map(({ label, items }) => {
      const filled = items.filter(({ kind }) => kind !== 'blank');
      return { label: label.text.replace(/[:：]$/, ''), text: goalText(filled), items: filled };
    });
    const kept = [...found.filter(({ items }) => items.length > 0), ...this.#longTerm];
    return kept.map(({ label, text, items }, index) => {
      this.#draft.field(`/further/${index}/text`, items);
      return { label, text };
    });
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
    { record, template, rows }: Pick<ReadForm, 'record' | 'template'> & { readonly rows: ArithmeticCheck[] },
    first: Item | undefined,
    index: number,
  ): ReadForm {
    const place = placeOf(this.#draft.document, first ? partsOf(first).slice(0, 1) : []);
    const name = record.header.projectName ?? record.title ?? `第${index + 1}张表`;
    const isUnscored = record.indicators.every(({ score }) => score === null);
    if (record.indicators.length === 0)
      this.#draft.problems.push(readingProblem('READ-TRUNCATED-FORM', { name }, place));
    else if (record.kind === 'self-evaluation' && record.totalScore === null && !isUnscored) {
      this.#draft.problems.push(readingProblem('READ-NO-TOTAL', { name }, place));
    }
    const checks = [...checkArithmetic(record), ...rows];
    const needsReview = checks.some(({ agrees }) => !agrees);
    return { index, record, origins: this.#draft.origins, template, place, checks, needsReview };
  }

  /** Rows that could not be read, or that were read with doubt: a problem with its place, and a check that fails. */
  #rowsToCheck({ broken, doubts }: IndicatorReader): ArithmeticCheck[] {
    const report = (items: readonly Item[]): string => {
      const text = textOf(items).slice(0, 20);
      const place = placeOf(this.#draft.document, items.flatMap(partsOf));
      this.#draft.problems.push(readingProblem('READ-BROKEN-ROW', { text }, place));
      return text;
    };
    const lost = broken.map((item): ArithmeticCheck => ({
      id: 'row-lost',
      agrees: false,
      at: [],
      detail: `有一行指标无法完整识别：${report([item])}`,
    }));
    const doubtful = doubts.map(({ path, name, reason }): ArithmeticCheck => {
      report(name);
      return { id: 'row-doubtful', agrees: false, at: [`${path}/level3`], detail: reason };
    });
    return [...lost, ...doubtful];
  }
}
