import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { exportAudit } from '../services/audit-log/export-audit.ts';
import { demandWholeLog, listAudit } from '../services/audit-log/list-audit.ts';
import type { ContextOf } from '../services/context.ts';
import type { AccessSettings } from '../services/session/access.ts';
import { systemChecks } from '../services/system/system-checks.ts';
import { attachment } from './attachment.ts';
import { route } from './contract-route.ts';

export function auditRoutes(app: FastifyInstance, context: ContextOf, access: AccessSettings): void {
  route(app, endpoints.listAudit, ({ query }, request) => listAudit(context(request), query));
  route(app, endpoints.exportAudit, async (_input, request, reply) => {
    const { fileName, content } = await exportAudit(context(request));
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', attachment(fileName))
      .send(content);
  });
  route(app, endpoints.systemChecks, async (_input, request) => {
    demandWholeLog(context(request));
    return systemChecks(context(request), access);
  });
}
