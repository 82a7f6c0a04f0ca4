import { attributeOf, isOn, parseXml } from '../xml.ts';
import type { ListPlace } from './numbering.ts';

interface Style {
  basedOn?: string;
  isHidden?: boolean;
  list?: string;
  level?: number;
  isContents: boolean;
}

const CONTENTS_NAME = /^toc (?:\d|heading)/i;
const MAX_ANCESTORS = 20;

/** 样式: what styles say about visibility and tables of contents. */
export class Styles {
  readonly #styles = new Map<string, Style>();

  constructor(bytes: Uint8Array | undefined) {
    if (bytes) this.#parse(bytes);
  }

  #parse(bytes: Uint8Array): void {
    let style: Style | undefined;
    parseXml(bytes, {
      open: (name, attributes) => {
        if (name === 'style') {
          style = { isContents: false };
          this.#styles.set(attributeOf(attributes, 'styleId') ?? '', style);
        }
        if (!style) return;
        const value = attributeOf(attributes, 'val') ?? '';
        if (name === 'name') style.isContents = CONTENTS_NAME.test(value);
        else if (name === 'basedOn') style.basedOn = value;
        else if (name === 'vanish') style.isHidden = isOn(attributes);
        else if (name === 'numId') style.list = value;
        else if (name === 'ilvl') style.level = Number(value);
      },
      close: (name) => {
        if (name === 'style') style = undefined;
      },
    });
  }

  /** A style and those it is based on. */
  *#lineage(id: string | undefined): Generator<Style, void, undefined> {
    let style = id === undefined ? undefined : this.#styles.get(id);
    for (let step = 0; style && step < MAX_ANCESTORS; step++) {
      yield style;
      style = style.basedOn === undefined ? undefined : this.#styles.get(style.basedOn);
    }
  }

  isHidden(id: string | undefined): boolean {
    for (const { isHidden } of this.#lineage(id)) if (isHidden !== undefined) return isHidden;
    return false;
  }

  /** The list that a style numbers its paragraphs in. */
  listOf(id: string): ListPlace | undefined {
    let level: number | undefined;
    for (const style of this.#lineage(id)) {
      level ??= style.level;
      if (style.list !== undefined) return { list: style.list, level: level ?? 0 };
    }
    return undefined;
  }

  isContents(id: string): boolean {
    return this.#styles.get(id)?.isContents ?? /^toc\d/i.test(id);
  }
}
