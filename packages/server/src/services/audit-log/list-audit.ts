import type { AuditList, AuditQuery } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { auditState, findAuditHead, listAudit as listStored } from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { AUDIT_ACTIONS, presentAuditRow } from '../../presenters/audit.ts';
import type { ServiceContext } from '../context.ts';
import { isEverywhere } from '../scope.ts';
import { namesIn } from './names-in.ts';

const DAY_MS = 86_400_000;

/** The log speaks of the whole bureau; a part of it would not be a chain. */
export function demandWholeLog({ person }: ServiceContext): void {
  if (isEverywhere(scopeOf(person, 'audit.read'))) return;
  throw new AppError('NOT-ALLOWED', '审计日志只供财政部门的管理员和审计人员查看。');
}

/** Start of a civil day in Asia/Shanghai, which has had no summer time since 1991. */
function dayStart(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}

/** 审计日志: newest first, with the head of the chain. */
export async function listAudit(context: ServiceContext, query: AuditQuery): Promise<AuditList> {
  demandWholeLog(context);
  const { db, tenant } = context;
  const { tenantId } = tenant;
  const { from, to, limit, ...filter } = query;
  const [rows, head, state] = await Promise.all([
    listStored(db, tenantId, {
      ...filter,
      from: from === undefined ? undefined : dayStart(from),
      before: to === undefined ? undefined : new Date(dayStart(to).getTime() + DAY_MS),
      limit: limit + 1,
    }),
    findAuditHead(db, tenantId),
    auditState(db, tenantId),
  ]);
  const items = rows.slice(0, limit);
  return {
    items: items.map(presentAuditRow),
    names: await namesIn(context, items),
    next: rows.length > limit ? (items.at(-1)?.entryId ?? null) : null,
    head:
      head === undefined
        ? null
        : { sequence: head.sequence, sha256: head.sha256, sealedAt: head.sealedAt.toISOString() },
    unsealed: state.unsealed,
    actions: Object.entries(AUDIT_ACTIONS).map(([action, label]) => ({ action, label })),
  };
}
