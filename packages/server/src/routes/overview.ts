import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { getOverview } from '../services/get-overview.ts';
import { route } from './contract-route.ts';

export function overviewRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.overview, ({ query }, request) => getOverview(context(request), query.year));
}
