import type { RuleList } from '@jiheng/api';
import { RULES } from '@jiheng/regulation';
import { countFindingsByRule } from '@jiheng/store';
import { presentRule } from '../presenters/rule.ts';
import type { ServiceContext } from './context.ts';

/** 规则: every rule with the number of its findings on current revisions. */
export async function listRules({ db, tenant }: ServiceContext): Promise<RuleList> {
  const counts = await countFindingsByRule(db, tenant.tenantId);
  return { items: RULES.map((rule) => presentRule(rule, counts.get(rule.id) ?? 0)) };
}
