import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { getImport } from '../services/get-import.ts';
import { listImports } from '../services/list-imports.ts';
import { receiveImport } from '../services/receive-import.ts';
import { route } from './contract-route.ts';
import { receiveFiles, type UploadLimits } from './receive-files.ts';

export interface UploadOptions {
  readonly spoolFolder: string;
  readonly uploadLimits: UploadLimits;
}

export function importRoutes(
  app: FastifyInstance,
  context: ContextOf,
  { spoolFolder, uploadLimits }: UploadOptions,
): void {
  route(app, endpoints.createImport, async (_input, request, reply) => {
    const received = await receiveFiles(request, spoolFolder, uploadLimits);
    void reply.code(202);
    return receiveImport(context(request), received);
  });
  route(app, endpoints.listImports, (_input, request) => listImports(context(request)));
  route(app, endpoints.getImport, ({ params, query }, request) =>
    getImport(context(request), params.id, query.detail),
  );
}
