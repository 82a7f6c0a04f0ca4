import type { Level1Key } from '@jiheng/domain';

import { joinTexts } from '../read/clean-text.ts';
import type { Item } from './items.ts';
import { bareLabelKey } from './label-key.ts';
import type { LevelIndex } from './level-index.ts';

/** A level of a row: its text and where it is printed; no items when it follows from the other level. */
export interface Level {
  readonly text: string;
  readonly items: readonly Item[];
}

export interface RowLevels {
  readonly level1: Level | null;
  readonly level2: Level | null;
}

const POINTS = /[(（][\d.]+分?[)）]|[(（]续[)）]|[:：]$/g;
const STARS = /^[★☆*]+/;

function printed(item: Item): Level {
  return { text: joinTexts(item.text.replace(POINTS, '').replace(STARS, '').split('\n')), items: [item] };
}

/** The class a label usually belongs to; satisfaction stays satisfaction even where a region lists it elsewhere. */
function usualClass(classes: readonly Level1Key[]): Level1Key | undefined {
  return classes.includes('satisfaction') ? 'satisfaction' : classes[0];
}

/** 级次: fills level labels down over merged cells and sets right those that stand in the wrong column. */
export class LevelTracker {
  readonly #levels: LevelIndex;
  #hasCostLevel1 = false;
  #level1: Level | null = null;
  #classes: readonly Level1Key[] = [];
  #level2: Level | null = null;
  /** A table whose level 2 are the usual classes: 实施效果指标 over 产出指标. */
  #isOneDeeper = false;
  /** A level-2 label printed one row too early. */
  #early: Level | null = null;

  constructor(levels: LevelIndex) {
    this.#levels = levels;
  }

  /** Takes note of the labels of a table before its rows are read: under 经济成本指标, 成本指标 is level 1. */
  see(labels: readonly Item[]): void {
    this.#hasCostLevel1 ||= labels.some(({ key }) => {
      const entry = this.#levels.find(key);
      return (
        entry?.isLevel2 === true && !entry.isLevel1 && entry.level1.length === 1 && entry.level1[0] === 'cost'
      );
    });
  }

  /** Levels of the next row, from the labels printed in it. */
  next(first: readonly Item[], second: readonly Item[]): RowLevels {
    const labels = [...first, ...second].filter(({ text }) => text !== '');
    if (labels.length === 0 && this.#early) {
      this.#setLevel2(this.#early);
      this.#early = null;
    }
    const level2Labels = labels.filter(({ key }) => this.#isOnlyLevel2(key));
    if (level2Labels.length > 1) {
      const [upper] = labels.filter(({ key }) => this.#levels.find(key)?.isLevel1 === true);
      if (upper) this.#take(upper, 0, [upper], true);
      const [early, own] = [level2Labels[0], level2Labels.at(-1)];
      if (early) this.#early = printed(early);
      if (own) this.#setLevel2(printed(own));
      return this.#current();
    }
    if (!this.#takeOneDeeper(labels, first))
      labels.forEach((item, index) => {
        this.#take(item, index, labels, first.includes(item));
      });
    return this.#current();
  }

  #takeOneDeeper(labels: readonly Item[], first: readonly Item[]): boolean {
    const [upper, lower] = labels;
    if (!upper || labels.length > 2) return false;
    if (lower)
      this.#isOneDeeper =
        first[0] === upper &&
        (this.#isOnlyLevel1(lower.key) || (this.#isOneDeeper && !this.#isOnlyLevel2(lower.key)));
    if (!this.#isOneDeeper) return false;
    if (lower) this.#setLevel1(printed(upper), []);
    this.#level2 = printed(lower ?? upper);
    return true;
  }

  #isOnlyLevel1(key: string): boolean {
    const entry = this.#levels.find(key);
    return entry?.isLevel1 === true && !entry.isLevel2;
  }

  #current(): RowLevels {
    return { level1: this.#level1, level2: this.#level2 };
  }

  #isOnlyLevel2(key: string): boolean {
    const entry = this.#levels.find(key);
    return entry?.isLevel2 === true && !entry.isLevel1;
  }

  #take(item: Item, index: number, labels: readonly Item[], isInLevel1: boolean): void {
    const entry = this.#levels.find(item.key);
    if (!entry) {
      if (!isInLevel1) this.#level2 = printed(item);
      else if (this.#level1 === null) this.#setLevel1(printed(item), []);
    } else if (entry.isLevel1 && !(entry.isLevel2 && this.#isRatherLevel2(item, index, labels, isInLevel1)))
      this.#setLevel1(printed(item), entry.level1);
    else this.#setLevel2(printed(item), entry.level1);
  }

  /** 成本指标 and 满意度指标 are labels of both levels: what stands before and behind decides. */
  #isRatherLevel2(item: Item, index: number, labels: readonly Item[], isInLevel1: boolean): boolean {
    if (labels.length > 1) return index > 0;
    const key = bareLabelKey(item.key);
    const classes = this.#levels.find(key)?.level1 ?? [];
    if (classes.includes('cost')) return !this.#hasCostLevel1 && this.#classes.length > 0;
    const usual = usualClass(classes);
    if (usual === undefined || !this.#isNameOf(key, usual)) return true;
    return this.#classes.includes(usual) && (this.#level2 === null || !isInLevel1);
  }

  /** True for the name of the class itself, 满意度指标; what says more, 服务对象满意度指标, is level 2. */
  #isNameOf(key: string, level1: Level1Key): boolean {
    return this.#levels.nameOf(level1).startsWith(key);
  }

  #setLevel1(level: Level, classes: readonly Level1Key[]): void {
    this.#level1 = level;
    this.#classes = classes;
    this.#level2 = null;
  }

  /** A level 2 that does not belong to the level 1 in force brings its own. */
  #setLevel2(level: Level, known?: readonly Level1Key[]): void {
    const classes = known ?? this.#levels.find(level.items[0]?.key ?? '')?.level1 ?? [];
    this.#level2 = level;
    const usual = usualClass(classes);
    const fits =
      usual === 'satisfaction'
        ? this.#classes.includes(usual)
        : this.#classes.some((own) => classes.includes(own));
    const isUnknown = this.#level1 !== null && this.#classes.length === 0;
    if (usual === undefined || fits || isUnknown) return;
    this.#level1 = { text: this.#levels.nameOf(usual), items: [] };
    this.#classes = [usual];
  }
}
