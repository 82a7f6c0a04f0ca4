import { assessedForm, databaseTargets, findingOf, type FormWish } from '@jiheng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../database/db.ts';
import type { Database } from '../database/open-database.ts';
import { saveDocument } from '../documents/document-repository.ts';
import { createImportJob } from '../imports/import-repository.ts';
import { createTenant } from '../tenants/tenant-repository.ts';
import { listTenantsToCheck } from '../findings/fact-repository.ts';
import { acceptProposedRevision, separateProposedForm } from './accept-revision.ts';
import { findForm } from './form-repository.ts';
import type { ImportedFormResult } from './form-types.ts';
import { listForms } from './list-forms.ts';
import { recordImportedForms, type ImportSource } from './record-imported-forms.ts';

const now = new Date('2026-03-01T02:00:00.000Z');

describe.each(databaseTargets())('imported forms on $name', (target) => {
  let database: Database;
  let tenantId: string;
  let documents = 0;

  beforeAll(async () => {
    database = await target.fresh();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
  });

  async function source(): Promise<ImportSource> {
    documents += 1;
    const sha256 = documents.toString(16).padStart(64, '0');
    const { documentId } = await saveDocument(database.db, {
      tenantId,
      sha256,
      bytes: 10,
      mediaType: 'text/plain',
      fileName: `自评表${documents}.txt`,
      now,
    });
    const file = { fileName: 'x.txt', bytes: 10, documentId, status: 'waiting' as const };
    const importId = await inTransaction(database.db, (tx) =>
      createImportJob(tx, { tenantId, actor: '本机', now, files: [file] }),
    );
    return { tenantId, documentId, importId, actor: '本机', now };
  }

  function store(from: ImportSource, wishes: readonly FormWish[]): Promise<readonly ImportedFormResult[]> {
    const forms = wishes.map((wish, index) => assessedForm({ index, ...wish }));
    return inTransaction(database.db, (tx) => recordImportedForms(tx, from, forms));
  }

  async function importForms(...wishes: FormWish[]): Promise<readonly ImportedFormResult[]> {
    return store(await source(), wishes);
  }

  it('adds a new form with everything that belongs to it', async () => {
    const wish: FormWish = { findings: [findingOf('error'), findingOf('advice')], needsReview: true };
    const from = await source();
    const [result] = await store(from, [wish]);
    const form = await findForm(database.db, tenantId, result!.formId);
    const given = assessedForm(wish);
    expect(result).toMatchObject({ index: 0, outcome: 'new', differences: [] });
    expect(form).toMatchObject({
      state: 'imported',
      revision: 1,
      currentRevision: 1,
      record: given.record,
      origins: given.origins,
      checks: given.checks,
      needsReview: true,
      findings: given.findings,
      sheet: null,
      basis: given.basis,
      sources: [{ documentId: from.documentId, documentIndex: 0, outcome: 'new', importedAt: now }],
      revisions: [{ revision: 1, createdAt: now, actor: '本机' }],
    });
  });

  it('answers the same and adds nothing when the same document is stored again', async () => {
    await importForms({ projectName: '已有项目' });
    const from = await source();
    const wishes: FormWish[] = [{}, {}, { projectName: '已有项目', budget: '77' }];
    const first = await store(from, wishes);
    const second = await store(from, wishes);
    expect(first.map(({ outcome }) => outcome)).toEqual(['new', 'same', 'revision-proposed']);
    expect(second).toEqual(first);
    expect((await listForms(database.db, tenantId, { sort: 'recent', limit: 10 })).count).toBe(2);
  });

  it('links equal content as a further source', async () => {
    const [first] = await importForms({});
    const [again] = await importForms({});
    expect(again).toMatchObject({ outcome: 'same', formId: first!.formId });
    const form = await findForm(database.db, tenantId, first!.formId);
    expect(form?.sources.map(({ outcome }) => outcome)).toEqual(['new', 'same']);
    expect(form?.revisions).toHaveLength(1);
  });

  it('proposes another version of a known form with its differences and merges nothing by itself', async () => {
    const [first] = await importForms({ budget: '120.50' });
    const [changed] = await importForms({ budget: '130.00', projectName: '河 道 保 洁' });
    expect(changed).toMatchObject({ outcome: 'revision-proposed', formId: first!.formId });
    expect(changed?.differences).toEqual([
      { path: '/header/projectName', label: '项目名称', before: '河道保洁', after: '河 道 保 洁' },
      {
        path: '/funds/0/adjustedBudget',
        label: '资金“年度资金总额” 全年预算数',
        before: '120.50',
        after: '130.00',
      },
    ]);
    const form = await findForm(database.db, tenantId, first!.formId);
    expect(form?.revisions).toHaveLength(1);
    expect(form?.sources).toHaveLength(1);
  });

  it('takes a proposal as the newest revision, once, and keeps the older one', async () => {
    const [first] = await importForms({ budget: '120.50' });
    const from = await source();
    const [proposed] = await store(from, [{ budget: '130.00', findings: ['warning'] }]);
    const acceptance = {
      tenantId,
      formId: proposed!.formId,
      documentId: from.documentId,
      index: 0,
      actor: '本机',
      now,
    };
    const accept = (): ReturnType<typeof acceptProposedRevision> =>
      inTransaction(database.db, (tx) => acceptProposedRevision(tx, acceptance));
    expect(await accept()).toEqual({ formId: first!.formId, revision: 2 });
    expect(await accept()).toBeUndefined();
    const form = await findForm(database.db, tenantId, first!.formId);
    expect(form).toMatchObject({ revision: 2, revisions: [{ revision: 2 }, { revision: 1 }] });
    expect(form?.sources).toHaveLength(2);
    expect((await findForm(database.db, tenantId, first!.formId, 1))?.record.funds[0]?.adjustedBudget).toBe(
      '120.50',
    );
    const page = await listForms(database.db, tenantId, { sort: 'recent', limit: 10 });
    expect(page.items).toMatchObject([{ revision: 2, amountWan: '130.00', warnings: 1 }]);
  });

  it('takes a proposal as a form of its own, once, beside the one it was taken for', async () => {
    const from = await source();
    const [first, proposed] = await store(from, [
      { budget: '120.50' },
      { budget: '130.00', findings: ['warning'] },
    ]);
    const acceptance = {
      tenantId,
      formId: proposed!.formId,
      documentId: from.documentId,
      index: 1,
      actor: '李明',
      now,
    };
    const separate = (): ReturnType<typeof separateProposedForm> =>
      inTransaction(database.db, (tx) => separateProposedForm(tx, acceptance));
    const own = (await separate())!;
    expect(own.formId).not.toBe(first!.formId);
    expect(await separate()).toBeUndefined();
    expect(await inTransaction(database.db, (tx) => acceptProposedRevision(tx, acceptance))).toBeUndefined();
    const form = await findForm(database.db, tenantId, own.formId);
    expect(form).toMatchObject({
      state: 'imported',
      revision: 1,
      currentRevision: 1,
      documentId: from.documentId,
      sources: [{ documentId: from.documentId, documentIndex: 1 }],
      findings: [{ severity: 'warning' }],
    });
    expect(form?.record.funds[0]?.adjustedBudget).toBe('130.00');
    expect(await findForm(database.db, tenantId, first!.formId)).toMatchObject({
      revision: 1,
      sources: [{ documentIndex: 0 }],
    });
    const page = await listForms(database.db, tenantId, {
      sort: 'recent',
      limit: 10,
      importId: from.importId,
    });
    expect(page.items.map(({ formId }) => formId).sort()).toEqual([first!.formId, own.formId].sort());
    // Later versions of either are recognised as the one they differ least from, equal ones by their content.
    const later = await importForms(
      { budget: '130.00', spent: '1.00' },
      { budget: '120.50', spent: '1.00' },
      { budget: '130.00' },
    );
    expect(later).toMatchObject([
      { outcome: 'revision-proposed', formId: own.formId },
      { outcome: 'revision-proposed', formId: first!.formId },
      { outcome: 'same', formId: own.formId },
    ]);
  });

  it('wants the forms judged against each other again after every change, and only then', async () => {
    const isWanted = async (): Promise<boolean> => (await listTenantsToCheck(database.db)).includes(tenantId);
    const settle = () =>
      database.db
        .updateTable('fact_source')
        .set({ profile_hash: 'a' })
        .where('tenant_id', '=', tenantId)
        .execute();
    const from = await source();
    await store(from, [{}]);
    expect(await isWanted()).toBe(true);
    await settle();
    await importForms({});
    const documents = [await source(), await source()];
    for (const [at, document] of documents.entries()) await store(document, [{ budget: `${at + 7}` }]);
    expect(await isWanted()).toBe(false);
    for (const [at, take] of [acceptProposedRevision, separateProposedForm].entries()) {
      const { documentId } = documents[at]!;
      const { form_id: formId } = await database.db
        .selectFrom('proposed_revision')
        .select('form_id')
        .where('tenant_id', '=', tenantId)
        .where('document_id', '=', documentId)
        .executeTakeFirstOrThrow();
      const acceptance = { tenantId, formId, documentId, index: 0, actor: '本机', now };
      await inTransaction<unknown>(database.db, (tx) => take(tx, acceptance));
      expect(await isWanted()).toBe(true);
      await settle();
    }
  });

  it.each<[circumstance: string, first: FormWish, second: FormWish]>([
    ['another year', {}, { fiscalYear: 2025 }],
    ['another kind', {}, { kind: 'target' }],
    ['another unit', {}, { unit: '临江区水文站' }],
    ['another project', {}, { projectName: '河道清淤' }],
    ['another code under the same name', { projectCode: 'A1' }, { projectCode: 'B2' }],
    ['a year that is not printed', { fiscalYear: null }, { fiscalYear: null, budget: '1' }],
  ])('keeps forms apart for %s', async (_circumstance, first, second) => {
    const results = await importForms(first, second);
    expect(results.map(({ outcome }) => outcome)).toEqual(['new', 'new']);
  });

  it.each<[circumstance: string, first: FormWish, second: FormWish]>([
    [
      'the same code under another name',
      { projectCode: 'A1' },
      { projectCode: 'A1', projectName: '河道养护' },
    ],
    ['a code that only one of them prints', { projectCode: 'A1' }, { budget: '3' }],
    [
      'a department form, which has no project',
      { kind: 'department-target', projectName: null },
      { kind: 'department-target', projectName: null, budget: '3' },
    ],
    ['the same form twice in one document', {}, { budget: '9.00' }],
  ])('recognises a form by %s', async (_circumstance, first, second) => {
    const results = await importForms(first, second);
    expect(results.map(({ outcome }) => outcome)).toEqual(['new', 'revision-proposed']);
  });

  it('keeps tenants apart', async () => {
    const [first] = await importForms({});
    const other = await createTenant(database.db, { name: '云岭区财政局', now });
    expect(await findForm(database.db, other.tenantId, first!.formId)).toBeUndefined();
    tenantId = other.tenantId;
    expect(await importForms({})).toMatchObject([{ outcome: 'new' }]);
  });

  it('adds one form only when two documents with it are stored at the same moment', async () => {
    const sources = await Promise.all([source(), source(), source(), source()]);
    const results = await Promise.all(sources.map((from) => store(from, [{}])));
    expect(
      results
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['new', 'same', 'same', 'same']);
  });

  it('leaves no half form when the transaction fails', async () => {
    const from = await source();
    const failing = inTransaction(database.db, async (tx) => {
      await recordImportedForms(tx, from, [assessedForm()]);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    for (const table of ['form', 'form_revision', 'indicator', 'fund_row', 'form_source'] as const) {
      expect(
        await database.db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).execute(),
      ).toEqual([]);
    }
  });

  it('stores text that PostgreSQL cannot hold with a replacement character', async () => {
    const [result] = await importForms({ projectName: '河道\0保洁\ud800', goal: '反斜杠 \\u0000 不变' });
    const form = await findForm(database.db, tenantId, result!.formId);
    expect(form?.record.header.projectName).toBe('河道\ufffd保洁\ufffd');
    expect(form?.record.goals.annual).toBe('反斜杠 \\u0000 不变');
  });

  it('keeps amounts exact to the last digit, and 元 apart from 万元', async () => {
    const yuan = assessedForm({ budget: '12345678901234567890.10', spent: '100.00', rate: null });
    const from = await source();
    const form = { ...yuan, record: { ...yuan.record, amountUnit: '元' as const } };
    await inTransaction(database.db, (tx) => recordImportedForms(tx, from, [form]));
    const row = await database.db
      .selectFrom('form')
      .select(['amount_wan', 'spent_wan'])
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    expect(row).toEqual({ amount_wan: '1234567890123456.78901', spent_wan: '0.01' });
  });

  it('answers with nothing for an id that is none', async () => {
    expect(await findForm(database.db, tenantId, "1'; drop table form; --")).toBeUndefined();
  });
});
