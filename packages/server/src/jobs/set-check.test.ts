import { SET_RULES, ruleContext } from '@jiheng/regulation';
import {
  canonicalJson,
  createSetChecker,
  type DecimalText,
  type FormRecord,
  type ScoreSheet,
} from '@jiheng/domain';
import {
  acceptProposedRevision,
  createImportJob,
  createTenant,
  inTransaction,
  listTenantsToCheck,
  recordImportedForms,
  refreshFacts,
  saveDocument,
  type AssessedForm,
  type Database,
  type JudgingLimits,
} from '@jiheng/store';
import { assessedForm, databaseTargets } from '@jiheng/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReadingPool, type ReadingPool } from './reading-pool.ts';
import { checkTenant } from './set-check.ts';

const now = new Date('2026-03-01T02:00:00.000Z');
const GOALS = [
  '为新建道路安装路灯，做到路通灯亮，方便居民夜间出行。',
  '清理河道淤泥，疏通排水，保持水面整洁和两岸通行。',
];

/** What tells one form of a test from another; few values each, so that forms meet. */
interface Sketch {
  readonly project: number;
  readonly unit: number;
  readonly goal: number;
  readonly count: number;
  readonly score: number;
  readonly isTarget: boolean;
}

const sketches: fc.Arbitrary<Sketch> = fc.record({
  project: fc.nat(5),
  unit: fc.nat(1),
  goal: fc.nat(1),
  count: fc.nat(1),
  score: fc.nat(1),
  isTarget: fc.boolean(),
});
const PLAIN: Sketch = { project: 0, unit: 0, goal: 0, count: 0, score: 0, isTarget: false };

function formOf({ project, unit, goal, count, score, isTarget }: Sketch, index: number): AssessedForm {
  const form = assessedForm({
    index,
    kind: isTarget ? 'target' : 'self-evaluation',
    projectName: `项目${project}`,
    unit: `临江区第${unit}路灯所`,
    goal: GOALS[goal]!,
    indicators: ['完成改造验收的路灯盏数', '完成清理验收的河道条数'],
  });
  const number = `${200 + count}` as DecimalText;
  const actual = {
    printed: `${number}盏`,
    meaning: { kind: 'quantity', operator: '=', number, unit: '盏' },
  } as const;
  const indicators = form.record.indicators.map((indicator) => ({
    ...indicator,
    actual,
    score: `${8 + score}.00` as DecimalText,
  }));
  return { ...form, record: { ...form.record, indicators } };
}

describe.each(databaseTargets())('judging forms against each other on $name', (target) => {
  let database: Database;
  let pool: ReadingPool;
  let tenantId: string;
  let documents = 0;

  beforeAll(async () => {
    database = await target.fresh();
    pool = createReadingPool({ threads: 1, timeoutMs: 60_000, heapMegabytes: 256 });
  });
  afterAll(async () => {
    await pool.close();
    await database.close();
  });
  const newTenant = async (): Promise<void> => {
    ({ tenantId } = await createTenant(database.db, { name: '临江区财政局', now }));
  };
  beforeEach(newTenant);

  /** Imports forms of one document; what is recognised as another version is accepted. */
  async function importForms(burst: readonly Sketch[]): Promise<readonly string[]> {
    documents += 1;
    const sha256 = documents.toString(16).padStart(64, '0');
    const file = { sha256, bytes: 1, mediaType: 'text/plain', fileName: '表.txt' };
    const { documentId } = await saveDocument(database.db, { tenantId, ...file, now });
    return inTransaction(database.db, async (tx) => {
      const importId = await createImportJob(tx, { tenantId, actor: '本机', now, files: [] });
      const source = { tenantId, documentId, importId, actor: '本机', now };
      const results = await recordImportedForms(tx, source, burst.map(formOf));
      for (const { index, formId, outcome } of results) {
        if (outcome !== 'revision-proposed') continue;
        await acceptProposedRevision(tx, { ...source, formId, index });
      }
      return results.map(({ formId }) => formId);
    });
  }

  const check = (limits?: JudgingLimits): Promise<void> => checkTenant(database.db, pool, tenantId, limits);

  async function stored(): Promise<readonly { readonly formKey: string; readonly version: string }[]> {
    const { rows } = await sql<{ formKey: string; version: string }>`
      select g.form_id as "formKey", g.code, g.severity, g.at, g.message, g.remedy, g.others, g.xmin::text as version
      from finding g join form f on f.tenant_id = g.tenant_id and f.form_id = g.form_id
        and f.current_revision = g.revision
      where g.tenant_id = ${tenantId} and g.scope = 'set'`.execute(database.db);
    return rows;
  }

  const comparable = (findings: readonly object[]): readonly string[] =>
    findings
      .map((finding) => Object.entries(finding).filter(([key]) => !['version', 'ruleId'].includes(key)))
      .map((entries) => canonicalJson(Object.fromEntries(entries)))
      .sort();

  /** What the rules find when they see all forms at once. */
  async function expected(): Promise<readonly string[]> {
    const { rows } = await sql<{ key: string; record: FormRecord; sheet: ScoreSheet | null }>`
      select f.form_id as key, r.record from form f join form_revision r on r.tenant_id = f.tenant_id
        and r.form_id = f.form_id and r.revision = f.current_revision
      where f.tenant_id = ${tenantId} order by f.form_id`.execute(database.db);
    const checker = createSetChecker(SET_RULES);
    for (const { key, record } of rows) checker.add({ key, form: record, context: ruleContext(record) });
    return comparable(checker.findings());
  }

  async function countsAreRight(): Promise<void> {
    const { rows } = await sql`
      select form_id from form f where tenant_id = ${tenantId} and warnings <> (
        select count(*) from finding g where g.tenant_id = f.tenant_id and g.form_id = f.form_id
          and g.revision = f.current_revision and severity = 'warning')`.execute(database.db);
    expect(rows).toEqual([]);
  }

  it('finds step by step what it finds on all forms at once', async () => {
    const steps = fc.array(
      fc.record({ burst: fc.array(sketches, { minLength: 1, maxLength: 4 }), isChecked: fc.boolean() }),
      { minLength: 2, maxLength: 8 },
    );
    const limits = fc.constantFrom<JudgingLimits | undefined>(undefined, {
      subjects: 3,
      forms: 4,
      formsPerSubject: 1_000,
    });
    let most = 0;
    await fc.assert(
      fc.asyncProperty(steps, limits, async (bursts, few) => {
        await newTenant();
        for (const { burst, isChecked } of bursts) {
          await importForms(burst);
          if (isChecked) await check(few);
        }
        await check(few);
        const wanted = await expected();
        most = Math.max(most, wanted.length);
        expect(comparable(await stored())).toEqual(wanted);
        await countsAreRight();
        // Another state of the rules: everything is collected and judged anew.
        await refreshFacts(database.db, 'b'.repeat(64));
        await check(few);
        expect(comparable(await stored())).toEqual(wanted);
        expect(await listTenantsToCheck(database.db)).not.toContain(tenantId);
      }),
      { numRuns: 25 },
    );
    expect(most).toBeGreaterThan(5);
  }, 120_000);

  it('leaves findings alone whose facts did not change', async () => {
    await importForms([PLAIN, { ...PLAIN, project: 1, count: 1 }]);
    await check();
    const before = await stored();
    expect(before.length).toBeGreaterThan(0);
    await importForms([
      { ...PLAIN, project: 2, unit: 1, goal: 1 },
      { ...PLAIN, project: 3, unit: 1, goal: 1 },
    ]);
    await check();
    const after = await stored();
    expect(after.length).toBeGreaterThan(before.length);
    expect(after).toEqual(expect.arrayContaining([...before]));
  });

  it('compares the newest forms where very many share a fact, and says so', async () => {
    const few: JudgingLimits = { subjects: 10, forms: 10, formsPerSubject: 3 };
    const one = (project: number, goal = 0): Sketch => ({
      ...PLAIN,
      unit: project,
      isTarget: true,
      project,
      goal,
    });
    const [first] = await importForms([one(0), one(1)]);
    await check(few);
    await importForms([one(2), one(3), one(4)]);
    await check(few);
    const found = await stored();
    expect(found).toHaveLength(5);
    expect(JSON.stringify(found)).toContain('只比较了最近的3张表');
    // A form that lost the fact loses the finding, however old it is.
    await importForms([one(0, 1)]);
    await check(few);
    expect((await stored()).map(({ formKey }) => formKey)).not.toContain(first);
  });

  it('goes on where it was killed', async () => {
    await importForms([PLAIN, { ...PLAIN, project: 1, count: 1 }]);
    const dying: ReadingPool = { ...pool, judgeSubjects: () => Promise.reject(new Error('killed')) };
    await expect(checkTenant(database.db, dying, tenantId)).rejects.toThrow('killed');
    expect(await stored()).toEqual([]);
    expect(await listTenantsToCheck(database.db)).toContain(tenantId);
    await check();
    expect(comparable(await stored())).toEqual(await expected());
  });
});
