import { parseXml, type XmlHandler } from '../xml.ts';

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Text of a cell: pieces of rich text joined, readings above the words left out. */
export class RichText {
  #text = '';
  #isText = false;
  #readings = 0;

  open(name: string): void {
    if (name === 'rPh') this.#readings++;
    else if (name === 't') this.#isText = true;
  }

  close(name: string): void {
    if (name === 'rPh') this.#readings--;
    else if (name === 't') this.#isText = false;
  }

  add(text: string): void {
    if (this.#isText && this.#readings === 0) this.#text += text;
  }

  /** The text so far; begins anew. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return decodeEscapes(text);
  }
}

/** `_x000D_` stands for a control character. */
export function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** 共享字符串: all texts that cells point to by number. */
export function readSharedStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  const rich = new RichText();
  const handler: XmlHandler = {
    open: (name) => {
      rich.open(name);
    },
    close: (name) => {
      rich.close(name);
      if (name === 'si') strings.push(rich.take());
    },
    text: (text) => {
      rich.add(text);
    },
  };
  parseXml(bytes, handler);
  return strings;
}
