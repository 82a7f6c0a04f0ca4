import { z } from 'zod';

/** 总览: everything the start page draws. Amounts in 万元 as exact decimal text. */
export const Overview = z.object({
  tenantName: z.string(),
  isSample: z.boolean(),
  totals: z.object({
    forms: z.number(),
    projects: z.number(),
    units: z.number(),
    budgetWan: z.string(),
    spentWan: z.string(),
    /** Budget of the projects that state what was spent: the base of the execution rate. */
    evaluatedBudgetWan: z.string(),
    formsWithErrors: z.number(),
    needsReview: z.number(),
  }),
  years: z.array(z.number()),
  byState: z.array(z.object({ state: z.string(), label: z.string(), count: z.number() })),
  byKind: z.array(z.object({ kind: z.string(), label: z.string(), count: z.number() })),
  byGrade: z.array(z.object({ grade: z.string(), count: z.number() })),
  byUnit: z.array(
    z.object({
      unit: z.string(),
      forms: z.number(),
      budgetWan: z.string(),
      spentWan: z.string(),
      /** As in `totals`: the base of the unit's execution rate. */
      evaluatedBudgetWan: z.string(),
      errors: z.number(),
      warnings: z.number(),
    }),
  ),
  /** Bubbles: score against execution rate, size = money. */
  scores: z.array(
    z.object({
      formId: z.string(),
      projectName: z.string(),
      unit: z.string().nullable(),
      executionRate: z.string(),
      totalScore: z.string(),
      amountWan: z.string(),
      grade: z.string().nullable(),
    }),
  ),
  /** Heat map: findings by unit × rule. */
  findings: z.array(
    z.object({
      unit: z.string(),
      ruleId: z.string(),
      ruleTitle: z.string(),
      severity: z.enum(['error', 'warning', 'advice']),
      count: z.number(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;
