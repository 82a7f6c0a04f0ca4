import { foldText, type FieldPath, type FormRecord, type FundRow } from '@jiheng/domain';
import { LEXICON } from '@jiheng/regulation';

/** What a record says, each value by a path that names rows of money and labelled cells instead of counting them. */
export type RecordContent = ReadonlyMap<string, string>;

/** A label without its numbering, its colon and the width of its signs. */
function plainLabel(label: string): string {
  return foldText(label).replace(/^\d+[.、]|:$/gu, '');
}

/** What the lexicon calls a labelled cell that layouts label differently. */
const FURTHER_NAMES: ReadonlyMap<string, string> = new Map(
  LEXICON.labels.flatMap(({ field, label, aliases = [] }) =>
    field.startsWith('further.')
      ? [label, ...aliases].map((text) => [plainLabel(text), field.slice('further.'.length)] as const)
      : [],
  ),
);

function furtherName(label: string): string {
  const plain = plainLabel(label);
  return FURTHER_NAMES.get(plain) ?? plain;
}

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null || value === undefined || value === '') return;
  if (typeof value === 'object')
    for (const [key, part] of Object.entries(value)) collect(part, `${path}/${key}`, into);
  else into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
}

function rowNames(record: FormRecord): ReadonlyMap<FieldPath, string> {
  const names = new Map<FieldPath, string>();
  record.funds.forEach(({ side, key, label }, index) =>
    names.set(`/funds/${String(index)}`, `/funds/${side}.${key ?? plainLabel(label)}`),
  );
  record.further.forEach(({ label }, index) =>
    names.set(`/further/${String(index)}`, `/further/${furtherName(label)}`),
  );
  return names;
}

/** The path of a field as `contentOf` names it. */
export function contentPath(record: FormRecord, path: FieldPath): string {
  const [, list = '', index = ''] = path.split('/');
  const row = `/${list}/${index}`;
  const name = rowNames(record).get(row);
  return name === undefined ? path : `${name}${path.slice(row.length)}`;
}

/** What names a row; the rate's sign is part of the rate. */
const NO_CONTENT: ReadonlySet<string> = new Set(['label', 'key', 'side', 'rateHasSign']);

function amountsOf(row: FundRow): object {
  const rate = row.rateHasSign && row.executionRate !== null ? `${row.executionRate}%` : row.executionRate;
  const amounts = { ...row, executionRate: rate };
  return Object.fromEntries(Object.entries(amounts).filter(([field]) => !NO_CONTENT.has(field)));
}

/** 内容 of a record: all its fields but the wording of labels; a row without any value says nothing. */
export function contentOf(record: FormRecord): RecordContent {
  const content = new Map<string, string>();
  collect({ ...record, funds: null, further: null }, '', content);
  const names = rowNames(record);
  record.funds.forEach((row, index) => {
    collect(amountsOf(row), names.get(`/funds/${String(index)}`) ?? '', content);
  });
  record.further.forEach(({ text }, index) => {
    collect(text, names.get(`/further/${String(index)}`) ?? '', content);
  });
  return content;
}

/** What one content says and the other does not, as lines a person can read. */
export function contentDifferences(before: RecordContent, after: RecordContent): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}: ${before.get(path) ?? '–'} → ${after.get(path) ?? '–'}`);
}
