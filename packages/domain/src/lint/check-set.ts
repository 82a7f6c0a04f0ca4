import { isRuleInForce, ruleFault } from './check-form.ts';
import { fillMessage } from './message.ts';
import { compareFindings } from './order.ts';
import type { Fact, SetFinding, SetMember, SetRule } from './rule.ts';

/** Others named by one finding; its message tells their full number. Keeps the work linear in the forms concerned. */
const MOST_OTHERS = 5;

/** 事实 of one form by rule id, plain JSON, so that a worker thread can collect them; null: the rule failed on this form. */
export type CollectedFacts = Readonly<Record<string, readonly Fact[] | null>>;

/** What the set rules in force have to remember of one form 采集. */
export function collectFacts(member: SetMember, rules: readonly SetRule[]): CollectedFacts {
  const collected: Record<string, readonly Fact[] | null> = {};
  for (const rule of rules) {
    if (!isRuleInForce(rule, member.form)) continue;
    try {
      collected[rule.id] = rule.collect(member);
    } catch {
      collected[rule.id] = null;
    }
  }
  return collected;
}

/** 跨表审核: forms go in one by one, findings come out at the end; only facts are kept in between. */
export interface SetChecker {
  add(member: SetMember): void;
  /** The same for facts that were collected elsewhere by `collectFacts`. */
  addFacts(formKey: string, facts: CollectedFacts): void;
  /** Every form concerned gets a finding of its own. Ordered by form (order of arrival), then as on one form. */
  findings(): SetFinding[];
}

function findingsOf(
  rule: SetRule,
  message: string,
  facts: readonly Fact[],
  values: Parameters<typeof fillMessage>[1],
): SetFinding[] {
  const wording = rule.messages[message];
  if (!wording) throw new Error(`rule ${rule.id} has no message ${message}`);
  const places = new Map<string, string[]>();
  for (const { formKey, at } of facts) {
    const known = places.get(formKey);
    if (known) known.push(at);
    else places.set(formKey, [at]);
  }
  const first = [...places].slice(0, MOST_OTHERS + 1).map(([formKey, at]) => ({ formKey, at }));
  return [...places].map(([formKey, at]) => ({
    ruleId: rule.id,
    code: rule.code,
    severity: rule.severity,
    at,
    message: fillMessage(wording.text, values),
    remedy: fillMessage(wording.remedy, values),
    formKey,
    others: first.filter((other) => other.formKey !== formKey).slice(0, MOST_OTHERS),
  }));
}

/**
 * 跨表判断: what a rule finds on all facts of one subject, in the order of the forms. A rule that throws leaves one finding
 * of its own, on the first of these forms.
 */
export function judgeSubject(rule: SetRule, facts: readonly Fact[]): SetFinding[] {
  const found: SetFinding[] = [];
  try {
    rule.judge(facts, (message, concerned, values = {}) => {
      for (const finding of findingsOf(rule, message, concerned, values)) found.push(finding);
    });
    return found;
  } catch {
    return faultOn(rule, facts[0]?.formKey ?? '');
  }
}

/** What stands for the facts of a form that a rule failed to collect. */
export function faultOn(rule: SetRule, formKey: string): SetFinding[] {
  return [{ ...ruleFault(rule), formKey }];
}

/** Checks a set of forms in one pass. A rule that throws says so where it failed and goes on with the others. */
export function createSetChecker(rules: readonly SetRule[]): SetChecker {
  /** Facts of each rule, by subject. */
  const indexes = new Map<SetRule, Map<string, Fact[]>>(rules.map((rule) => [rule, new Map()]));
  const order = new Map<string, number>();
  const faults: SetFinding[] = [];
  function addFacts(formKey: string, facts: CollectedFacts): void {
    if (!order.has(formKey)) order.set(formKey, order.size);
    for (const [rule, index] of indexes) {
      const collected = facts[rule.id];
      if (collected === null) faults.push(...faultOn(rule, formKey));
      for (const fact of collected ?? []) {
        const known = index.get(fact.subject);
        if (known) known.push(fact);
        else index.set(fact.subject, [fact]);
      }
    }
  }
  return {
    add: (member) => {
      addFacts(member.key, collectFacts(member, rules));
    },
    addFacts,
    findings() {
      const found = [...faults];
      for (const [rule, index] of indexes) {
        for (const facts of index.values()) {
          for (const finding of judgeSubject(rule, facts)) found.push(finding);
        }
      }
      const rank = (finding: SetFinding): number => order.get(finding.formKey) ?? 0;
      return found.sort((a, b) => rank(a) - rank(b) || compareFindings(a, b));
    },
  };
}

/** 跨表审核 of forms already at hand. */
export function checkSet(members: Iterable<SetMember>, rules: readonly SetRule[]): SetFinding[] {
  const checker = createSetChecker(rules);
  for (const member of members) checker.add(member);
  return checker.findings();
}
