import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { acceptRevision } from '../services/accept-revision.ts';
import type { ServiceContext } from '../services/context.ts';
import { getFacets } from '../services/get-facets.ts';
import { getForm } from '../services/get-form.ts';
import { getNeighbours } from '../services/get-neighbours.ts';
import { getSourceLines } from '../services/get-source-lines.ts';
import { listForms } from '../services/list-forms.ts';
import { route } from './contract-route.ts';

export function formRoutes(app: FastifyInstance, context: () => ServiceContext): void {
  route(app, endpoints.listForms, ({ query }) => listForms(context(), query));
  route(app, endpoints.formFacets, () => getFacets(context()));
  route(app, endpoints.getForm, ({ params, query }) => getForm(context(), params.id, query.revision));
  route(app, endpoints.formNeighbours, ({ params, query }) => getNeighbours(context(), params.id, query));
  route(app, endpoints.sourceLines, ({ params, query }) => getSourceLines(context(), params.id, query));
  route(app, endpoints.acceptRevision, ({ params, body }) => acceptRevision(context(), params.id, body));
}
