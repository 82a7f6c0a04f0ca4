import { PAPER_FORMATS, type PaperFormat } from '@jiheng/documents';
import type {
  CollectedFacts,
  FieldPath,
  FormKind,
  FormRecord,
  PaperLayout,
  Place,
  PlacedFinding,
  Problem,
} from '@jiheng/domain';

import type { Input } from '../input/input.ts';

/** What each command asks of one file, and what it gets back: plain data, small enough to cross between threads. */
export interface Commands {
  read: { options: ReadOptions; output: ReadOutput };
  score: { options: ScoreOptions; output: ScoreOutput };
  check: { options: CheckOptions; output: CheckOutput };
  convert: { options: ConvertOptions; output: ConvertOutput };
}

export interface ReadOptions {
  readonly format: 'exchange' | 'json' | 'text';
  /** List all residue in the summary, not only the first pieces. */
  readonly residue: boolean;
}

export interface ReadOutput {
  readonly text: string;
}

export interface ScoreOptions {
  readonly format: 'text' | 'json';
}

export interface ScoreOutput {
  readonly text: string;
  readonly scored: number;
  /** Self-evaluations with a printed number that cannot be right. */
  readonly differing: number;
}

/** What `jiheng convert` writes: the papers, the exchange format, and one table of all forms. */
export const CONVERT_FORMATS = [...PAPER_FORMATS, 'exchange', 'summary'] as const;
export type ConvertFormat = (typeof CONVERT_FORMATS)[number];

export interface ConvertOptions {
  /** Formats of the files of this input alone. */
  readonly to: readonly Exclude<ConvertFormat, 'summary'>[];
  /** The forms come back as well, for files over all inputs. */
  readonly isCollected: boolean;
  /** Id of the template; undefined leaves each form on its own. */
  readonly template: string | undefined;
}

/** 册: papers for one file over all inputs, and the file. */
export interface VolumeTask {
  readonly papers: readonly PaperLayout[];
  readonly format: PaperFormat;
}
export interface Volume {
  readonly bytes: Uint8Array | undefined;
  readonly problems: readonly Problem[];
}

/** A form for the files over all inputs. */
export interface CollectedForm {
  readonly record: FormRecord;
  /** Template it was read with. */
  readonly templateId: string | null;
}

export interface ConvertOutput {
  readonly files: readonly { readonly extension: string; readonly bytes: Uint8Array }[];
  readonly forms: number;
  /** The forms themselves; empty unless they are collected. */
  readonly collected: readonly CollectedForm[];
  /** Fields that the papers cannot show, in words, by form. */
  readonly leftOut: readonly { readonly form: string; readonly fields: readonly string[] }[];
  /** Forms and formats that were refused. */
  readonly problems: readonly Problem[];
}

export interface CheckOptions {
  /** Ids of the rules to run. */
  readonly rules: readonly string[];
}

export interface CheckOutput {
  readonly encoding: string | null;
  readonly bytes: number;
  /** Share of characters not understood, `0.12 %`. */
  readonly residueShare: string;
  readonly forms: readonly CheckedForm[];
}

/** One form after the form rules, with what the set rules need of it. */
export interface CheckedForm {
  /** Unique over all files. */
  readonly key: string;
  readonly kind: FormKind;
  readonly title: string | null;
  readonly projectName: string | null;
  readonly implementingUnit: string | null;
  readonly fiscalYear: number | null;
  readonly place: Place;
  readonly findings: readonly PlacedFinding[];
  readonly facts: CollectedFacts;
  /** Where the facts stand, by field. */
  readonly factPlaces: Readonly<Record<FieldPath, Place>>;
  /** SHA-256 of the record: equal forms in two files are told and compared once. */
  readonly contentHash: string;
}

/** 任务: a command and one input. */
export type Task<C extends keyof Commands = keyof Commands> = {
  [K in C]: { readonly command: K; readonly options: Commands[K]['options']; readonly input: Input };
}[C];

/** 处理结果 of one file. `output` is null when the file could not be read at all. */
export interface FileResult<C extends keyof Commands = keyof Commands> {
  readonly file: string;
  readonly sha256: string | null;
  readonly problems: readonly Problem[];
  readonly output: Commands[C]['output'] | null;
}

export function failedResult(file: string, problem: Problem): FileResult<never> {
  return { file, sha256: null, problems: [problem], output: null };
}
