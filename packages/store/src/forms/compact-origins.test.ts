import type { Origin, OriginMap } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packOrigins, unpackOrigins } from './compact-origins.ts';

const natural = fc.integer({ min: 1, max: 100_000 });
const box = fc.tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000), fc.nat(2000));
const span = fc.record(
  { line: natural, column: natural, toColumn: natural, printed: fc.record({ page: natural, box }) },
  { requiredKeys: ['line', 'column', 'toColumn'] },
);
const place = fc.record(
  {
    file: fc.constantFrom('自评表.txt', '目标表.txt', ''),
    spans: fc.array(span, { maxLength: 4 }),
    cell: fc.record(
      { table: natural, row: natural, column: natural, sheet: fc.string() },
      { requiredKeys: ['table', 'row', 'column'] },
    ),
  },
  { requiredKeys: ['file', 'spans'] },
);
const origin: fc.Arbitrary<Origin> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('document' as const),
      place,
      joins: fc.array(fc.constantFrom('line-wrap' as const, 'page-break' as const), { minLength: 1 }),
      printedUnder: fc.string(),
    },
    { requiredKeys: ['kind', 'place'] },
  ) as fc.Arbitrary<Origin>,
  fc.record({
    kind: fc.constant('default' as const),
    reason: fc.string(),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('computed' as const), reason: fc.string() }),
);
const origins: fc.Arbitrary<OriginMap> = fc.dictionary(
  fc.string({ minLength: 1 }).map((name) => `/${name}`),
  origin,
);

describe('compact origins', () => {
  it('give back exactly what was packed, also through JSON', () => {
    fc.assert(
      fc.property(origins, (map) => {
        const stored = JSON.parse(JSON.stringify(packOrigins(map))) as ReturnType<typeof packOrigins>;
        expect(unpackOrigins(stored)).toEqual(JSON.parse(JSON.stringify(map)));
      }),
    );
  });

  it('write the file name once', () => {
    const document = (line: number): Origin => ({
      kind: 'document',
      place: { file: '很长的文件名.txt', spans: [{ line, column: 1, toColumn: 5 }] },
    });
    const packed = JSON.stringify(packOrigins({ '/a': document(1), '/b': document(2), '/c': document(3) }));
    expect(packed.split('很长的文件名').length - 1).toBe(1);
  });
});
