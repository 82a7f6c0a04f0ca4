import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../services/context.ts';
import { getOverview } from '../services/get-overview.ts';
import { route } from './contract-route.ts';

export function overviewRoutes(app: FastifyInstance, context: () => ServiceContext): void {
  route(app, endpoints.overview, ({ query }) => getOverview(context(), query.year));
}
