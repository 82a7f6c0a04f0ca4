import { endpoints } from '@jiheng/api';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { cancelExport } from '../services/exports/cancel-export.ts';
import { createExport } from '../services/exports/create-export.ts';
import { downloadExport, type Download } from '../services/exports/download-export.ts';
import { downloadForm, getExportPlan } from '../services/exports/download-form.ts';
import { getExport, listExports } from '../services/exports/get-export.ts';
import { attachment } from './attachment.ts';
import { route } from './contract-route.ts';

/** Never shown by the browser: it is saved, whatever it holds. */
function send(reply: FastifyReply, { fileName, mediaType, bytes, content }: Download): FastifyReply {
  return reply
    .type(mediaType)
    .header('content-length', bytes)
    .header('content-disposition', attachment(fileName))
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(content);
}

export function exportRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.formFile, async ({ params, query }, request, reply) =>
    send(reply, await downloadForm(context(request), params.id, query)),
  );
  route(app, endpoints.exportPlan, ({ params, query }, request) =>
    getExportPlan(context(request), params.id, query),
  );
  route(app, endpoints.createExport, ({ body }, request, reply) => {
    void reply.code(202);
    return createExport(context(request), body);
  });
  route(app, endpoints.listExports, (_input, request) => listExports(context(request)));
  route(app, endpoints.getExport, ({ params }, request) => getExport(context(request), params.id));
  route(app, endpoints.cancelExport, ({ params }, request) => cancelExport(context(request), params.id));
  route(app, endpoints.exportFile, async ({ params }, request, reply) =>
    send(reply, await downloadExport(context(request), params.id)),
  );
}
