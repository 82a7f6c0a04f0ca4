import type { Page } from 'playwright-core';

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

const GOAL =
  '全年保洁河道12公里，打捞漂浮物300吨，水面保洁合格率达到95%以上，河道水质稳定达标，沿河居民满意度达到91%以上。';

/** What the operator has prepared for the journeys. */
export interface Round {
  readonly campaignId: string;
  /** Projects of the officer's unit without a form. */
  readonly projects: readonly string[];
  readonly repeatedName: string;
  readonly year: number;
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

/** A call of the page itself, as its scripts make it. */
async function call<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  const answer = await page.evaluate(
    async (asked) => {
      const response = await fetch(asked.path, {
        method: asked.method,
        ...(asked.body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked.body) }),
      });
      return { isGood: response.ok, text: await response.text() };
    },
    { method, path, body },
  );
  if (!answer.isGood) throw new Error(`${method} ${path}: ${answer.text}`);
  return JSON.parse(answer.text) as T;
}

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** The bureau opens a round for one unit that has three projects. */
export async function openRound(page: Page): Promise<Round> {
  const { items } = await call<{ items: readonly SamplePerson[] }>(page, 'GET', '/api/session/sample');
  const person = items.find(({ duties }) => duties[0]?.role === 'officer');
  const duty = person?.duties[0];
  if (!person || !duty) throw new Error('the sample has no officer');
  const choices = await call<{
    organisations: readonly { id: string; parentId: string | null; name: string }[];
  }>(page, 'GET', '/api/campaigns/choices');
  const unit = choices.organisations.find(({ id }) => id === duty.organisationId);
  const department = choices.organisations.find(({ id }) => id === unit?.parentId);
  const year = new Date().getFullYear() + 3;
  const { id } = await call<{ id: string }>(page, 'POST', '/api/campaigns', {
    name: `${String(year)}年绩效目标申报`,
    kind: 'target',
    fiscalYear: year,
    templateId: 'national-target-2021',
    schemeId: null,
    ruleProfileId: null,
    guidance: '逐项填报，指标值应可考核。',
    opensOn: inDays(-1),
    deadlines: {
      fill: inDays(10),
      'unit-review': inDays(20),
      'department-review': inDays(30),
      'division-review': inDays(40),
      'office-review': inDays(50),
    },
    memberIds: [duty.organisationId],
  });
  await call(page, 'POST', `/api/campaigns/${id}/state`, { state: 'open', reason: '' });
  const repeatedName = '城区河道日常保洁';
  const projects: string[] = [];
  for (const [at, name] of ['河道保洁与养护', '河道设施维护', repeatedName].entries()) {
    const project = await call<{ id: string }>(page, 'POST', '/api/projects', {
      organisationId: duty.organisationId,
      fiscalYear: year,
      code: `E2E-${String(at)}`,
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
    projects.push(project.id);
  }
  return {
    campaignId: id,
    projects,
    repeatedName,
    year,
    unitName: duty.organisationName,
    departmentName: department?.name ?? '',
    officer: person.name,
    goal: GOAL,
  };
}

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
export async function lastYearForm(page: Page, round: Round): Promise<void> {
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
  const job = await page.evaluate(async (text) => {
    const form = new FormData();
    form.append('files', new File([text], '上年绩效目标.txt', { type: 'text/plain' }));
    const response = await fetch('/api/imports', { method: 'POST', body: form });
    return (await response.json()) as { id: string };
  }, lines.join('\r\n'));
  for (;;) {
    const now = await call<{ finishedAt: string | null; formsDone: number }>(
      page,
      'GET',
      `/api/imports/${job.id}`,
    );
    if (now.finishedAt === null) {
      await page.waitForTimeout(200);
      continue;
    }
    if (now.formsDone !== 1) throw new Error('last year’s form was not read');
    return;
  }
}
