import type { AuditList } from '@jiheng/api';
import { closedWord, FIELD_NAMES } from './log-words.ts';

type Names = AuditList['names'];
type Fields = Readonly<Record<string, unknown>>;

/** One thing that an entry of the log says; with `before`, what it was. */
export interface LogLine {
  readonly label: string;
  readonly before?: string;
  readonly text: string;
}

const NOTHING = '无';
/** Of a long list the first are named; the export holds all. */
const MOST_NAMED = 5;
const LONGEST = 300;
/** Said only where it is not as usual. */
const USUAL_FALSE: ReadonlySet<string> = new Set(['isClosed', 'everywhere']);

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const ORGANISATION_PATH = /^\/(?:[0-9a-f-]{36}\/)*$/;
const ROW = /^\/indicators\/(.+)\/\w+$/u;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Reads values of the log in the words of the officials, with the names of what ids stand for. */
class Reader {
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  private text(value: string): string {
    const name = this.names[value]?.name ?? closedWord(value);
    if (name !== undefined) return name;
    if (ID.test(value)) return '';
    if (ORGANISATION_PATH.test(value))
      return value
        .split('/')
        .flatMap((id) => this.names[id]?.name ?? [])
        .join('／');
    return value.replace(ROW, '$1');
  }

  private list(values: readonly unknown[]): string {
    if (values.length === 0) return NOTHING;
    const named = values
      .slice(0, MOST_NAMED)
      .map((value) => this.word(value))
      .filter((word) => word !== '');
    if (named.length === 0) return `${String(values.length)} 项`;
    return `${named.join('；')}${values.length > MOST_NAMED ? ` 等 ${String(values.length)} 项` : ''}`;
  }

  private fields(value: Fields): string {
    const { formId, role, organisationId, label, file, amountWan } = value;
    if (typeof formId === 'string') return this.word(formId);
    if (role !== undefined) return `${this.word(role)}（${this.word(organisationId)}）`;
    if (file !== undefined) return this.word(file);
    if (label !== undefined && amountWan !== undefined)
      return `${this.word(label)} ${this.word(amountWan)} 万元`;
    if (value['kind'] === 'cell' || value['kind'] === 'row') return this.word(label);
    if (value['kind'] === 'whole' || value['kind'] === 'empty') return this.word(value['kind']);
    return Object.entries(value)
      .filter(([name, member]) => name in FIELD_NAMES && !isEmpty(member))
      .map(([name, member]) => `${FIELD_NAMES[name] ?? ''}：${this.word(member)}`)
      .join('，');
  }

  word(value: unknown): string {
    if (isEmpty(value)) return NOTHING;
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return this.list(value);
    if (typeof value === 'number') return String(value);
    return isFields(value) ? this.fields(value) : '';
  }

  /** One field; nothing where its value has no word. */
  line(name: string, value: unknown): LogLine[] {
    const label = FIELD_NAMES[name];
    if (label === undefined || isEmpty(value) || (value === false && USUAL_FALSE.has(name))) return [];
    if (name === 'sheet' && isFields(value)) return [{ label, text: '已填写' }];
    const text = this.word(value);
    return text === '' ? [] : [{ label, text }];
  }

  change(label: string, before: unknown, after: unknown): LogLine[] {
    const [was, is] = [this.word(before), this.word(after)];
    return was === is ? [] : [{ label, before: was, text: is }];
  }

  /** The fields that differ, of those that were asked for. */
  changes(before: unknown, after: Fields): LogLine[] {
    const names = Object.keys(after).filter((name) => name in FIELD_NAMES);
    if (!isFields(before)) return names.flatMap((name) => this.line(name, after[name]));
    return names
      .filter((name) => name in before)
      .flatMap((name) => this.change(FIELD_NAMES[name] ?? '', before[name], after[name]));
  }
}

/** What changed: two states of a thing, a state of a form, or a reason. */
function changedLines(reader: Reader, detail: Fields): LogLine[] {
  const { before, after, from, to, until } = detail;
  if (isFields(after)) return reader.changes(before, after);
  if ('after' in detail)
    return reader.change(detail['ruleId'] === undefined ? '项目' : '说明', before, after);
  if (until !== undefined) return reader.change('截止', before, until);
  if (to !== undefined) return reader.change(detail['name'] === undefined ? '状态' : '上级机构', from, to);
  return [];
}

const CHANGE = new Set(['before', 'after', 'to']);

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}……` : text;
}

/** 内容 of an entry, one line for each thing it says, what changed first. */
export function logLines(detail: unknown, names: Names): readonly LogLine[] {
  if (!isFields(detail)) return [];
  const reader = new Reader(names);
  const changed = changedLines(reader, detail);
  const isTold = (name: string) =>
    CHANGE.has(name) ||
    (name === 'from' && detail['to'] !== undefined) ||
    (name === 'until' && 'before' in detail);
  const rest = Object.entries(detail).flatMap(([name, value]) =>
    isTold(name)
      ? []
      : name === 'items'
        ? [{ label: '共', text: reader.word(value) }]
        : reader.line(name, value),
  );
  return [...changed, ...rest].map(({ text, ...line }) => ({ ...line, text: cut(text) }));
}
