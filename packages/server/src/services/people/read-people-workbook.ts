import { ROLE_LABELS, ROLES, type Role } from '@jiheng/domain';
import type { DataTable } from '@jiheng/documents';
import type { PeopleImport } from '@jiheng/api';
import {
  CLOSED,
  KIND_LABELS,
  OPEN,
  ORGANISATION_COLUMNS,
  ORGANISATION_SHEET,
  PEOPLE_COLUMNS,
  PEOPLE_SHEET,
} from './people-workbook.ts';

type ImportProblem = PeopleImport['problems'][number];

export interface OrganisationRow {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly kind: 'finance' | 'department' | 'unit';
  /** Empty: below the bureau. */
  readonly parentCode: string;
  readonly isClosed: boolean;
}

export interface PersonRow {
  readonly row: number;
  readonly loginName: string;
  readonly name: string;
  readonly duties: readonly { readonly role: Role; readonly code: string }[];
  readonly email: string | null;
  readonly telephone: string | null;
  readonly isClosed: boolean;
}

/** 机构人员表 as it was filled in, with everything that is wrong with single rows. */
export interface PeopleSheets {
  readonly organisations: readonly OrganisationRow[];
  readonly persons: readonly PersonRow[];
  readonly problems: readonly ImportProblem[];
}

const LONGEST = 100;

/** A row by the names of its columns; tells what is wrong with it. */
class Row {
  readonly number: number;
  private readonly sheet: string;
  private readonly cells: Readonly<Record<string, string>>;
  private readonly problems: ImportProblem[];

  constructor(
    sheet: string,
    number: number,
    cells: Readonly<Record<string, string>>,
    problems: ImportProblem[],
  ) {
    this.sheet = sheet;
    this.number = number;
    this.cells = cells;
    this.problems = problems;
  }

  fault(message: string, remedy: string): void {
    this.problems.push({ sheet: this.sheet, row: this.number, message, remedy });
  }

  text(column: string): string {
    const text = this.cells[column] ?? '';
    if (text.length > LONGEST) this.fault(`${column}超过${String(LONGEST)}个字`, '请缩短');
    return text.slice(0, LONGEST);
  }

  required(column: string): string {
    const text = this.text(column);
    if (text === '') this.fault(`${column}未填写`, `请填写${column}`);
    return text;
  }

  choice<T extends string>(column: string, labels: Readonly<Record<T, string>>, usual: NoInfer<T>): T {
    const text = this.text(column);
    if (text === '') return usual;
    const found = (Object.keys(labels) as T[]).find((key) => labels[key] === text);
    if (found === undefined)
      this.fault(`${column}“${text}”不认识`, `应为${Object.values(labels).join('、')}之一`);
    return found ?? usual;
  }

  isClosed(): boolean {
    return this.choice('状态', { open: OPEN, closed: CLOSED }, 'open') === 'closed';
  }
}

function rowsOf(
  tables: readonly DataTable[],
  sheet: string,
  columns: readonly string[],
  problems: ImportProblem[],
): readonly Row[] {
  const table = tables.find(({ name }) => name === sheet);
  if (table === undefined) return [];
  const head = table.rows[0] ?? [];
  const missing = columns.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    const message = `缺少列：${missing.join('、')}`;
    problems.push({ sheet, row: 1, message, remedy: '请使用下载的表样，不要改动第一行' });
    return [];
  }
  return table.rows.flatMap((cells, index) => {
    if (index === 0 || cells.every((cell) => cell === '')) return [];
    const named = Object.fromEntries(columns.map((column) => [column, cells[head.indexOf(column)] ?? '']));
    return [new Row(sheet, index + 1, named, problems)];
  });
}

function organisationRow(row: Row): OrganisationRow {
  const parent = row.text('上级机构编码');
  return {
    row: row.number,
    code: row.required('机构编码'),
    name: row.required('机构名称'),
    kind: row.choice('类别', KIND_LABELS, 'unit'),
    parentCode: parent === '0' ? '' : parent,
    isClosed: row.isClosed(),
  };
}

function dutiesOf(row: Row): PersonRow['duties'] {
  const duties: { role: Role; code: string }[] = [];
  for (const part of row.required('任职').split(/[；;\n]/)) {
    if (part.trim() === '') continue;
    const [label = '', code = ''] = part.split(/[@＠]/).map((piece) => piece.trim());
    const role = ROLES.find((each) => ROLE_LABELS[each] === label);
    if (role === undefined) row.fault(`角色“${label}”不认识`, '角色名称见“填写说明”');
    else if (code === '') row.fault(`“${label}”没有写机构编码`, '应写作“角色@机构编码”');
    else duties.push({ role, code });
  }
  return duties;
}

function personRow(row: Row): PersonRow {
  const loginName = row.required('登录名').normalize('NFKC').toLowerCase();
  if (loginName !== '' && !/^[\p{L}\p{N}._@-]+$/u.test(loginName)) {
    row.fault(`登录名“${loginName}”中有不可用的字符`, '只能用字母、数字、点、横线和下划线');
  }
  return {
    row: row.number,
    loginName,
    name: row.required('姓名'),
    duties: dutiesOf(row),
    email: row.text('电子邮箱') || null,
    telephone: row.text('电话') || null,
    isClosed: row.isClosed(),
  };
}

function repeated<T extends { readonly row: number }>(
  sheet: string,
  what: string,
  rows: readonly T[],
  key: (row: T) => string,
  problems: ImportProblem[],
): void {
  const first = new Map<string, number>();
  for (const row of rows) {
    const text = key(row);
    const before = first.get(text);
    if (before === undefined) first.set(text, row.row);
    else if (text !== '') {
      const message = `${what}“${text}”与第${String(before)}行重复`;
      problems.push({ sheet, row: row.row, message, remedy: '请改正其中一行' });
    }
  }
}

/** 读机构人员表: rows of both sheets by the names of their columns, all faults at once. */
export function readPeopleSheets(tables: readonly DataTable[]): PeopleSheets {
  const problems: ImportProblem[] = [];
  const organisations = rowsOf(tables, ORGANISATION_SHEET, ORGANISATION_COLUMNS, problems).map(
    organisationRow,
  );
  const persons = rowsOf(tables, PEOPLE_SHEET, PEOPLE_COLUMNS, problems).map(personRow);
  repeated(ORGANISATION_SHEET, '机构编码', organisations, ({ code }) => code, problems);
  repeated(PEOPLE_SHEET, '登录名', persons, ({ loginName }) => loginName, problems);
  if (organisations.length + persons.length === 0 && problems.length === 0) {
    const message = `没有找到“${ORGANISATION_SHEET}”或“${PEOPLE_SHEET}”工作表中的内容`;
    problems.push({ sheet: '', row: null, message, remedy: '请使用下载的表样填写' });
  }
  return { organisations, persons, problems };
}
