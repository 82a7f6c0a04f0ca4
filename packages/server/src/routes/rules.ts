import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../services/context.ts';
import { listRules } from '../services/list-rules.ts';
import { route } from './contract-route.ts';

export function ruleRoutes(app: FastifyInstance, context: () => ServiceContext): void {
  route(app, endpoints.listRules, () => listRules(context()));
}
