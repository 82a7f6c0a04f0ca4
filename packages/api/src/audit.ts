import { z } from 'zod';

/** 日志筛选. */
export const AuditQuery = z.object({
  actor: z.string().max(100).optional(),
  action: z.string().max(50).optional(),
  /** Id of a form, a person, an organisation …: what it was done to. */
  subject: z.string().max(64).optional(),
  /** Civil dates in Asia/Shanghai, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Id of the last entry of the page before. */
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** 日志条目. */
export const AuditItem = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  actionLabel: z.string(),
  subject: z.string(),
  detail: z.unknown(),
  /** Null while the entry is not sealed. */
  sequence: z.number().nullable(),
  sealSha256: z.string().nullable(),
});
export type AuditItem = z.infer<typeof AuditItem>;

/** 对象: what an id or a name for the program in the log stands for. */
export const AuditName = z.object({
  name: z.string(),
  sort: z.enum([
    'form',
    'person',
    'organisation',
    'project',
    'campaign',
    'import',
    'export',
    'document',
    'rule',
    'content',
  ]),
});
export type AuditName = z.infer<typeof AuditName>;

/** 日志的一页. */
export const AuditList = z.object({
  items: z.array(AuditItem),
  /** Names of what the items speak of, by id. */
  names: z.record(z.string(), AuditName),
  next: z.string().nullable(),
  /** 链首: the newest seal; whoever notes it down can later prove that nothing before it was changed. */
  head: z.object({ sequence: z.number(), sha256: z.string(), sealedAt: z.string() }).nullable(),
  unsealed: z.number(),
  actions: z.array(z.object({ action: z.string(), label: z.string() })),
});
export type AuditList = z.infer<typeof AuditList>;

/** 安全自查: one duty of 等级保护, how it stands, why it matters and what to do. */
export const SystemCheck = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['good', 'attention', 'bad']),
  finding: z.string(),
  why: z.string(),
  remedy: z.string(),
});
export type SystemCheck = z.infer<typeof SystemCheck>;
/** 自检结果. */
export const SystemCheckList = z.object({ items: z.array(SystemCheck), checkedAt: z.string() });
export type SystemCheckList = z.infer<typeof SystemCheckList>;

/** 审计日志与自检. */
export const auditEndpoints = {
  listAudit: {
    method: 'GET',
    needs: 'audit.read',
    path: '/api/audit',
    query: AuditQuery,
    response: AuditList,
  },
  /** JSON lines: a head, then every sealed entry in the order of the chain; `jiheng verify-log` checks it. */
  exportAudit: { method: 'GET', needs: 'audit.read', path: '/api/audit/export', response: z.unknown() },
  systemChecks: {
    method: 'GET',
    needs: 'system.read',
    path: '/api/system/checks',
    response: SystemCheckList,
  },
} as const;
