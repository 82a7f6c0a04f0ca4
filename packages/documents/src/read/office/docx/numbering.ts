import { attributeOf, parseXml, type Attributes } from '../xml.ts';
import { numberInWords } from './number-words.ts';

/** Which list a paragraph belongs to, and how deep. */
export interface ListPlace {
  readonly list: string;
  readonly level: number;
}

interface Level {
  start: number;
  format: string;
  /** `%1.%2` with the numbers of this level and those above. */
  text: string;
  /** What stands behind the number: a tab or blank, or nothing. */
  hasBlank: boolean;
  /** All numbers of it are printed in digits, those of the levels above too. */
  isLegal: boolean;
}

interface List {
  abstract: string;
  readonly starts: Map<number, number>;
  readonly levels: Map<number, Level>;
}

const MAX_LEVEL = 9;
const PLACE = /%([1-9])/g;

function newLevel(): Level {
  return { start: 1, format: 'decimal', text: '', hasBlank: true, isLegal: false };
}

function numberOf(attributes: Attributes): number {
  const number = Number.parseInt(attributeOf(attributes, 'val') ?? '', 10);
  return number >= 0 ? number : 0;
}

/** 自动编号: counts the lists of a Word file and gives the number that is printed before a paragraph. */
export class Numbering {
  readonly #abstract = new Map<string, Map<number, Level>>();
  readonly #lists = new Map<string, List>();
  /** Lists of the same kind go on counting where the other stopped. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(bytes: Uint8Array | undefined) {
    if (bytes) this.#parse(bytes);
  }

  #parse(bytes: Uint8Array): void {
    let levels: Map<number, Level> | undefined;
    let list: List | undefined;
    let level: Level | undefined;
    let overridden = 0;
    parseXml(bytes, {
      open: (name, attributes) => {
        if (name === 'abstractNum') {
          levels = new Map();
          this.#abstract.set(attributeOf(attributes, 'abstractNumId') ?? '', levels);
        } else if (name === 'num') {
          list = { abstract: '', starts: new Map(), levels: new Map() };
          levels = list.levels;
          this.#lists.set(attributeOf(attributes, 'numId') ?? '', list);
        } else if (name === 'abstractNumId' && list) list.abstract = attributeOf(attributes, 'val') ?? '';
        else if (name === 'lvlOverride') overridden = Number(attributeOf(attributes, 'ilvl') ?? 0);
        else if (name === 'startOverride') list?.starts.set(overridden, numberOf(attributes));
        else if (name === 'lvl') {
          level = newLevel();
          levels?.set(Number(attributeOf(attributes, 'ilvl') ?? 0), level);
        } else if (level) levelProperty(level, name, attributes);
      },
      close: (name) => {
        if (name === 'lvl') level = undefined;
        else if (name === 'num') list = undefined;
      },
    });
  }

  /** The number printed before the next paragraph of a list, a blank behind it; empty for bullets. */
  next({ list: id, level: depth }: ListPlace): string {
    const list = this.#lists.get(id);
    if (!list || depth >= MAX_LEVEL) return '';
    const levelAt = (index: number): Level | undefined =>
      list.levels.get(index) ?? this.#abstract.get(list.abstract)?.get(index);
    const own = levelAt(depth);
    if (!own) return '';
    const counts = this.#counts.get(list.abstract) ?? [];
    this.#counts.set(list.abstract, counts);
    if (!this.#begun.has(id)) {
      this.#begun.add(id);
      for (const [index, start] of list.starts) {
        counts.length = Math.min(counts.length, index);
        counts[index] = start - 1;
      }
    }
    const startAt = (index: number): number => list.starts.get(index) ?? levelAt(index)?.start ?? 1;
    for (let index = 0; index < depth; index++) counts[index] ??= startAt(index);
    counts[depth] = (counts[depth] ?? startAt(depth) - 1) + 1;
    counts.length = depth + 1;
    const text = own.text.replace(PLACE, (_, place: string) => {
      const index = Number(place) - 1;
      const format = own.isLegal && index < depth ? 'decimal' : (levelAt(index)?.format ?? 'decimal');
      return numberInWords(counts[index] ?? startAt(index), format);
    });
    if (own.format === 'bullet' || own.format === 'none' || text === '') return '';
    return own.hasBlank ? `${text} ` : text;
  }
}

function levelProperty(level: Level, name: string, attributes: Attributes): void {
  const value = attributeOf(attributes, 'val') ?? '';
  if (name === 'start') level.start = numberOf(attributes);
  else if (name === 'numFmt') level.format = value;
  else if (name === 'lvlText') level.text = value;
  else if (name === 'suff') level.hasBlank = value !== 'nothing';
  else if (name === 'isLgl') level.isLegal = true;
}
