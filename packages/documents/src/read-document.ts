import { createHash } from 'node:crypto';

import type { Problem } from '@jiheng/domain';

import { collectForms, DuplicateForms, noForms, type FormReading, type WholeFile } from './form-reading.ts';
import { annotate, itemOfUnit, partsOf, type Item } from './match/items.ts';
import { findYear } from './match/form-facts.ts';
import { FormDraft } from './match/form-draft.ts';
import { FormReader, type DocumentFacts } from './match/read-form.ts';
import { isFurniture, readerRules, type ReaderRules } from './match/reader-rules.ts';
import { isTitle, isYearLine, kindOfTitle, splitForms, type FormSpan } from './match/split-forms.ts';
import { CharacterClass, CharacterLedger } from './model/character-classes.ts';
import { decode, foreignFormat, type Decoded } from './model/decode.ts';
import { Gap, placeOf, type NeutralDocument } from './model/neutral-document.ts';
import { readingProblem } from './problems.ts';
import { readText } from './read/read-text.ts';
import { UnreadableFile } from './read/unreadable-file.ts';
import {
  DEFAULT_LIMITS,
  type ReadForm,
  type ReadingLimits,
  type ReadingRules,
  type ReadResult,
} from './read-result.ts';

const FORMAT_NAMES = { pdf: 'PDF', zip: 'Word、Excel等压缩格式', ole: '旧版Word、Excel' } as const;
const MAX_RESIDUE = 5000;
/** A stretch of residue is shown up to this length; its place tells the rest. */
const MAX_RESIDUE_TEXT = 500;
const MEGABYTE = 1024 * 1024;
/** What stands in the place of an item that was read. */
const DONE = itemOfUnit({ text: '', from: 0, to: 0, gap: Gap.None, row: -1, column: -1 });

/** The year that most titles of a document name. */
function mostFrequentYear(titles: readonly Item[]): number | null {
  const counts = new Map<number, number>();
  for (const title of titles) {
    const found = findYear([title]);
    if (found) counts.set(found.year, (counts.get(found.year) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** Facts of the whole document that its forms may lean on: year and kind of its titles. */
function documentFacts(
  items: readonly Item[],
  spans: readonly FormSpan[],
  rules: ReaderRules,
): DocumentFacts {
  const first = spans[0]?.from ?? 0;
  const titles = items.filter((item) => isTitle(item, rules.labels));
  const headings = items.slice(0, first).filter(({ kind }) => kind === 'text');
  const year =
    findYear(items.filter(isYearLine))?.year ??
    mostFrequentYear(titles) ??
    findYear(headings.filter(({ key }) => key.includes('年')))?.year ??
    null;
  const kinds = titles.map(({ key }) => kindOfTitle(key, rules.labels)).filter((kind) => kind !== undefined);
  return { year, kind: kinds[0] ?? null, regionTexts: headings.map(({ text }) => text).slice(0, 20) };
}

/** Text outside all forms is furniture, unless it looks like part of a form. */
function claimOutside(items: readonly Item[], rules: ReaderRules, ledger: CharacterLedger): void {
  for (const item of items) {
    if (rules.levels.find(item.key)?.isWeak === false) continue;
    for (const part of partsOf(item)) ledger.claim(part, CharacterClass.Furniture);
  }
}

/** Left-over lines inside forms that are furniture after all: dates of signature, page numbers. */
function claimFurniture(items: readonly Item[], rules: ReaderRules, ledger: CharacterLedger): void {
  for (const item of items) {
    const parts = partsOf(item);
    const [first] = parts;
    if (item.kind !== 'text' || !first || !ledger.isFree(first) || !isFurniture(item.text, rules.furniture))
      continue;
    for (const part of parts) ledger.claim(part, CharacterClass.Furniture);
  }
}

/** Reads the forms one by one and lets go of the items that are done with; at the end come the problems. */
function* matchForms(
  document: NeutralDocument,
  rules: ReaderRules,
  ledger: CharacterLedger,
  maxForms: number,
): Generator<ReadForm, Problem[], undefined> {
  const items = annotate(document.units, document.shape, document.text, rules.labels);
  const all = splitForms(items, rules.labels, document, rules.levels);
  const spans = all.slice(0, maxForms);
  const facts = documentFacts(items, spans, rules);
  const problems: Problem[] =
    all.length > maxForms ? [readingProblem('READ-TOO-MANY-FORMS', { limit: maxForms })] : [];
  const duplicates = new DuplicateForms();
  const repeated: Problem[] = [];
  let done = 0;
  for (const [index, span] of spans.entries()) {
    claimOutside(items.slice(done, span.from), rules, ledger);
    const draft = new FormDraft(document, ledger);
    const form = new FormReader(rules, draft, facts).read(items, span, index);
    problems.push(...draft.problems);
    const duplicate = duplicates.problemOf(form);
    if (duplicate) repeated.push(duplicate);
    claimFurniture(items.slice(done, span.to), rules, ledger);
    items.fill(DONE, done, span.to);
    done = span.to;
    yield form;
  }
  if (spans.length > 0) claimOutside(items.slice(done, all[maxForms]?.from), rules, ledger);
  else problems.push(readingProblem('READ-NO-FORM'));
  claimFurniture(items.slice(done), rules, ledger);
  return [...problems, ...repeated];
}

/** What was found out about a file before its forms are matched. */
export interface OpenedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: ReadResult['encoding'];
  readonly problems: readonly Problem[];
}

/** 匹配: a neutral document → records. `ledger` is that of the document's text and already holds what is furniture. */
export function* matchDocument(
  opened: OpenedFile,
  document: NeutralDocument,
  ledger: CharacterLedger,
  index: ReaderRules,
  maxForms: number,
): FormReading {
  const problems = yield* matchForms(document, index, ledger, maxForms);
  const residue = ledger.residue(MAX_RESIDUE).map((range) => ({
    place: placeOf(document, [range]),
    text: document.text.slice(range.from, Math.min(range.to, range.from + MAX_RESIDUE_TEXT)),
  }));
  return { ...opened, counts: ledger.counts(), residue, problems: [...opened.problems, ...problems] };
}

/** 拒读: what is told of a file of which nothing can be read. */
export function refuseFile(bytes: Uint8Array, file: string, ...problems: Problem[]): WholeFile {
  return {
    ...{ file, sha256: sha256Of(bytes), bytes: bytes.length, encoding: null },
    counts: { total: 0, field: 0, label: 0, furniture: 0, residue: 0 },
    residue: [],
    problems,
  };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The refusal of a file that is too large, if it is. */
export function refuseLarge(bytes: Uint8Array, file: string, limits: ReadingLimits): WholeFile | undefined {
  return bytes.length > limits.maxBytes
    ? refuseFile(
        bytes,
        file,
        readingProblem('READ-TOO-LARGE', { limit: Math.floor(limits.maxBytes / MEGABYTE) }),
      )
    : undefined;
}

/**
 * 读取文本: bytes of a text file → records with the place of every value. Pure; never throws for content: what is wrong is
 * returned as problems.
 */
export function readDocument(
  bytes: Uint8Array,
  fileName: string,
  rules: ReadingRules,
  limits: ReadingLimits = DEFAULT_LIMITS,
): ReadResult {
  return collectForms(readTextForms(bytes, fileName, rules, limits));
}

/** The same, form by form. */
export function readTextForms(
  bytes: Uint8Array,
  fileName: string,
  rules: ReadingRules,
  limits: ReadingLimits,
): FormReading {
  const tooLarge = refuseLarge(bytes, fileName, limits);
  if (tooLarge) return noForms(tooLarge);
  const foreign = foreignFormat(bytes);
  const refuse = (problem: Problem): FormReading => noForms(refuseFile(bytes, fileName, problem));
  if (foreign === 'binary') return refuse(readingProblem('READ-BINARY'));
  if (foreign) return refuse(readingProblem('READ-UNSUPPORTED', { format: FORMAT_NAMES[foreign] }));
  const decoded = decode(bytes);
  const { text, encoding } = decoded;
  if (text.trim() === '')
    return noForms({ ...refuseFile(bytes, fileName, readingProblem('READ-EMPTY-FILE')), encoding });
  try {
    return readDecoded(bytes, fileName, decoded, readerRules(rules), limits);
  } catch (error) {
    if (error instanceof UnreadableFile)
      return noForms({ ...refuseFile(bytes, fileName, error.problem), encoding });
    throw error;
  }
}

function readDecoded(
  bytes: Uint8Array,
  fileName: string,
  { text, encoding, replaced }: Decoded,
  index: ReaderRules,
  limits: ReadingLimits,
): FormReading {
  const ledger = new CharacterLedger(text);
  const { document, problems } = readText(fileName, text, index, limits.maxLineLength, ledger);
  const encodingProblems = replaced > 0 ? [readingProblem('READ-ENCODING', { count: replaced })] : [];
  const opened = {
    file: fileName,
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    encoding,
    problems: [...encodingProblems, ...problems],
  };
  return matchDocument(opened, document, ledger, index, limits.maxForms);
}
