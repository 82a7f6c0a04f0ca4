import { attributeOf, isOn, parseXml } from '../xml.ts';

interface Style {
  basedOn?: string;
  isHidden?: boolean;
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
      },
      close: (name) => {
        if (name === 'style') style = undefined;
      },
    });
  }

  isHidden(id: string | undefined): boolean {
    let style = id === undefined ? undefined : this.#styles.get(id);
    for (let step = 0; style && step < MAX_ANCESTORS; step++) {
      if (style.isHidden !== undefined) return style.isHidden;
      style = style.basedOn === undefined ? undefined : this.#styles.get(style.basedOn);
    }
    return false;
  }

  isContents(id: string): boolean {
    return this.#styles.get(id)?.isContents ?? /^toc\d/i.test(id);
  }
}
