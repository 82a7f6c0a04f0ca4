import type { FieldPath } from '../base/place.ts';
import { SEVERITIES, type Finding } from './rule.ts';

/** Parts of a form from top to bottom. */
const PARTS = [
  'title',
  'fiscalYear',
  'region',
  'header',
  'amountUnit',
  'funds',
  'goals',
  'indicators',
  'totalMaxScore',
  'totalScore',
  'grade',
  'further',
];

function partOf(path: FieldPath): readonly [part: number, row: number] {
  const [, part = '', row = ''] = path.split('/');
  const rank = part === '' ? -1 : PARTS.indexOf(part);
  const index = Number(row);
  // The part as a whole comes before its rows; named fields count as row 0.
  return [
    part !== '' && rank < 0 ? PARTS.length : rank,
    row === '' ? -1 : Number.isInteger(index) ? index : 0,
  ];
}

/** Order in which a person works findings off: worst first, then down the paper, then by code. */
export function compareFindings(a: Finding, b: Finding): number {
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  if (severity !== 0) return severity;
  const [partA, rowA] = partOf(a.at[0] ?? '');
  const [partB, rowB] = partOf(b.at[0] ?? '');
  return partA - partB || rowA - rowB || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
