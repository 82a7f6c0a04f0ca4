import type { ProjectBody, ProjectImport } from '@jiheng/api';
import { may } from '@jiheng/domain';
import { writeTables, type DataTable } from '@jiheng/documents';
import {
  findProject,
  inTransaction,
  insertProjects,
  listOrganisations,
  projectsByCode,
  updateProject,
  type Organisation,
  type Project,
  type ProjectSettings,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { fundRows, projectFaults } from './change-project.ts';

/** 栏目 of the workbook, in the order of the template. */
const COLUMNS = {
  year: '年度',
  code: '项目编码',
  name: '项目名称',
  unit: '实施单位',
  nature: '项目性质',
  category: '项目类别',
  start: '计划开始日期',
  end: '计划完成日期',
  total: '资金总额（万元）',
  fiscal: '当年财政拨款（万元）',
  carryover: '上年结转资金（万元）',
  other: '其他资金（万元）',
  disclosure: '公开',
} as const;
type Column = keyof typeof COLUMNS;
const REQUIRED = ['year', 'code', 'name', 'unit'] as const;
const DISCLOSURES = { 公开: 'public', 内部: 'internal', 不公开: 'withheld' } as const;
const FUNDS = [
  ['total', '年度资金申请总额'],
  ['fiscal', '其中：当年财政拨款'],
  ['carryover', '上年结转资金'],
  ['other', '其他资金'],
] as const;
const MOST_ROWS = 10_000;

/** 项目模板: an empty table with its heads and one line of explanation. */
export function projectTemplate(): Promise<Uint8Array> {
  const example = ['2027', '310100001', '河道日常养护', '临江区河道管理所', '经常性专项业务费', '特定目标类'];
  return writeTables([
    { name: '项目', rows: [Object.values(COLUMNS)] },
    {
      name: '填写说明',
      rows: [
        ['栏目', '说明'],
        ['年度', `四位数字，例：${example[0] ?? ''}`],
        ['项目编码', `同一年度内不重复，例：${example[1] ?? ''}`],
        ['项目名称', `例：${example[2] ?? ''}`],
        ['实施单位', '单位名称或单位编码，须是系统中已有的单位'],
        ['日期', '例：2027-01-01'],
        ['资金', '单位为万元；各项来源之和应等于资金总额'],
        ['公开', '公开、内部或不公开，空白为内部；涉密项目不得录入'],
      ],
    },
  ]);
}

type Row = Readonly<Record<Column, string>>;

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/gu, '');
}

/** The table with the known heads, row by row; the heads may stand in any order. */
function rowsOf(tables: readonly DataTable[]): readonly { readonly row: number; readonly cells: Row }[] {
  const names = Object.entries(COLUMNS) as [Column, string][];
  for (const { rows } of tables) {
    const head = rows[0]?.map(plain) ?? [];
    const at = new Map(names.map(([column, label]) => [column, head.indexOf(plain(label))]));
    if (REQUIRED.some((column) => at.get(column) === -1)) continue;
    return rows.slice(1).flatMap((cells, index) => {
      const read = (column: Column) => cells[at.get(column) ?? -1]?.trim() ?? '';
      const row = Object.fromEntries(names.map(([column]) => [column, read(column)])) as Row;
      return Object.values(row).every((text) => text === '') ? [] : [{ row: index + 2, cells: row }];
    });
  }
  const needed = REQUIRED.map((column) => COLUMNS[column]).join('、');
  throw new AppError('INVALID-INPUT', `没有找到项目表：第一行须有栏目${needed}。`, {
    remedy: '可下载模板填写。',
  });
}

function readDate(text: string): string | null | undefined {
  if (text === '') return null;
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(
    text.normalize('NFKC').split(' ')[0] ?? '',
  );
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(date)) ? undefined : date;
}

function readFunds(cells: Row, faults: string[]): ProjectBody['funds'] {
  return FUNDS.flatMap(([key, label]) => {
    const text = cells[key].normalize('NFKC').replaceAll(/[,\s]/gu, '');
    if (text === '') return [];
    if (/^\d{1,15}(?:\.\d{1,6})?$/.test(text)) return [{ label, key, amountWan: text }];
    faults.push(`${COLUMNS[key]}“${cells[key]}”不是金额`);
    return [];
  });
}

/** One row as a project, or what is wrong with it. */
function readRow(
  cells: Row,
  units: ReadonlyMap<string, Organisation | null>,
): { readonly body: ProjectBody; readonly faults: string[] } {
  const faults: string[] = [];
  const fiscalYear = Number(cells.year.replace(/年度?$/u, ''));
  if (!Number.isInteger(fiscalYear) || fiscalYear < 1990 || fiscalYear > 2100)
    faults.push(`年度“${cells.year}”不是年份`);
  for (const column of ['code', 'name', 'unit'] as const)
    if (cells[column] === '') faults.push(`${COLUMNS[column]}未填`);
  if (cells.code.length > 60) faults.push('项目编码超过60字');
  if (cells.name.length > 200) faults.push('项目名称超过200字');
  const unit = units.get(plain(cells.unit));
  if (cells.unit !== '' && unit === undefined) faults.push(`没有名为或编码为“${cells.unit}”的单位`);
  if (unit === null) faults.push(`“${cells.unit}”对应多个单位，请填单位编码`);
  const [startDate, endDate] = [readDate(cells.start), readDate(cells.end)];
  if (startDate === undefined) faults.push(`计划开始日期“${cells.start}”不是日期`);
  if (endDate === undefined) faults.push(`计划完成日期“${cells.end}”不是日期`);
  const disclosure = DISCLOSURES[cells.disclosure as keyof typeof DISCLOSURES] as
    ProjectBody['disclosure'] | undefined;
  if (disclosure === undefined && cells.disclosure !== '')
    faults.push(`公开“${cells.disclosure}”应为公开、内部或不公开`);
  const body: ProjectBody = {
    organisationId: unit?.organisationId ?? '',
    fiscalYear,
    code: cells.code,
    name: cells.name,
    nature: cells.nature === '' ? null : cells.nature.slice(0, 60),
    category: cells.category === '' ? null : cells.category.slice(0, 60),
    startDate: startDate ?? null,
    endDate: endDate ?? null,
    funds: readFunds(cells, faults),
    disclosure: disclosure ?? 'internal',
    isClosed: false,
  };
  faults.push(...projectFaults(body));
  return { body, faults };
}

/** By name and by code; null where a name means several. Only where the person may manage projects. */
function unitsOf(
  { person }: ServiceContext,
  organisations: readonly Organisation[],
): ReadonlyMap<string, Organisation | null> {
  const units = new Map<string, Organisation | null>();
  for (const organisation of organisations) {
    if (organisation.isClosed || !may(person, 'project.manage', organisation)) continue;
    const name = plain(organisation.name);
    units.set(name, units.has(name) ? null : organisation);
    units.set(plain(organisation.code), organisation);
  }
  return units;
}

function isSame(before: Project, after: ProjectSettings): boolean {
  const facts = ({
    organisationId,
    name,
    nature,
    category,
    startDate,
    endDate,
    disclosure,
    funds,
  }: ProjectSettings) =>
    JSON.stringify([
      organisationId,
      name,
      nature,
      category,
      startDate,
      endDate,
      disclosure,
      funds.map(({ label, amount }) => [label, amount]),
    ]);
  return facts(before) === facts(after);
}

type ImportRow = ProjectImport['rows'][number];

/** What one faultless row does: adds a project, changes the one of its code, or nothing. */
async function takeRow(
  tx: Tx,
  { tenant, person, now }: ServiceContext,
  { body, isDryRun }: { readonly body: ProjectBody; readonly isDryRun: boolean },
): Promise<{ readonly outcome: ImportRow['outcome']; readonly faults: string[] }> {
  const { tenantId } = tenant;
  const { rows, amountWan } = fundRows(body.funds);
  const settings: ProjectSettings = { ...body, funds: rows, amountWan };
  const known = (await projectsByCode(tx, tenantId, body.fiscalYear, [body.code])).get(body.code);
  const before = known === undefined ? undefined : await findProject(tx, tenantId, known);
  if (before === undefined) {
    if (!isDryRun) await insertProjects(tx, [{ tenantId, settings, now }]);
    return { outcome: 'added', faults: [] };
  }
  if (!may(person, 'project.manage', before))
    return { outcome: 'faulty', faults: [`编码“${body.code}”已由其他单位使用`] };
  if (before.organisationId !== body.organisationId)
    return {
      outcome: 'faulty',
      faults: [`编码“${body.code}”属于${before.organisationName}，不能通过导入更换单位`],
    };
  const kept = { ...settings, isClosed: before.isClosed };
  if (isSame(before, kept)) return { outcome: 'same', faults: [] };
  if (!isDryRun) await updateProject(tx, tenantId, before.projectId, kept);
  return { outcome: 'changed', faults: [] };
}

/** 导入项目: every row without a fault is taken, every other named; a dry run only says what would happen. */
export async function importProjects(
  context: ServiceContext,
  bytes: Uint8Array,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<ProjectImport> {
  const { tables, problem } = await context.readTables(bytes);
  if (problem) throw new AppError('INVALID-INPUT', `${problem.message}。`, { remedy: `${problem.remedy}。` });
  const read = rowsOf(tables);
  if (read.length > MOST_ROWS) throw new AppError('INVALID-INPUT', `一次最多导入${String(MOST_ROWS)}行。`);
  const units = unitsOf(context, await listOrganisations(context.db, context.tenant.tenantId));
  const seen = new Set<string>();
  return inTransaction(context.db, async (tx) => {
    const rows: ImportRow[] = [];
    for (const { row, cells } of read) {
      const { body, faults } = readRow(cells, units);
      const key = `${String(body.fiscalYear)} ${body.code}`;
      if (seen.has(key)) faults.push('本表中有相同年度和编码的另一行');
      seen.add(key);
      const { code, name } = cells;
      if (faults.length > 0) rows.push({ row, code, name, outcome: 'faulty', faults });
      else rows.push({ row, code, name, ...(await takeRow(tx, context, { body, isDryRun })) });
    }
    const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
    const sums = { added: count('added'), changed: count('changed'), same: count('same') };
    if (!isDryRun && sums.added + sums.changed > 0) {
      const codes = rows.filter(({ outcome }) => outcome === 'added' || outcome === 'changed');
      const detail = { ...sums, items: codes.map(({ code, name, outcome }) => ({ code, name, outcome })) };
      await audit(context, tx, { action: 'import-projects', subject: context.tenant.tenantId, detail });
    }
    return { isDryRun, ...sums, rows };
  });
}
