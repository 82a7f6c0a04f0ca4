const WIDE = 1;
const EXTENDED = 4;
const RICH = 8;
const LATIN = new TextDecoder('latin1');
const UTF16 = new TextDecoder('utf-16le');

/** 字符串: reads texts from a record and the records that continue it; text cut between two begins anew with its width. */
export class StringReader {
  readonly #segments: readonly Uint8Array[];
  #segment = 0;
  #at = 0;

  constructor(segments: readonly Uint8Array[], at = 0) {
    this.#segments = segments;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#segment >= this.#segments.length;
  }

  #byte(): number {
    this.#advance();
    return this.#segments[this.#segment]?.[this.#at++] ?? 0;
  }

  /** Steps over to the next segment where this one is used up. */
  #advance(): boolean {
    if (this.isAtEnd || this.#at < (this.#segments[this.#segment]?.length ?? 0)) return false;
    this.#segment++;
    this.#at = 0;
    return true;
  }

  word(): number {
    return this.#byte() | (this.#byte() << 8);
  }

  double(): number {
    return (this.word() | (this.word() << 16)) >>> 0;
  }

  #skip(count: number): void {
    for (let left = count; left > 0 && !this.isAtEnd;) {
      this.#advance();
      const here = (this.#segments[this.#segment]?.length ?? 0) - this.#at;
      const step = Math.min(left, Math.max(1, here));
      this.#at += step;
      left -= step;
    }
  }

  /** A text whose length, in one or two bytes, comes first. */
  text(lengthBytes: 1 | 2): string {
    const length = lengthBytes === 1 ? this.#byte() : this.word();
    let flags = this.#byte();
    const runs = (flags & RICH) !== 0 ? this.word() : 0;
    const extension = (flags & EXTENDED) !== 0 ? this.double() : 0;
    let text = '';
    for (let left = length; left > 0 && !this.isAtEnd;) {
      if (this.#advance()) flags = this.#segments[this.#segment]?.[this.#at++] ?? 0;
      const size = (flags & WIDE) === 0 ? 1 : 2;
      const segment = this.#segments[this.#segment];
      if (!segment) break;
      const count = Math.min(left, Math.floor((segment.length - this.#at) / size));
      if (count === 0) {
        this.#at = segment.length;
        continue;
      }
      const bytes = segment.subarray(this.#at, this.#at + count * size);
      text += (size === 1 ? LATIN : UTF16).decode(bytes);
      this.#at += count * size;
      left -= count;
    }
    this.#skip(runs * 4 + extension);
    return text;
  }
}
