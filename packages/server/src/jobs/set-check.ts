import {
  inTransaction,
  listDirtySubjects,
  listFormsToCollect,
  replaceSubjectFindings,
  saveFacts,
  subjectFacts,
  type Db,
  type DirtySubject,
  type JudgingLimits,
  type SubjectFinding,
} from '@jiheng/store';
import { SET_RULES_HASH } from './basis.ts';
import type { ReadingPool } from './reading-pool.ts';

const FORMS_PER_PAGE = 200;
const FACTS_PER_PAGE = 500;
const LIMITS: JudgingLimits = { subjects: 2_000, forms: 5_000, formsPerSubject: 10_000 };

/**
 * 跨表审核: collects the facts of forms that changed and judges the subjects that these touch, nothing else. What is
 * left to do stands in the database, so it goes on after a kill, and what changes meanwhile is done in the same run.
 */
export async function checkTenant(
  db: Db,
  pool: ReadingPool,
  tenantId: string,
  limits: JudgingLimits = LIMITS,
): Promise<void> {
  for (;;) {
    const forms = await listFormsToCollect(db, tenantId, FORMS_PER_PAGE);
    if (forms.length === 0) break;
    const facts = await pool.collectFacts(forms);
    await inTransaction(db, (tx) => saveFacts(tx, tenantId, SET_RULES_HASH, facts));
  }
  for (;;) {
    const subjects = await listDirtySubjects(db, tenantId, limits);
    if (subjects.length === 0) return;
    const ruleIds = subjects.map(({ ruleId }) => ruleId);
    const found = await pool.judgeSubjects(ruleIds, subjectFacts(db, tenantId, subjects, FACTS_PER_PAGE));
    const findings = found.map((each) => withLimit(each, subjects));
    await inTransaction(db, (tx) => replaceSubjectFindings(tx, tenantId, subjects, findings));
  }
}

/** Says so where not all forms were compared. */
function withLimit(found: SubjectFinding, subjects: readonly DirtySubject[]): SubjectFinding {
  const subject = subjects[found.subject];
  if (subject === undefined || subject.after === null) return found;
  const { finding } = found;
  const remedy = `${finding.remedy}（同类内容过多，只比较了最近的${subject.forms}张表）`;
  return { ...found, finding: { ...finding, remedy } };
}
