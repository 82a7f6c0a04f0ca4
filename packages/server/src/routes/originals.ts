import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import {
  downloadOriginal,
  getOriginal,
  getOriginalPage,
  getOriginalWindow,
} from '../services/show-original.ts';
import { attachment } from './attachment.ts';
import { route } from './contract-route.ts';

export function originalRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.original, ({ params }, request) => getOriginal(context(request), params.id));
  route(app, endpoints.originalWindow, ({ params, query }, request) =>
    getOriginalWindow(context(request), params.id, query),
  );
  route(app, endpoints.originalPage, async ({ params, query }, request, reply) => {
    const { png, etag } = await getOriginalPage(context(request), params.id, { page: params.page, ...query });
    void reply.header('cache-control', 'private, no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('image/png').send(png);
  });
  route(app, endpoints.originalFile, async ({ params }, request, reply) => {
    const { fileName, bytes, content } = await downloadOriginal(context(request), params.id);
    return reply
      .type('application/octet-stream')
      .header('content-length', bytes)
      .header('content-disposition', attachment(fileName))
      .header('content-security-policy', "sandbox; default-src 'none'")
      .send(content);
  });
}
