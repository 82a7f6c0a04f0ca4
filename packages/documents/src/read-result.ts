import type {
  FieldPath,
  FormRecord,
  Lexicon,
  FormTemplate,
  OriginMap,
  Place,
  Problem,
  Taxonomy,
} from '@jiheng/domain';

/** What a reader is handed. It imports no regulation: layouts, labels and taxonomies come from outside. */
export interface ReadingRules {
  readonly templates: readonly FormTemplate[];
  readonly taxonomies: readonly Taxonomy[];
  readonly lexicon: Lexicon;
}

/** Bounds of one reading. Parsers never trust a size from a file. */
export interface ReadingLimits {
  /** Largest file in bytes; larger ones are refused with `READ-TOO-LARGE`. */
  readonly maxBytes: number;
  /** Longest line in characters; longer ones are refused with `READ-LINE-TOO-LONG`, the rest of the file goes on. */
  readonly maxLineLength: number;
  /** Forms beyond it are left with `READ-TOO-MANY-FORMS`: a form read takes some 40 KB until the whole file is done. */
  readonly maxForms: number;
}

export const DEFAULT_LIMITS: ReadingLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxLineLength: 1_000_000,
  maxForms: 10_000,
};

/** Every non-blank character of a document belongs to exactly one class. */
export interface CharacterCounts {
  readonly total: number;
  readonly field: number;
  readonly label: number;
  readonly furniture: number;
  readonly residue: number;
}

/** 未识别内容: text that no label or value grammar claimed. */
export interface Residue {
  readonly place: Place;
  readonly text: string;
}

/** 需核对: the form's own arithmetic fails after reading, or a row was read with doubt; the gate for every format. */
export interface ArithmeticCheck {
  readonly id: 'weights-sum' | 'scores-sum' | 'rate-score' | 'sources-sum' | 'row-lost' | 'row-doubtful';
  readonly agrees: boolean;
  /** The sum first, then the cells that make it up. */
  readonly at: readonly FieldPath[];
  /** Chinese. */
  readonly detail: string;
}

/** One form as read. */
export interface ReadForm {
  /** Unique and stable within the document, `0`, `1` … */
  readonly index: number;
  readonly record: FormRecord;
  readonly origins: OriginMap;
  /** Template that matched best and why; null when only generic labels were understood. */
  readonly template: { readonly id: string; readonly score: number; readonly reason: string } | null;
  readonly place: Place;
  readonly checks: readonly ArithmeticCheck[];
  /** Any check failed. */
  readonly needsReview: boolean;
}

/** 读取结果 of one file. A file with faults is a success with problems; it never throws for content. */
export interface ReadResult {
  readonly file: string;
  /** Lower-case hex of the bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | null;
  readonly forms: readonly ReadForm[];
  readonly counts: CharacterCounts;
  readonly residue: readonly Residue[];
  readonly problems: readonly Problem[];
}
