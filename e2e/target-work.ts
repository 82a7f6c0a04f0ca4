import type { TargetDetail } from '@jiheng/api';
import type { Draft, DraftOperation } from '@jiheng/domain';
import type { Page } from 'playwright-core';
import type { Caller } from './caller.ts';

/** 15 indicators as a clerk has them in a spreadsheet: levels, name, value, weight. */
export const TARGET_ROWS: readonly (readonly [string, string, string, string])[] = [
  ['产出指标', '数量指标', '保洁河道长度', '≥12公里'],
  ['产出指标', '数量指标', '打捞漂浮物数量', '≥300吨'],
  ['产出指标', '数量指标', '补种水生植物面积', '≥2000平方米'],
  ['产出指标', '数量指标', '巡查河道次数', '≥240次'],
  ['产出指标', '质量指标', '水面保洁合格率', '≥95%'],
  ['产出指标', '质量指标', '设施设备完好率', '≥98%'],
  ['产出指标', '质量指标', '水生植物成活率', '≥90%'],
  ['产出指标', '时效指标', '保洁任务按期完成率', '=100%'],
  ['产出指标', '时效指标', '突发污染处置时长', '≤2小时'],
  ['成本指标', '经济成本指标', '河道保洁单位成本', '≤25万元/公里'],
  ['效益指标', '社会效益指标', '河道投诉下降比例', '≥10%'],
  ['效益指标', '生态效益指标', '水质达标断面比例', '≥92%'],
  ['效益指标', '生态效益指标', '水体透明度达标天数', '≥300天'],
  ['效益指标', '可持续影响指标', '管护制度覆盖河段比例', '≥96%'],
  ['满意度指标', '服务对象满意度指标', '沿河居民满意度', '≥91%'],
];

export const GOAL =
  '全年保洁河道12公里，打捞漂浮物300吨，水面保洁合格率达到95%以上，河道水质稳定达标，沿河居民满意度达到91%以上。';

/** What the operator has prepared for the journeys. */
export interface Round {
  readonly campaignId: string;
  /** Projects of the officer's unit without a form. */
  readonly projects: readonly string[];
  readonly repeatedName: string;
  readonly year: number;
  readonly unitId: string;
  readonly unitName: string;
  readonly departmentName: string;
  /** Name of the person who writes. */
  readonly officer: string;
  readonly goal: string;
}

interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly duties: readonly {
    readonly role: string;
    readonly organisationId: string;
    readonly organisationName: string;
    readonly path: string;
  }[];
}

export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** 截止日期 of the levels of a round that has just begun. */
export const deadlines = () => ({
  fill: inDays(10),
  'unit-review': inDays(20),
  'department-review': inDays(30),
  'division-review': inDays(40),
  'office-review': inDays(50),
});

let code = 0;

/** Puts a project of the officer's unit into the library; gives its id. */
export async function addProject(
  bureau: Caller,
  { year, unitId }: Pick<Round, 'year' | 'unitId'>,
  name: string,
): Promise<string> {
  code += 1;
  const { id } = await bureau.post<{ id: string }>('/api/projects', {
    organisationId: unitId,
    fiscalYear: year,
    code: `E2E-${String(code)}`,
    name,
    nature: '经常性',
    category: '业务类',
    startDate: `${String(year)}-01-01`,
    endDate: `${String(year)}-12-31`,
    funds: [
      { label: '年度资金总额', key: 'total', amountWan: '320.00' },
      { label: '财政拨款', key: 'fiscal', amountWan: '320.00' },
    ],
    disclosure: 'internal',
    isClosed: false,
  });
  return id;
}

/** The bureau opens a round for one unit that has three projects. */
export async function openRound(bureau: Caller, templateId = 'national-target-2021'): Promise<Round> {
  const { items } = await bureau.get<{ items: readonly SamplePerson[] }>('/api/session/sample');
  const person = items.find(({ duties }) => duties[0]?.role === 'officer');
  const duty = person?.duties[0];
  if (!person || !duty) throw new Error('the sample has no officer');
  const choices = await bureau.get<{
    organisations: readonly { id: string; parentId: string | null; name: string }[];
  }>('/api/campaigns/choices');
  const unit = choices.organisations.find(({ id }) => id === duty.organisationId);
  const department = choices.organisations.find(({ id }) => id === unit?.parentId);
  const year = new Date().getFullYear() + 3;
  const { id } = await bureau.post<{ id: string }>('/api/campaigns', {
    name: `${String(year)}年绩效目标申报`,
    kind: 'target',
    fiscalYear: year,
    templateId,
    schemeId: null,
    ruleProfileId: null,
    guidance: '逐项填报，指标值应可考核。',
    opensOn: inDays(-1),
    deadlines: deadlines(),
    memberIds: [duty.organisationId],
  });
  await bureau.post(`/api/campaigns/${id}/state`, { state: 'open', reason: '' });
  const repeatedName = '城区河道日常保洁';
  const place = { campaignId: id, year, unitId: duty.organisationId };
  const projects: string[] = [];
  for (const name of ['河道保洁与养护', '河道设施维护', repeatedName])
    projects.push(await addProject(bureau, place, name));
  return {
    ...place,
    projects,
    repeatedName,
    unitName: duty.organisationName,
    departmentName: department?.name ?? '',
    officer: person.name,
    goal: GOAL,
  };
}

/** A cell of the sheet: number of the indicator and field. */
export const place = (row: number, field: string): string => `[data-cell="${field}-${String(row)}"]`;
export const textOf = (page: Page, row: number, field: string) => page.locator(place(row, field)).innerText();
/** Nothing is waiting to be saved. */
export const saved = (page: Page) => page.locator('[data-save="saved"][data-waiting="0"]').waitFor();

export async function signInAs(page: Page, name: string): Promise<void> {
  await page.locator('.sample-persons').getByRole('button', { name }).click();
  await page.locator('.side-nav').waitFor();
}

/** The clipboard as Excel and WPS fill it: levels merged over their rows. */
export function toHtml(rows: typeof TARGET_ROWS): string {
  const span = (at: number, column: 0 | 1): number => {
    const same = (other: number): boolean =>
      rows[other]?.[0] === rows[at]?.[0] && (column === 0 || rows[other]?.[1] === rows[at]?.[1]);
    if (at > 0 && same(at - 1)) return 0;
    let count = 1;
    while (at + count < rows.length && same(at + count)) count += 1;
    return count;
  };
  const cells = (row: (typeof TARGET_ROWS)[number], at: number): string =>
    row
      .map((text, column) => {
        if (column > 1) return `<td class=xl65>${text.replace('<', '&lt;')}</td>`;
        const height = span(at, column as 0 | 1);
        return height === 0 ? '' : `<td rowspan=${String(height)}>${text}</td>`;
      })
      .join('');
  const body = rows.map((row, at) => `<tr height=19>\r\n  ${cells(row, at)}\r\n </tr>`).join('\r\n ');
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment--><table>${body}</table><!--EndFragment--></body></html>`;
}

/**
 * The clipboard as WPS fills it: a whole document with style sheet, columns, marks of texts and numbers, and the hidden row
 * that keeps the widths of columns under merged cells.
 */
export function wpsHtml(rows: typeof TARGET_ROWS): string {
  const table = /<table>.*<\/table>/s.exec(toHtml(rows))?.[0] ?? '';
  const body = table
    .replace('<table>', '')
    .replaceAll(/<td( class=xl65)?/g, '<td class=xl66 style="border:.5pt solid windowtext;" x:str')
    .replaceAll(/>(≥|=|≤)/g, '>&nbsp;<font class="font6">$1</font>')
    .replace('</table>', '<![if supportMisalignedColumns]><tr width="0" style="display:none;"/><![endif]>');
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name="Generator" content="WPS Office ET"/><style><!-- .xl66{mso-style-parent:style0;white-space:normal;} .font6{color:red;} --></style></head><body link="blue" vlink="purple"><!--StartFragment--><table width="432" border="0" cellpadding="0" cellspacing="0" style="width:324.00pt;border-collapse:collapse;table-layout:fixed;"><col width="72" span="4" style="width:54.00pt;"/>${body}</table><!--EndFragment--></body></html>`;
}

/** Puts a table on the clipboard of the browser. */
export async function copyTable(
  page: Page,
  { html, text }: { readonly html?: string; readonly text?: string },
): Promise<void> {
  await page.evaluate(
    async (copied) => {
      const items: Record<string, Blob> = {};
      if (copied.html !== undefined) items['text/html'] = new Blob([copied.html], { type: 'text/html' });
      if (copied.text !== undefined) items['text/plain'] = new Blob([copied.text], { type: 'text/plain' });
      await navigator.clipboard.write([new ClipboardItem(items)]);
    },
    { html, text },
  );
}

/** Last year's target of the repeated project comes in as a file. */
export async function lastYearForm(person: Caller, round: Round): Promise<void> {
  const { repeatedName, unitName, departmentName, year, goal } = round;
  const lines = [
    '项目支出绩效目标表',
    `（${String(year - 1)}年度）`,
    `项目名称\t${repeatedName}`,
    `主管部门\t${departmentName}\t实施单位\t${unitName}`,
    '项目资金（万元）\t年度资金总额：\t320.00',
    '\t其中：财政拨款\t320.00',
    `年度总体目标\t${goal}`,
    '绩效指标\t一级指标\t二级指标\t三级指标\t指标值',
    ...TARGET_ROWS.map((row) => `\t${row.join('\t')}`),
  ];
  const file = new File([lines.join('\r\n')], '上年绩效目标.txt', { type: 'text/plain' });
  const { formsDone } = await person.importFiles(file);
  if (formsDone !== 1) throw new Error('last year’s form was not read');
}

/** Changes a draft as the editor does. */
export async function changeDraft(
  person: Caller,
  formId: string,
  operations: readonly DraftOperation[],
): Promise<void> {
  const { baseRevision, version } = await person.get<TargetDetail>(`/api/targets/${formId}`);
  await person.call('PATCH', `/api/targets/${formId}/draft`, {
    clientId: `journey-${formId}-${String(version)}`.slice(0, 64),
    sequence: 1,
    baseRevision,
    baseVersion: version,
    operations,
  });
}

/** Starts the form of a project from an empty paper and fills it; gives its id. */
export async function writeForm(
  person: Caller,
  place: { readonly projectId: string; readonly campaignId: string },
  {
    rows,
    goal,
  }: { readonly rows: readonly (readonly [string, string, string, string])[]; readonly goal: string },
): Promise<string> {
  const { id } = await person.post<{ id: string }>('/api/targets', { ...place, from: { kind: 'empty' } });
  const draft = (await person.get<TargetDetail>(`/api/targets/${id}`)).draft as Draft;
  const removed = draft.rows.map<DraftOperation>(({ id: row, cells }) => ({
    kind: 'delete',
    row,
    seen: Object.fromEntries(Object.entries(cells).map(([field, { text }]) => [field, text])),
  }));
  const added = rows.map<DraftOperation>(([level1, level2, level3, target], at) => ({
    kind: 'insert',
    row: `row-${String(at)}`,
    after: at === 0 ? null : `row-${String(at - 1)}`,
    cells: { level1, level2, level3, target },
  }));
  const goalSet: DraftOperation = { kind: 'set', row: null, field: 'goals.annual', text: goal, seen: '' };
  await changeDraft(person, id, [...removed, ...added, ...(goal === '' ? [] : [goalSet])]);
  return id;
}
