import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import {
  collectFacts,
  faultOn,
  judgeSubject,
  type Fact,
  type FormRecord,
  type ScoreSheet,
  type SetRule,
} from '@jiheng/domain';
import { chooseRuleProfile, ruleContext, rulesHeld, SET_RULES } from '@jiheng/regulation';
import type { FormFacts, FormToCollect, SubjectFacts, SubjectFinding } from '@jiheng/store';

/** Findings that travel together, so that taking them up never holds up the other side. */
const FINDINGS_PER_MESSAGE = 500;

export interface CollectTask {
  readonly forms: readonly FormToCollect[];
  readonly port: MessagePort;
}

/** 采集: what the rules over many forms have to remember of each form, by the rules of its profile. Runs in a thread of its own. */
export function collectFactsTask({ forms, port }: CollectTask): FormFacts[] {
  port.close();
  return forms.map(({ formId, revision, ruleProfileId, record, sheet }) => {
    const form = JSON.parse(record) as FormRecord;
    const context = ruleContext(form, sheet === null ? {} : { sheet: JSON.parse(sheet) as ScoreSheet });
    const rules = rulesHeld(chooseRuleProfile(ruleProfileId).profile, SET_RULES);
    return { formId, revision, facts: collectFacts({ key: formId, form, context }, rules) };
  });
}

export interface JudgeTask {
  /** The rule of each subject; one that is no longer ours finds nothing. */
  readonly ruleIds: readonly string[];
  readonly port: MessagePort;
}

/** 跨表判断: takes the facts of some subjects page by page, null ends them; then hands over what was found. */
export async function judgeSubjectsTask({ ruleIds, port }: JudgeTask): Promise<void> {
  const rules = ruleIds.map((id) => SET_RULES.find((rule) => rule.id === id));
  const facts = ruleIds.map((): Fact[] => []);
  const found: SubjectFinding[] = [];
  const exchange = async (findings: readonly SubjectFinding[]): Promise<readonly SubjectFacts[] | null> => {
    const arrival = once(port, 'message');
    port.postMessage(findings);
    const [page] = (await arrival) as [readonly SubjectFacts[] | null];
    return page;
  };
  try {
    for (let page = await exchange([]); page !== null; page = await exchange([])) {
      for (const form of page) take(form, rules[form.subject], facts[form.subject], found);
    }
    for (const [subject, rule] of rules.entries()) {
      if (!rule) continue;
      for (const finding of judgeSubject(rule, facts[subject] ?? [])) found.push({ subject, finding });
    }
    for (let from = 0; from < found.length; from += FINDINGS_PER_MESSAGE) {
      await exchange(found.slice(from, from + FINDINGS_PER_MESSAGE));
    }
  } finally {
    port.close();
  }
}

function take(
  { subject, formId, text, facts }: SubjectFacts,
  rule: SetRule | undefined,
  into: Fact[] | undefined,
  found: SubjectFinding[],
): void {
  if (!rule) return;
  if (facts === null) {
    for (const finding of faultOn(rule, formId)) found.push({ subject, finding });
    return;
  }
  for (const [at, value] of JSON.parse(facts) as [string, string][]) {
    into?.push({ formKey: formId, subject: text, at, value });
  }
}
