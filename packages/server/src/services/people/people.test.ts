import { readTables, writeTables, type DataTable } from '@jiheng/documents';
import type {
  FormList,
  InitialPassword,
  OrganisationList,
  PeopleImport,
  PersonItem,
  PersonList,
  SessionInfo,
} from '@jiheng/api';
import type { FormRecord } from '@jiheng/domain';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST, startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { ORGANISATION_COLUMNS, PEOPLE_COLUMNS } from './people-workbook.ts';

let server: Harness;
let admin: SignedIn;

beforeAll(async () => {
  server = await startHarness();
  admin = await server.as('administrator');
});
afterAll(() => server.close());

async function signIn(loginName: string, password: string): Promise<LightMyRequestResponse> {
  const headers = { host: HOST, origin: `http://${HOST}` };
  return server.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { loginName, password },
  });
}

async function importWorkbook(
  by: SignedIn,
  tables: readonly DataTable[],
  apply: boolean,
): Promise<LightMyRequestResponse> {
  const body = new FormData();
  const bytes = await writeTables(tables);
  body.append('file', new Blob([new Uint8Array(bytes)]), '人员.xlsx');
  const request = new Request('http://x', { method: 'POST', body });
  return server.app.inject({
    method: 'POST',
    url: `/api/people/import?apply=${String(apply)}`,
    headers: { ...by.headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

const organisationsOf = (...rows: string[][]): DataTable => ({
  name: '机构',
  rows: [[...ORGANISATION_COLUMNS], ...rows],
});
const peopleOf = (...rows: string[][]): DataTable => ({ name: '人员', rows: [[...PEOPLE_COLUMNS], ...rows] });

describe('the tree of organisations', () => {
  it('grows, is renamed, moves with its forms, and is closed', async () => {
    const { department, otherDepartment } = server.organisations;
    const file = await admin.importFiles({ name: '自评.txt', content: generateForm(7, seededNumbers(7)) });
    const formId = file.files[0]?.forms[0]?.formId ?? '';
    const form = (await admin.request('GET', `/api/forms/${formId}`)).json<{ record: FormRecord }>();
    const name = form.record.header.implementingUnit ?? '';
    expect(name).not.toBe('');
    const added = await admin.request('POST', '/api/organisations', {
      parentId: department.organisationId,
      kind: 'unit',
      code: '101009',
      name: ` ${name.slice(0, 3)} ${name.slice(3)}`,
    });
    const list = added.json<OrganisationList>();
    expect(list.placedForms).toBe(1);
    const unit = list.items.find(({ code }) => code === '101009');
    const reader = await server.as('department-reviewer', department.path);
    expect((await reader.request('GET', `/api/forms/${formId}`)).statusCode).toBe(200);

    const other = await server.as('department-reviewer', otherDepartment.path);
    expect((await other.request('GET', `/api/forms/${formId}`)).statusCode).toBe(404);
    const move = { parentId: otherDepartment.organisationId };
    await admin.request('POST', `/api/organisations/${unit?.id ?? ''}/move`, move);
    expect((await other.request('GET', `/api/forms/${formId}`)).statusCode).toBe(200);
    expect((await reader.request('GET', `/api/forms/${formId}`)).statusCode).toBe(404);
    expect((await reader.request('GET', '/api/forms')).json<FormList>().count).toBe(0);

    const change = { code: '102009', name: '测试渠道管理站', isClosed: true };
    const closed = await admin.request('POST', `/api/organisations/${unit?.id ?? ''}`, change);
    expect(closed.json<OrganisationList>().items).toContainEqual(expect.objectContaining(change));
  });

  it('is never made circular, and codes stay unique', async () => {
    const { department, unit, bureau } = server.organisations;
    const below = { parentId: unit.organisationId };
    const circular = await admin.request(
      'POST',
      `/api/organisations/${department.organisationId}/move`,
      below,
    );
    expect(circular.statusCode).toBe(409);
    const twice = { parentId: department.organisationId, kind: 'unit', code: '101001', name: '重复' };
    expect((await admin.request('POST', '/api/organisations', twice)).statusCode).toBe(409);
    const root = await admin.request('POST', `/api/organisations/${bureau.organisationId}/move`, below);
    expect(root.statusCode).toBe(409);
  });
});

describe('people', () => {
  const wish = (loginName: string, organisationId: string, role = 'officer') => ({
    loginName,
    name: '赵出纳',
    duties: [{ role, organisationId }],
  });

  it('are added with an initial password that is shown once and must be changed', async () => {
    const { unit } = server.organisations;
    const answer = await admin.request('POST', '/api/people', wish('Zhao.Chuna', unit.organisationId));
    const { personId, loginName, password } = answer.json<InitialPassword>();
    expect(loginName).toBe('zhao.chuna');
    expect((await signIn('zhao.chuna', password)).json<SessionInfo>().person?.mustChangePassword).toBe(true);
    const { items } = (await admin.request('GET', '/api/people')).json<PersonList>();
    expect(items.find(({ id }) => id === personId)).toMatchObject({ hasPassword: true, isClosed: false });
    expect(JSON.stringify(items)).not.toContain(password);
    const again = await admin.request('POST', '/api/people', wish('zhao.chuna', unit.organisationId));
    expect(again.json()).toMatchObject({
      code: 'CONFLICT',
      detail: expect.stringContaining('zhao.chuna') as string,
    });
  });

  it('are reset, unlocked and closed, which ends their sessions at once', async () => {
    const { unit } = server.organisations;
    const added = await admin.request('POST', '/api/people', wish('sun', unit.organisationId));
    const { personId, password } = added.json<InitialPassword>();
    for (let failure = 0; failure < 5; failure += 1) await signIn('sun', 'wrong');
    expect((await signIn('sun', password)).statusCode).toBe(429);
    const locked = (await admin.request('GET', '/api/people')).json<PersonList>().items;
    expect(locked.find(({ id }) => id === personId)?.lockedUntil).not.toBeNull();
    const unlocked = await admin.request('POST', `/api/people/${personId}/unlock`, {});
    expect(unlocked.json<PersonItem>().lockedUntil).toBeNull();
    expect((await signIn('sun', password)).statusCode).toBe(200);
    const reset = (
      await admin.request('POST', `/api/people/${personId}/password`, {})
    ).json<InitialPassword>();
    expect((await signIn('sun', password)).statusCode).toBe(401);
    expect((await signIn('sun', reset.password)).statusCode).toBe(200);
    const closing = { ...wish('sun', unit.organisationId), isClosed: true };
    expect(
      (await admin.request('POST', `/api/people/${personId}`, closing)).json<PersonItem>().isClosed,
    ).toBe(true);
    expect((await signIn('sun', reset.password)).statusCode).toBe(401);
  });

  it('of a department are administered by its own administrator, who cannot reach beyond it', async () => {
    const { department, unit, otherUnit, bureau } = server.organisations;
    const local = await server.as('administrator', department.path);
    const outsider = await server.as('officer', otherUnit.path);
    const { items } = (await local.request('GET', '/api/people')).json<PersonList>();
    expect(items.every(({ duties }) => duties.some(({ path }) => path.startsWith(department.path)))).toBe(
      true,
    );
    expect((await local.request('POST', '/api/people', wish('qian', unit.organisationId))).statusCode).toBe(
      200,
    );
    const beyond = [
      await local.request('POST', '/api/people', wish('li', otherUnit.organisationId)),
      await local.request('POST', '/api/people', wish('li', bureau.organisationId, 'administrator')),
      await local.request('POST', `/api/people/${outsider.person.personId}/password`, {}),
      await local.request('POST', `/api/people/${admin.person.personId}/password`, {}),
      await local.request('POST', `/api/organisations/${otherUnit.organisationId}`, {
        code: 'x',
        name: 'x',
        isClosed: true,
      }),
      await local.request('POST', `/api/organisations/${unit.organisationId}/move`, {
        parentId: bureau.organisationId,
      }),
    ];
    expect(beyond.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
    const review = await local.request(
      'POST',
      '/api/people',
      wish('zhou', unit.organisationId, 'finance-division'),
    );
    expect(review.statusCode).toBe(403);
    expect((await importWorkbook(local, [peopleOf()], false)).statusCode).toBe(403);
    expect((await local.request('GET', '/api/people/workbook')).statusCode).toBe(403);
  });

  it('cannot take the administration away from themselves', async () => {
    const { unit } = server.organisations;
    const self = { ...wish('self', unit.organisationId), isClosed: false };
    const answer = await admin.request('POST', `/api/people/${admin.person.personId}`, self);
    expect(answer.statusCode).toBe(409);
  });
});

describe('a workbook of organisations and people', () => {
  const organisations = organisationsOf(
    ['2010', '测试文旅局', '主管部门', '0', ''],
    ['2010001', '测试图书馆', '实施单位', '2010', '在用'],
    ...Array.from({ length: 18 }, (_, index) => [
      `20101${String(index + 10)}`,
      `测试分馆${String(index)}`,
      '',
      '2010',
      '',
    ]),
  );
  const people = peopleOf(
    ['WenLv01', '冯经办', '经办人@2010001', 'f@example.cn', '', ''],
    ['wenlv02', '陈审核', '单位审核人@2010001；经办人@2010110', '', '', ''],
    ['wenlv03', '=1+1', '主管部门审核人@2010', '', '', ''],
  );

  it('is tried first: what would change is told and nothing is stored', async () => {
    const answer = (await importWorkbook(admin, [people, organisations], false)).json<PeopleImport>();
    expect(answer).toMatchObject({ isApplied: false, problems: [], initialPasswords: [] });
    expect(answer.changes.filter(({ sort }) => sort === 'add')).toHaveLength(23);
    const { items } = (await admin.request('GET', '/api/organisations')).json<OrganisationList>();
    expect(items.some(({ code }) => code === '2010')).toBe(false);
  });

  it('names every fault with its row and then stores nothing at all', async () => {
    const faulty = [
      organisationsOf(
        ['3001', '甲', '', '9999', ''],
        ['3002', '', '主管单位', '', '关'],
        ['3001', '乙', '', '', ''],
      ),
      peopleOf(
        ['a b', '', '经办@3001', '', '', ''],
        ['ok1', '丁', '经办人@8888；经办人', '', '', ''],
        ['ok1', '戊', '经办人@3001', '', '', ''],
      ),
    ];
    const answer = (await importWorkbook(admin, faulty, true)).json<PeopleImport>();
    expect(answer.isApplied).toBe(false);
    const told = answer.problems.map(({ sheet, row, message }) => `${sheet}${String(row)} ${message}`);
    for (const part of [
      '机构2 上级机构编码“9999”不存在',
      '机构3 机构名称未填写',
      '机构3 类别“主管单位”不认识',
      '机构3 状态“关”不认识',
      '机构4 机构编码“3001”与第2行重复',
      '人员2 登录名“a b”中有不可用的字符',
      '人员2 姓名未填写',
      '人员2 角色“经办”不认识',
      '人员3 任职的机构编码“8888”不存在',
      '人员3 “经办人”没有写机构编码',
      '人员4 登录名“ok1”与第3行重复',
    ]) {
      expect(told).toContain(part);
    }
    const { items } = (await admin.request('GET', '/api/people')).json<PersonList>();
    expect(items.some(({ loginName }) => loginName === 'ok1')).toBe(false);
  });

  it('is applied as a whole, with initial passwords that work; a second time it changes nothing', async () => {
    const answer = (await importWorkbook(admin, [organisations, people], true)).json<PeopleImport>();
    expect(answer).toMatchObject({ isApplied: true, problems: [] });
    expect(answer.initialPasswords.map(({ loginName }) => loginName)).toEqual([
      'wenlv01',
      'wenlv02',
      'wenlv03',
    ]);
    const first = answer.initialPasswords[0];
    const session = (await signIn('wenlv01', first?.password ?? '')).json<SessionInfo>();
    expect(session.person?.duties).toMatchObject([{ roleLabel: '经办人', organisationName: '测试图书馆' }]);
    const again = (await importWorkbook(admin, [organisations, people], true)).json<PeopleImport>();
    expect(new Set(again.changes.map(({ sort }) => sort))).toEqual(new Set(['same']));
    expect(again.initialPasswords).toEqual([]);
  });

  it('is given out as the import takes it, texts that look like formulas as texts', async () => {
    const answer = await admin.request('GET', '/api/people/workbook');
    const { tables } = readTables(answer.rawPayload);
    expect(tables?.map(({ name }) => name)).toEqual(['机构', '人员', '填写说明']);
    const back = (await importWorkbook(admin, tables ?? [], false)).json<PeopleImport>();
    expect(back.problems.filter(({ message }) => !message.startsWith('任职未填写'))).toEqual([]);
    expect(new Set(back.changes.map(({ sort }) => sort))).toEqual(new Set(['same']));
    expect(tables?.[1]?.rows.some((row) => row[1] === '=1+1')).toBe(true);
  });

  it('that is none is refused', async () => {
    const body = Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nMZ\u0000\r\n--x--\r\n',
    );
    const headers = { ...admin.headers, 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/people/import',
      headers,
      payload: body,
    });
    expect(answer.statusCode).toBe(400);
  });
});
