import { z } from 'zod';

/** 规则: what is checked, why, since when. */
export const RuleInfo = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  severity: z.enum(['error', 'warning', 'advice']),
  scope: z.enum(['form', 'set']),
  kinds: z.array(z.string()),
  effectiveFrom: z.string(),
  rationale: z.string(),
  citation: z.string(),
  /** Titles of the 规则方案 that hold it. */
  profiles: z.array(z.string()),
  count: z.number(),
});
export type RuleInfo = z.infer<typeof RuleInfo>;
/** 审核规则. */
export const RuleList = z.object({ items: z.array(RuleInfo) });
export type RuleList = z.infer<typeof RuleList>;
