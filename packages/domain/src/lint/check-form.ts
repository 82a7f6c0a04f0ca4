import type { FormRecord } from '../records/form-record.ts';
import { fillMessage } from './message.ts';
import { compareFindings } from './order.ts';
import type { Finding, FormContext, FormRule, Rule } from './rule.ts';

/**
 * Whether a rule is in force for a form 规则是否适用. The form's fiscal year decides, never the day of checking;
 * a form without a year is judged by the rules that have no end.
 */
export function isRuleInForce(rule: Rule, form: FormRecord): boolean {
  if (!rule.kinds.includes(form.kind)) return false;
  const { from, to } = rule.effective;
  if (form.fiscalYear === null) return to === undefined;
  const year = String(form.fiscalYear);
  return from <= `${year}-12-31` && (to === undefined || to > `${year}-01-01`);
}

/** The finding that stands for a rule which failed: the form is otherwise checked, and nobody believes it was clean. */
export function ruleFault(rule: Rule): Finding {
  return {
    ruleId: rule.id,
    code: rule.code,
    severity: 'warning',
    at: [''],
    message: `规则${rule.code}运行出错，本项未检查`,
    remedy: '请人工核对本项，并把规则编号告知系统管理员',
    isRuleFault: true,
  };
}

/**
 * 审核一张表: runs the form rules that apply and returns their findings, worst first, then in the order of the paper.
 * A rule that throws leaves a finding of its own; the others go on.
 *
 * @example
 * checkForm(record, FORM_RULES, ruleContext(record))
 * // [{ code: 'ZP014', severity: 'error', at: ['/indicators'], message: '指标分值与执行率分值合计90分，应为100分', … }]
 */
export function checkForm(form: FormRecord, rules: readonly FormRule[], context: FormContext): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (!isRuleInForce(rule, form)) continue;
    const before = findings.length;
    try {
      rule.check(
        form,
        (message, at, values = {}) => {
          const wording = rule.messages[message];
          if (!wording) throw new Error(`rule ${rule.id} has no message ${message}`);
          findings.push({
            ruleId: rule.id,
            code: rule.code,
            severity: rule.severity,
            at,
            message: fillMessage(wording.text, values),
            remedy: fillMessage(wording.remedy, values),
          });
        },
        context,
      );
    } catch {
      findings.length = before;
      findings.push(ruleFault(rule));
    }
  }
  return findings.sort(compareFindings);
}
