import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { changeProject, createProject, linkProject } from '../services/projects/change-project.ts';
import { getProject, listProjectItems } from '../services/projects/project-view.ts';
import { route } from './contract-route.ts';

export function projectRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listProjects, ({ query }, request) => listProjectItems(context(request), query));
  route(app, endpoints.createProject, ({ body }, request) => createProject(context(request), body));
  route(app, endpoints.getProject, ({ params }, request) => getProject(context(request), params.id));
  route(app, endpoints.updateProject, ({ params, body }, request) =>
    changeProject(context(request), params.id, body),
  );
  route(app, endpoints.linkProject, ({ params, body }, request) =>
    linkProject(context(request), params.id, body),
  );
}
