import type { FieldPath } from '../base/place.ts';
import { segment } from '../paper/cell-value.ts';
import type { FormTemplate } from '../templates/form-template.ts';
import type { Draft, DraftPlace } from './draft.ts';
import { fundHeads, furtherHeads } from './heads.ts';

const unescape = (text: string): string => text.replaceAll('~1', '/').replaceAll('~0', '~');

/** 路径 of the record → cell of the draft; undefined for a path that is no single cell. */
export function placeOf(draft: Draft, template: FormTemplate, path: FieldPath): DraftPlace | undefined {
  const [head = '', name, column, id] = path.slice(1).split('/').map(unescape);
  const fixed = (field: string): DraftPlace => ({ row: null, field });
  switch (head) {
    case 'indicators': {
      const row = draft.rows[Number(name)];
      if (!row || column === undefined) return undefined;
      return { row: row.id, field: column === 'further' ? `further.${id ?? ''}` : column };
    }
    case 'funds': {
      const fund = fundHeads(draft, template)[Number(name)];
      return fund && column !== undefined ? fixed(`funds.${fund.side}.${fund.name}.${column}`) : undefined;
    }
    case 'further': {
      const further = furtherHeads(draft, template)[Number(name)];
      return further && fixed(`further.${further.name}`);
    }
    case 'header':
    case 'goals':
      return name === undefined ? undefined : fixed(`${head}.${name}`);
    case 'totalMaxScore':
      return fixed('total.maxScore');
    case 'totalScore':
      return fixed('total.score');
    default:
      return ['grade', 'fiscalYear', 'title', 'region', 'amountUnit'].includes(head)
        ? fixed(head)
        : undefined;
  }
}

/** The way back: path of a cell of the draft in the record it stands for. */
export function pathOf(draft: Draft, template: FormTemplate, { row, field }: DraftPlace): FieldPath {
  if (row !== null) {
    const at = draft.rows.findIndex(({ id }) => id === row);
    const column = field.startsWith('further.')
      ? `further/${segment(field.slice('further.'.length))}`
      : field;
    return `/indicators/${String(at)}/${column}`;
  }
  if (field.startsWith('funds.')) {
    const heads = fundHeads(draft, template);
    const at = heads.findIndex(({ side, name }) => field.startsWith(`funds.${side}.${name}.`));
    return `/funds/${String(at)}/${field.slice(field.lastIndexOf('.') + 1)}`;
  }
  if (field.startsWith('further.')) {
    const name = field.slice('further.'.length);
    const at = furtherHeads(draft, template).findIndex((further) => further.name === name);
    return at === -1 ? '' : `/further/${String(at)}`;
  }
  if (field === 'total.maxScore') return '/totalMaxScore';
  if (field === 'total.score') return '/totalScore';
  return `/${field.replace('.', '/')}`;
}

/**
 * 现在的路径 of a place of the record that the draft began as, for what was said of that record: rows move and come between.
 * Undefined when the row is gone.
 */
export function currentPath(draft: Draft, path: FieldPath): FieldPath | undefined {
  const [head = '', began] = /^\/indicators\/(-?\d+)(?=\/|$)/u.exec(path) ?? [];
  if (began === undefined) return path;
  const at = draft.rows.findIndex((row) => row.began === Number(began));
  return at === -1 ? undefined : `/indicators/${String(at)}${path.slice(head.length)}`;
}
