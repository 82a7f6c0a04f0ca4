import { sql } from 'kysely';
import { Decimal } from '@jiheng/domain';
import { assessedForm, databaseTargets, findingOf, type FormWish } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { insertRows } from '../database/insert-rows.ts';
import { countFindingsByRule } from '../findings/finding-repository.ts';
import { replaceSubjectFindings } from '../findings/subject-repository.ts';
import { createImportJob } from '../imports/import-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import { formFacets } from './form-facets.ts';
import { findForm } from './form-repository.ts';
import { FORM_SORTS, type FormFilter, type FormListRow, type FormSort } from './form-types.ts';
import { COUNT_LIMIT, findNeighbours, listForms } from './list-forms.ts';
import { recordImportedForms } from './record-imported-forms.ts';

const now = new Date('2026-03-01T02:00:00.000Z');

const FORMS: readonly FormWish[] = [
  {
    projectName: '中学校舍维修',
    unit: '临江区教育局',
    department: '临江区教育局',
    budget: '500.00',
    rate: '88.10',
    score: '86.00',
    grade: '良',
    findings: ['error', 'error', 'warning'],
    region: '上海市',
  },
  {
    projectName: '安置房物业补贴',
    unit: '临江区房管局',
    department: '临江区房管局',
    budget: '80.5',
    rate: '100.00',
    score: '98.00',
    findings: ['advice'],
  },
  {
    projectName: '办公设备购置',
    unit: '临江区教育局',
    department: '临江区教育局',
    budget: '1200',
    rate: '9.90',
    score: '61.5',
    grade: '中',
    findings: ['error'],
    needsReview: true,
  },
  {
    projectName: '河道保洁',
    kind: 'target',
    rate: null,
    score: null,
    grade: null,
    fiscalYear: 2025,
    indicators: ['保洁河道长度', '水质达标率'],
  },
  {
    projectName: '阅读推广',
    unit: '临江区图书馆',
    fiscalYear: 2025,
    budget: '80.50',
    findings: ['warning'],
    indicators: ['举办讲座场次'],
  },
];

describe.each(databaseTargets())('list of forms on $name', (target) => {
  let database: Database;
  let tenantId: string;
  let importId: string;
  let formIds: readonly string[];

  beforeAll(async () => {
    database = await target.fresh();
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
    await createTenant(database.db, { name: '另一个财政局', now });
    const { documentId } = await saveDocument(database.db, {
      tenantId,
      sha256: '1'.repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      fileName: 'a.txt',
      now,
    });
    const files = [{ fileName: 'a.txt', bytes: 1, documentId, status: 'waiting' as const }];
    await inTransaction(database.db, async (tx) => {
      importId = await createImportJob(tx, { tenantId, actor: '本机', now, files });
      const forms = FORMS.map((wish, index) => assessedForm({ index, ...wish }));
      const results = await recordImportedForms(
        tx,
        { tenantId, documentId, importId, actor: '本机', now },
        forms,
      );
      formIds = results.map(({ formId }) => formId);
    });
  });
  afterAll(async () => {
    await database.close();
  });

  function list(filter: FormFilter, sort: FormSort = 'recent'): ReturnType<typeof listForms> {
    return listForms(database.db, tenantId, { ...filter, sort, limit: 50 });
  }

  async function names(filter: FormFilter, sort?: FormSort): Promise<(string | null)[]> {
    return (await list(filter, sort)).items.map(({ projectName }) => projectName);
  }

  it('shows the numbers of the current revision', async () => {
    const { items } = await list({ text: '校舍' });
    expect(items).toEqual([
      {
        formId: formIds[0]!,
        revision: 1,
        kind: 'self-evaluation',
        fiscalYear: 2024,
        region: '上海市',
        projectName: '中学校舍维修',
        competentDepartment: '临江区教育局',
        implementingUnit: '临江区教育局',
        amountWan: Decimal.of('500.00').toString(),
        executionRate: Decimal.of('88.10').toString(),
        totalScore: Decimal.of('86.00').toString(),
        grade: '良',
        state: 'imported',
        needsReview: false,
        errors: 2,
        warnings: 1,
        advice: 0,
        indicators: 2,
        importedAt: now,
      } satisfies FormListRow,
    ]);
  });

  it.each<[filter: FormFilter, projects: number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ text: '教育局' }, [0, 2]],
    [{ text: ' 教 育 局 ' }, [0, 2]],
    [{ text: '水质' }, [3]],
    [{ text: '购' }, [2]],
    [{ text: '没有这个词' }, []],
    [{ text: "'; drop table form; --\0" }, []],
    [{ kind: 'target' }, [3]],
    [{ year: 2025 }, [3, 4]],
    [{ region: '上海市' }, [0]],
    [{ department: '临江区房管局' }, [1]],
    [{ unit: '临江区图书馆' }, [4]],
    [{ grade: '中' }, [2]],
    [{ severity: 'error' }, [0, 2]],
    [{ severity: 'warning' }, [0, 4]],
    [{ severity: 'advice' }, [1]],
    [{ severity: 'clean' }, [3]],
    [{ rule: 'error-rule' }, [0, 2]],
    [{ state: 'imported' }, [0, 1, 2, 3, 4]],
    [{ state: 'approved' }, []],
    [{ needsReview: true }, [2]],
    [{ needsReview: false, year: 2024 }, [0, 1]],
    [{ minRate: 9.95, maxRate: 90 }, [0]],
    [{ minRate: 9.9, maxRate: 9.9 }, [2]],
    [{ importId: 'not an id' }, []],
    [{ unit: '临江区教育局', severity: 'warning', text: '维修' }, [0]],
  ])('finds exactly the forms of %j', async (filter, projects) => {
    const expected = projects.map((index) => FORMS[index]?.projectName);
    const page = await list(filter);
    expect(page.items.map(({ projectName }) => projectName).sort()).toEqual([...expected].sort());
    expect(page).toMatchObject({ count: projects.length, isCountCapped: false, next: null });
  });

  it('finds the forms of an import', async () => {
    expect((await list({ importId })).count).toBe(FORMS.length);
  });

  it('orders names by pinyin and numbers by value, the largest first', async () => {
    expect(await names({}, 'project')).toEqual([
      '安置房物业补贴',
      '办公设备购置',
      '河道保洁',
      '阅读推广',
      '中学校舍维修',
    ]);
    expect((await list({}, 'amount')).items.map(({ amountWan }) => amountWan)).toEqual([
      '1200',
      '500.00',
      '120.50',
      '80.50',
      '80.5',
    ]);
    expect((await list({}, 'score')).items.map(({ totalScore }) => totalScore)).toEqual([
      '98.00',
      '95.20',
      '86.00',
      '61.5',
      null,
    ]);
    expect((await list({}, 'errors')).items.map(({ errors }) => errors)).toEqual([2, 1, 0, 0, 0]);
    expect((await list({}, 'unit')).items[0]?.implementingUnit).toBe('临江区房管局');
    expect((await list({}, 'recent')).items.map(({ formId }) => formId)).toEqual([...formIds].reverse());
  });

  it.each(FORM_SORTS)('gives every form exactly once over pages in the order of %s', async (sort) => {
    const whole = (await list({}, sort)).items.map(({ formId }) => formId);
    for (const limit of [1, 2, 3]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await listForms(database.db, tenantId, { sort, limit, after });
        seen.push(...page.items.map(({ formId }) => formId));
        expect(page.count).toBe(FORMS.length);
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toEqual(whole);
    }
  });

  it.each(FORM_SORTS)('knows the form before and after in the order of %s', async (sort) => {
    const whole = (await list({}, sort)).items.map(({ formId }) => formId);
    for (const [index, formId] of whole.entries()) {
      expect(await findNeighbours(database.db, tenantId, { sort }, formId)).toEqual({
        previous: whole[index - 1] ?? null,
        next: whole[index + 1] ?? null,
      });
    }
    expect(await findNeighbours(database.db, tenantId, { sort }, 'nothing')).toEqual({
      previous: null,
      next: null,
    });
  });

  it.each([
    '',
    'x',
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('["a","b",1]').toString('base64url'),
  ])('refuses the made-up cursor "%s"', async (after) => {
    await expect(listForms(database.db, tenantId, { sort: 'recent', limit: 5, after })).rejects.toMatchObject(
      { code: 'STORE-CURSOR' },
    );
  });

  it('lists the values that occur for the filters', async () => {
    expect(await formFacets(database.db, tenantId)).toEqual({
      kinds: [
        { value: 'self-evaluation', count: 4 },
        { value: 'target', count: 1 },
      ],
      years: [
        { value: 2025, count: 2 },
        { value: 2024, count: 3 },
      ],
      regions: [{ value: '上海市', count: 1 }],
      departments: expect.arrayContaining([{ value: '临江区教育局', count: 2 }]) as unknown,
      units: expect.arrayContaining([{ value: '临江区图书馆', count: 1 }]) as unknown,
      grades: [
        { value: '优', count: 2 },
        { value: '中', count: 1 },
        { value: '良', count: 1 },
      ],
    });
  });

  it('replaces findings over many forms and counts them with the others', async () => {
    const finding = {
      ...findingOf('error', 'same-goal'),
      others: [{ formKey: formIds[4]!, at: ['/goals/annual'] }],
    };
    const subject = {
      ruleId: 'same-goal',
      subjectHash: '0'.repeat(8) + '-0000-0000-0000-' + '1'.repeat(12),
      requestId: formIds[0]!,
      forms: 2,
      after: null,
    };
    const replace = (places: readonly string[]): Promise<void> =>
      inTransaction(database.db, async (tx) => {
        const { ruleId: rule_id, subjectHash: subject_hash, requestId: request_id } = subject;
        await insertRows(tx, 'dirty_subject', [{ tenant_id: tenantId, rule_id, subject_hash, request_id }]);
        const findings = places.map((formKey) => ({ subject: 0, finding: { ...finding, formKey } }));
        await replaceSubjectFindings(tx, tenantId, [subject], findings);
      });
    await replace([formIds[3]!, formIds[3]!, formIds[0]!]);
    expect(await names({ rule: 'same-goal' })).toEqual(['河道保洁', '中学校舍维修']);
    expect((await list({}, 'errors')).items.map(({ errors }) => errors)).toEqual([3, 2, 1, 0, 0]);
    expect((await findForm(database.db, tenantId, formIds[3]!))?.findings).toEqual([finding, finding]);
    expect(await countFindingsByRule(database.db, tenantId)).toEqual(
      new Map([
        ['error-rule', 3],
        ['warning-rule', 2],
        ['advice-rule', 1],
        ['same-goal', 3],
      ]),
    );
    await replace([]);
    expect((await list({}, 'errors')).items.map(({ errors }) => errors)).toEqual([2, 1, 0, 0, 0]);
  });

  it('counts exactly to the limit and says that there are more', async () => {
    const { tenantId: large } = await createTenant(database.db, { name: '大局', now });
    const { documentId } = await saveDocument(database.db, {
      tenantId: large,
      sha256: '2'.repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      fileName: 'b.txt',
      now,
    });
    const add = (from: number, to: number): Promise<unknown> =>
      inTransaction(database.db, async (tx) => {
        const id = await createImportJob(tx, { tenantId: large, actor: '本机', now, files: [] });
        const forms = Array.from({ length: to - from }, (_, index) =>
          assessedForm({ index: from + index, projectName: `项目${from + index}` }),
        );
        return await recordImportedForms(
          tx,
          { tenantId: large, documentId, importId: id, actor: '本机', now },
          forms,
        );
      });
    await add(0, COUNT_LIMIT);
    expect(await listForms(database.db, large, { sort: 'recent', limit: 1 })).toMatchObject({
      count: 1000,
      isCountCapped: false,
    });
    await add(COUNT_LIMIT, COUNT_LIMIT + 1);
    const found = await listForms(database.db, large, { sort: 'recent', limit: 3, grade: '优' });
    expect(found).toMatchObject({ count: 1000, isCountCapped: true });

    // Thousands of newer forms in front of them: what is looked for lies far down the order.
    const [first, second] = found.items.map(({ formId }) => formId);
    await sql`with made as (
        insert into form select (jsonb_populate_record(f, jsonb_build_object(
          'form_id', gen_random_uuid(), 'grade', '差', 'revised_at', f.revised_at + interval '1 day'))).*
        from form f, generate_series(1, 3200) where f.form_id = ${first} returning form_id)
      insert into form_revision select (jsonb_populate_record(r, jsonb_build_object('form_id', made.form_id))).*
      from made, form_revision r where r.form_id = ${first}`.execute(database.db);
    expect(await listForms(database.db, large, { sort: 'recent', limit: 3, grade: '优' })).toEqual(found);
    const beside = { sort: 'recent', grade: '优' } as const;
    expect(await findNeighbours(database.db, large, beside, first!)).toEqual({
      previous: null,
      next: second,
    });
  });
});
