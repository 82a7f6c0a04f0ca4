import type { FormHeader, FundAmountField, Goals } from '@jiheng/domain';

import { Gap, isDrawn, type Shape } from '../model/neutral-document.ts';
import { noCells, type FoundCells } from './found-cells.ts';
import { isFundValue } from './fund-amounts.ts';
import { FundTable, type OpenFund } from './fund-table.ts';
import { textOf, type FormDraft } from './form-draft.ts';
import { isPeriodNote, resolveGoals, type GoalGroup } from './goal-texts.ts';
import { isRemark, type Item } from './items.ts';
import { meaningOf, type LabelEntry } from './label-index.ts';
import { isCodeLine, isUnitLine, isYearLine } from './split-forms.ts';

type Target =
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly field: keyof FormHeader; readonly label: Item }
  | { readonly kind: 'list'; readonly items: Item[]; readonly label: Item }
  | ({ readonly kind: 'fund' } & OpenFund)
  /** `全年预算数：45.00`, without a row of its own. */
  | { readonly kind: 'amount'; readonly field: FundAmountField; readonly label: Item }
  | { readonly kind: 'goals'; readonly group: GoalGroup };

/** True for a label that announces nothing beside it; in the fund table it may name a row: 其他. */
const isHeading = ({ meanings }: LabelEntry): boolean =>
  meanings.every(({ kind }) => kind === 'section' || kind === 'column' || kind === 'fund-column');

/** 表内各栏: walks over labels and values before and behind the indicator table. */
export class CellScanner {
  readonly found: FoundCells = noCells();
  readonly #draft: FormDraft;
  readonly #shape: Shape;
  #target: Target = { kind: 'none' };
  /** Goal labels whose texts have not come yet; amounts may stand between. */
  #waiting: GoalGroup | undefined;

  /** The last label that heads a table of its own, whose rows have no labels that are known. */
  #heading: Item | undefined;

  /** Within the list of tasks of a department, whose sums are no fund rows. */
  #isTaskList = false;

  /** Labels of one row that the record has no field for; their values may stand in the row below. */
  #headings: { readonly label: Item; readonly items: Item[] }[] = [];

  /** Labels of fields of the header that came again, with what stands beside them. */
  readonly #again: { readonly field: keyof FormHeader; readonly label: Item; readonly items: Item[] }[] = [];

  readonly #funds = new FundTable(this.found);

  constructor(draft: FormDraft) {
    this.#draft = draft;
    this.#shape = draft.document.shape;
  }

  run(items: readonly Item[]): void {
    items.forEach((item, index) => {
      if (item.kind === 'label') this.#label(item, items, index);
      else if (isUnitLine(item)) this.#draft.label(item);
      else if (
        isRemark(item) &&
        !isYearLine(item) &&
        !isPeriodNote(item) &&
        this.#target.kind !== 'list' &&
        this.#target.kind !== 'goals'
      )
        this.#draft.label(item);
      else this.#value(item, items, index);
    });
    this.#close();
    this.#settleAgain();
    this.#funds.finish();
  }

  #close(): void {
    const target = this.#target;
    this.#target = { kind: 'none' };
    if (target.kind === 'fund') this.#funds.close(target);
    if (target.kind !== 'goals') return;
    const resolved = resolveGoals(target.group, this.#shape, isDrawn(this.#draft.document));
    this.found.goals.push(...resolved);
    this.#waiting = resolved.length === 0 ? target.group : undefined;
  }

  /** The same field twice: in a line above the table and in the table, which is then right. Another text is kept as it is. */
  #settleAgain(): void {
    for (const { field, label, items } of this.#again) {
      const known = this.found.header.get(field) ?? [];
      const [first, second] = [textOf(known), textOf(items)];
      if (second === '' || first === second) this.#draft.label(...items);
      else if (first.startsWith(second)) {
        this.#draft.label(...known);
        this.found.header.set(field, items);
      } else this.found.further.push({ label, items });
    }
  }

  #label(item: Item, items: readonly Item[], index: number): void {
    const { entry } = item;
    if (!entry) return;
    this.#draft.label(item);
    this.#heading = (meaningOf(entry, 'section') ?? meaningOf(entry, 'fund-column')) ? item : undefined;
    if (this.#isSideLabel(item) || this.#fundColumn(item, entry, items, index)) return;
    const fund = meaningOf(entry, 'fund-row');
    const goal = meaningOf(entry, 'goal');
    const header = meaningOf(entry, 'header');
    if (meaningOf(entry, 'section')?.name === 'tasks') this.#isTaskList = true;
    else if (goal || header) this.#isTaskList = false;
    if (fund && this.#isTaskList) this.#further(item);
    else if (fund && (this.#funds.hasHeads || !(goal ?? meaningOf(entry, 'total')))) this.#fund(item, entry);
    else if (header && !this.found.header.has(header.field))
      this.#open({ kind: 'header', field: header.field, label: item });
    else if (header) this.#headerAgain(header.field, item);
    else if (goal && !this.#isHeading(entry, items, index)) this.#goal(item, entry);
    else if (!isHeading(entry) || !this.#unknownRow(items, index)) this.#listLabel(item, entry);
  }

  /** 小计 right behind the label of a fund row is the row; the label before it only heads it and the rows below. */
  #fund(item: Item, entry: LabelEntry): void {
    const target = this.#target;
    const isHeaded =
      target.kind === 'fund' &&
      item.key.endsWith('小计') &&
      target.values.every(({ kind }) => kind === 'blank');
    if (isHeaded) this.#target = { kind: 'none' };
    this.#open({ kind: 'fund', label: item, entry, values: [] });
  }

  #headerAgain(field: keyof FormHeader, label: Item): void {
    const again = { field, label, items: [] as Item[] };
    this.#again.push(again);
    this.#open({ kind: 'list', items: again.items, label });
  }

  #open(target: Target): void {
    this.#close();
    this.#target = target;
  }

  #listLabel(item: Item, entry: LabelEntry): void {
    if (meaningOf(entry, 'total')) this.#open({ kind: 'list', items: this.found.total, label: item });
    else if (meaningOf(entry, 'grade')) this.#open({ kind: 'list', items: this.found.grade, label: item });
    else if (meaningOf(entry, 'year')) this.#open({ kind: 'list', items: this.found.year, label: item });
    else if (meaningOf(entry, 'further')) this.#further(item);
    else if (this.#target.kind !== 'goals') this.#open({ kind: 'none' });
  }

  /** A label without a field of its own, or one that was met before. */
  #further(item: Item): void {
    const further = { label: item, items: [] as Item[] };
    this.found.further.push(further);
    if (this.#headings[0]?.label.row !== item.row) this.#headings = [];
    this.#headings.push(further);
    this.#open({ kind: 'list', items: further.items, label: item });
  }

  /** The tall label left of goals, printed in the row of their texts. */
  #isSideLabel(item: Item): boolean {
    const target = this.#target;
    if (target.kind !== 'goals' || item.row < 0) return false;
    const { labels, texts } = target.group;
    return (
      texts.every(({ kind }) => kind === 'blank') &&
      labels.every((label) => label.item.row !== item.row && label.item.column > item.column)
    );
  }

  #fundColumn(item: Item, entry: LabelEntry, items: readonly Item[], index: number): boolean {
    const column = meaningOf(entry, 'fund-column');
    if (this.found.funds.length > 0 || this.#target.kind === 'fund') return false;
    if (!column) return this.#target.kind === 'none' && this.#funds.takesFurtherHead(item, entry);
    const value = items[index + 1];
    if (value?.gap === Gap.None && isFundValue(value)) {
      this.#open({ kind: 'amount', field: column.field, label: item });
      return true;
    }
    if (!this.#funds.takesHead(item, column.field, items, index)) return false;
    this.#open({ kind: 'none' });
    return true;
  }

  /** A goal label that only heads other goal labels: 年度总体目标 above 预期目标 and 实际完成情况. */
  #isHeading(entry: LabelEntry, items: readonly Item[], index: number): boolean {
    if (!meaningOf(entry, 'section')) return false;
    const next = items
      .slice(index + 1, index + 4)
      .find((other) => other.kind !== 'blank' && !isRemark(other));
    return next?.kind === 'label' && meaningOf(next.entry, 'goal') !== undefined;
  }

  #goal(item: Item, entry: LabelEntry): void {
    const target = this.#target;
    const isBeside =
      target.kind === 'goals' &&
      target.group.texts.every(({ kind }) => kind === 'blank') &&
      target.group.labels.at(-1)?.item.row === item.row;
    const taken = new Set(isBeside ? target.group.labels.map(({ field }) => field) : []);
    const fields = entry.meanings.flatMap((meaning) => (meaning.kind === 'goal' ? [meaning.field] : []));
    const field = this.#goalField(fields, taken);
    if (isBeside && !taken.has(field)) {
      if (field === 'actual') this.#asExpected(target.group);
      target.group.labels.push({ field, item });
      target.group.texts.length = 0;
    } else this.#open({ kind: 'goals', group: { labels: [{ field, item }], texts: [] } });
  }

  #goalField(fields: readonly (keyof Goals)[], taken: ReadonlySet<keyof Goals>): keyof Goals {
    const used = new Set([...taken, ...this.found.goals.map(({ field }) => field)]);
    return fields.find((field) => !used.has(field)) ?? fields[0] ?? 'annual';
  }

  /** Beside 实际完成情况 every goal is the expected one. */
  #asExpected({ labels }: GoalGroup): void {
    const [first] = labels;
    if (labels.length === 1 && first) labels[0] = { ...first, field: 'expected' };
  }

  /** Of several labels in the row above, none with a value beside it, the one over a cell. */
  #headingOver(item: Item): { readonly items: Item[] } | undefined {
    const row = this.#headings[0]?.label.row ?? -1;
    const target = this.#target;
    const isLast = target.kind === 'list' && target.label.row === row;
    if (!isLast || this.#headings.length < 2 || row < 0 || item.row !== row + 1) return undefined;
    const over = this.#headings.findLast(({ label }) => label.column <= item.column);
    return over?.items.every(({ kind }) => kind === 'blank') ? over : undefined;
  }

  /** `(2021年 - 2021年)` below 项目总目标: the time of that goal. */
  #periodNote(item: Item): void {
    const goals = this.#target.kind === 'goals' ? this.#target.group.labels : [];
    const label = goals.findLast((goal) => goal.item.column <= item.column)?.item ?? goals[0]?.item;
    if (!label) this.#draft.label(item);
    else this.found.further.push({ label: { ...label, text: `${label.text}期间` }, items: [item] });
  }

  #value(item: Item, items: readonly Item[], index: number): void {
    const target = this.#target;
    const isFilled = item.kind !== 'blank';
    const heading = isFilled ? this.#headingOver(item) : undefined;
    if (heading) heading.items.push(item);
    else if (isFilled && isPeriodNote(item)) this.#periodNote(item);
    else if (
      isFilled &&
      target.kind === 'none' &&
      this.found.funds.length === 0 &&
      item.key !== '' &&
      !isFundValue(item) &&
      this.#funds.takesFurtherHead(item)
    )
      this.#draft.label(item);
    else if (target.kind === 'header') this.#headerValue(target, item);
    else if (target.kind === 'list') this.#listValue(target.items, target.label, item);
    else if (target.kind === 'fund' && this.#funds.takesValue(target, item)) target.values.push(item);
    else if (target.kind === 'amount') {
      this.#funds.addLoose(target.label, { field: target.field, item });
      this.#open({ kind: 'none' });
    } else if (target.kind === 'goals') target.group.texts.push(item);
    else if (isFilled && !this.#unknownRow(items, index)) this.#stray(item);
  }

  /** A row of the fund table whose name no list knows. */
  #unknownRow(items: readonly Item[], index: number): boolean {
    const isNear = this.#target.kind === 'fund' || this.found.funds.length === 0;
    const row = isNear ? this.#funds.unknownRow(items, index) : undefined;
    if (!row) return false;
    this.#draft.label(row.label);
    this.#open({ kind: 'fund', ...row });
    return true;
  }

  #headerValue(target: Extract<Target, { kind: 'header' }>, item: Item): void {
    const items = this.found.header.get(target.field) ?? [];
    const isOther = item.row >= 0 && item.row !== target.label.row;
    const isFull = item.gap >= Gap.Cell && items.some(({ kind }) => kind !== 'blank');
    if (!isOther && !isFull) {
      items.push(item);
      this.found.header.set(target.field, items);
    } else if (item.kind !== 'blank') this.#stray(item);
  }

  #listValue(items: Item[], label: Item, item: Item): void {
    if (item.row >= 0 && item.row !== label.row && items.length > 0 && item.kind !== 'blank')
      this.#stray(item);
    else items.push(item);
  }

  /** Text that no label directly announces: the year, the code of the unit, a goal whose label stood further up. */
  #stray(item: Item): void {
    if (isYearLine(item)) this.found.year.push(item);
    else if (isCodeLine(item)) this.found.codeLine.push(item);
    else if (this.#waiting && item.text.length > 1) {
      const group = this.#waiting;
      this.#waiting = undefined;
      this.#open({ kind: 'goals', group });
      group.texts.push(item);
    } else if (this.#shape === 'cells' && this.#heading) {
      this.found.further.push({ label: this.#heading, items: [item] });
    }
  }
}
