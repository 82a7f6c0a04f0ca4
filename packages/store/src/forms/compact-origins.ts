import type { FieldPath, Origin, OriginMap, PagePlace, Place, TextSpan } from '@jiheng/domain';

type DocumentOrigin = Extract<Origin, { kind: 'document' }>;
type CompactSpan =
  | readonly [line: number, column: number, toColumn: number]
  | readonly [line: number, column: number, toColumn: number, page: number, ...box: PagePlace['box']];
type CompactCell = readonly [table: number, row: number, column: number, sheet?: string];

/** A document place without its file and without member names; `j` joins, `u` the label it stood under, `c` its cell. */
interface CompactPlace {
  readonly f?: number;
  readonly s: readonly CompactSpan[];
  readonly c?: CompactCell;
  readonly j?: DocumentOrigin['joins'];
  readonly u?: string;
}

/** 来源 of one revision as stored: nearly every field comes from the same file, so the file is written once. */
export interface CompactOrigins {
  readonly files: readonly string[];
  readonly places: Readonly<Record<FieldPath, CompactPlace>>;
  /** Origins that are no document places, as they are. */
  readonly others: Readonly<Record<FieldPath, Origin>>;
}

/** Packs the origins of a record; `unpackOrigins` gives the same map back. */
export function packOrigins(origins: OriginMap): CompactOrigins {
  const files: string[] = [];
  const places: [FieldPath, CompactPlace][] = [];
  const others: [FieldPath, Origin][] = [];
  for (const [path, origin] of Object.entries(origins)) {
    if (origin.kind === 'document') places.push([path, packPlace(origin, files)]);
    else others.push([path, origin]);
  }
  return { files, places: Object.fromEntries(places), others: Object.fromEntries(others) };
}

/** The origins as the domain knows them. */
export function unpackOrigins({ files, places, others }: CompactOrigins): OriginMap {
  const documents = Object.entries(places).map(([path, place]) => [path, unpackPlace(place, files)] as const);
  return { ...Object.fromEntries(documents), ...others };
}

function packPlace({ place, joins, printedUnder }: DocumentOrigin, files: string[]): CompactPlace {
  let file = files.indexOf(place.file);
  if (file < 0) file = files.push(place.file) - 1;
  return {
    ...(file > 0 && { f: file }),
    s: place.spans.map(packSpan),
    ...(place.cell && { c: packCell(place.cell) }),
    ...(joins && { j: joins }),
    ...(printedUnder !== undefined && { u: printedUnder }),
  };
}

function packSpan({ line, column, toColumn, printed }: TextSpan): CompactSpan {
  return printed ? [line, column, toColumn, printed.page, ...printed.box] : [line, column, toColumn];
}

function packCell({ table, row, column, sheet }: NonNullable<Place['cell']>): CompactCell {
  return sheet === undefined ? [table, row, column] : [table, row, column, sheet];
}

function unpackSpan(span: CompactSpan): TextSpan {
  const [line, column, toColumn] = span;
  if (span.length === 3) return { line, column, toColumn };
  const [, , , page, ...box] = span;
  return { line, column, toColumn, printed: { page, box } };
}

function unpackCell([table, row, column, sheet]: CompactCell): NonNullable<Place['cell']> {
  return { table, row, column, ...(sheet !== undefined && { sheet }) };
}

function unpackPlace({ f, s, c, j, u }: CompactPlace, files: readonly string[]): DocumentOrigin {
  const place: Place = {
    file: files[f ?? 0] ?? '',
    spans: s.map(unpackSpan),
    ...(c && { cell: unpackCell(c) }),
  };
  return { kind: 'document', place, ...(j && { joins: j }), ...(u !== undefined && { printedUnder: u }) };
}
