import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { listRules } from '../services/list-rules.ts';
import { route } from './contract-route.ts';

export function ruleRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listRules, (_input, request) => listRules(context(request)));
}
