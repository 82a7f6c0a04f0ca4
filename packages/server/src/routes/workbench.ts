import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { getInbox, getWorkbench } from '../services/workbench/inbox.ts';
import { getNotices, readNotices } from '../services/workbench/notices.ts';
import { route } from './contract-route.ts';

export function workbenchRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.workbench, (_input, request) => getWorkbench(context(request)));
  route(app, endpoints.inbox, ({ query }, request) => getInbox(context(request), query));
  route(app, endpoints.listNotices, (_input, request) => getNotices(context(request)));
  route(app, endpoints.readNotices, ({ body }, request) => readNotices(context(request), body.ids));
}
