import { assessedForm, databaseTargets, type FormWish } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { recordImportedForms } from '../forms/record-imported-forms.ts';
import { createImportJob } from '../imports/import-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import { overview } from './overview-repository.ts';

const now = new Date('2026-03-01T02:00:00.000Z');

const FORMS: readonly FormWish[] = [
  {
    projectName: '校舍维修',
    unit: '教育局',
    budget: '500.10',
    spent: '400.00',
    rate: '79.98',
    score: '86.00',
    grade: '良',
    findings: ['error', 'warning'],
  },
  {
    projectName: '校舍维修',
    unit: '教育局',
    kind: 'target',
    budget: '480.00',
    spent: '0.00',
    rate: null,
    score: null,
    grade: null,
    needsReview: true,
  },
  { projectName: '图书采购', unit: '教育局', budget: '0.20', spent: '0.10', findings: ['error', 'error'] },
  { projectName: '河道保洁', unit: '水务局', budget: '1000.00', spent: '999.99' },
  {
    projectName: null,
    unit: '水务局',
    kind: 'department-self-evaluation',
    budget: '9999.00',
    spent: '9999.00',
    score: '90.00',
  },
  {
    projectName: '校舍维修',
    unit: '教育局',
    fiscalYear: 2025,
    kind: 'target',
    budget: '600.00',
    spent: null,
    rate: null,
    score: null,
    grade: null,
  },
];

describe.each(databaseTargets())('overview on $name', (target) => {
  let database: Database;
  let tenantId: string;

  beforeAll(async () => {
    database = await target.fresh();
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
    const { documentId } = await saveDocument(database.db, {
      tenantId,
      sha256: '1'.repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      fileName: 'a.txt',
      now,
    });
    await inTransaction(database.db, async (tx) => {
      const importId = await createImportJob(tx, { tenantId, actor: '本机', now, files: [] });
      const forms = FORMS.map((wish, index) => assessedForm({ index, ...wish }));
      await recordImportedForms(tx, { tenantId, documentId, importId, actor: '本机', now }, forms);
    });
  });
  afterAll(async () => {
    await database.close();
  });

  it('counts the money of a project once a year, by its last form, and not again in the form of its department', async () => {
    const figures = await overview(database.db, tenantId, 2024);
    expect(figures.totals).toEqual({
      forms: 5,
      projects: 3,
      units: 2,
      budgetWan: '1500.30',
      spentWan: '1400.09',
      evaluatedBudgetWan: '1500.30',
      formsWithErrors: 2,
      needsReview: 1,
    });
    expect(figures.byUnit).toEqual([
      {
        unit: '水务局',
        forms: 2,
        errors: 0,
        warnings: 0,
        budgetWan: '1000.00',
        spentWan: '999.99',
        evaluatedBudgetWan: '1000.00',
      },
      {
        unit: '教育局',
        forms: 3,
        errors: 3,
        warnings: 1,
        budgetWan: '500.30',
        spentWan: '400.10',
        evaluatedBudgetWan: '500.30',
      },
    ]);
  });

  it('measures spending by the money of the years that state it, in the total as by unit', async () => {
    const figures = await overview(database.db, tenantId);
    const unit = figures.byUnit.find((row) => row.unit === '教育局');
    expect(unit).toMatchObject({ budgetWan: '1100.30', spentWan: '400.10', evaluatedBudgetWan: '500.30' });
  });

  it('sums all years when none is asked for, and always names the years there are', async () => {
    const all = await overview(database.db, tenantId);
    expect(all.totals).toMatchObject({ forms: 6, projects: 4, budgetWan: '2100.30' });
    expect((await overview(database.db, tenantId, 2025)).years).toEqual([2025, 2024]);
  });

  it('counts kinds, states and grades', async () => {
    const figures = await overview(database.db, tenantId, 2024);
    expect(figures.byKind).toEqual([
      { kind: 'self-evaluation', count: 3 },
      { kind: 'department-self-evaluation', count: 1 },
      { kind: 'target', count: 1 },
    ]);
    expect(figures.byState).toEqual([{ state: 'imported', count: 5 }]);
    expect(figures.byGrade).toEqual([
      { grade: '优', count: 3 },
      { grade: '良', count: 1 },
    ]);
  });

  it('draws a bubble for each form with rate, score and money', async () => {
    const { scores } = await overview(database.db, tenantId, 2024);
    expect(
      scores.map(({ projectName, executionRate, totalScore, amountWan }) => [
        projectName,
        executionRate,
        totalScore,
        amountWan,
      ]),
    ).toEqual([
      [null, '91.29', '90.00', '9999.00'],
      ['河道保洁', '91.29', '95.20', '1000.00'],
      ['校舍维修', '79.98', '86.00', '500.10'],
      ['图书采购', '91.29', '95.20', '0.20'],
    ]);
  });

  it('counts findings by unit and rule', async () => {
    expect((await overview(database.db, tenantId, 2024)).findings).toEqual([
      { unit: '教育局', ruleId: 'error-rule', severity: 'error', count: 3 },
      { unit: '教育局', ruleId: 'warning-rule', severity: 'warning', count: 1 },
    ]);
  });

  it('is all noughts for a tenant without forms', async () => {
    const empty = await createTenant(database.db, { name: '新财政局', now });
    expect(await overview(database.db, empty.tenantId)).toEqual({
      totals: {
        forms: 0,
        projects: 0,
        units: 0,
        budgetWan: '0',
        spentWan: '0',
        evaluatedBudgetWan: '0',
        formsWithErrors: 0,
        needsReview: 0,
      },
      years: [],
      byState: [],
      byKind: [],
      byGrade: [],
      byUnit: [],
      scores: [],
      findings: [],
    });
  });
});
