import type { RuleList } from '@jiheng/api';
import { RULES } from '@jiheng/regulation';
import { countFindingsByRule } from '@jiheng/store';
import { presentRule } from '../presenters/rule.ts';
import type { ServiceContext } from './context.ts';
import { readable } from './scope.ts';

/** 规则: every rule with the number of its findings on current revisions. */
export async function listRules(context: ServiceContext): Promise<RuleList> {
  const { db, tenant } = context;
  const counts = await countFindingsByRule(db, tenant.tenantId, readable(context));
  return { items: RULES.map((rule) => presentRule(rule, counts.get(rule.id) ?? 0)) };
}
