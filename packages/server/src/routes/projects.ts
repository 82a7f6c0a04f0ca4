import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { changeProject, createProject, linkProject } from '../services/projects/change-project.ts';
import { importProjects, projectTemplate } from '../services/projects/import-projects.ts';
import { getProject, listProjectItems } from '../services/projects/project-view.ts';
import { attachment } from './attachment.ts';
import { route } from './contract-route.ts';
import { workbookOf } from './people.ts';

export function projectRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listProjects, ({ query }, request) => listProjectItems(context(request), query));
  route(app, endpoints.createProject, ({ body }, request) => createProject(context(request), body));
  route(app, endpoints.projectTemplate, async (_input, _request, reply) => {
    void reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    void reply.header('content-disposition', attachment('项目导入模板.xlsx'));
    return Buffer.from(await projectTemplate());
  });
  route(app, endpoints.importProjects, async ({ query }, request) =>
    importProjects(context(request), await workbookOf(request), { isDryRun: query.dryRun === 'true' }),
  );
  route(app, endpoints.getProject, ({ params }, request) => getProject(context(request), params.id));
  route(app, endpoints.updateProject, ({ params, body }, request) =>
    changeProject(context(request), params.id, body),
  );
  route(app, endpoints.linkProject, ({ params, body }, request) =>
    linkProject(context(request), params.id, body),
  );
}
