import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { acceptRevision, separateForm } from '../services/accept-revision.ts';
import type { ContextOf } from '../services/context.ts';
import { getFacets } from '../services/get-facets.ts';
import { getForm } from '../services/get-form.ts';
import { getNeighbours } from '../services/get-neighbours.ts';
import { getSourceLines } from '../services/get-source-lines.ts';
import { listForms } from '../services/list-forms.ts';
import { route } from './contract-route.ts';

export function formRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listForms, ({ query }, request) => listForms(context(request), query));
  route(app, endpoints.formFacets, (_input, request) => getFacets(context(request)));
  route(app, endpoints.getForm, ({ params, query }, request) =>
    getForm(context(request), params.id, query.revision),
  );
  route(app, endpoints.formNeighbours, ({ params, query }, request) =>
    getNeighbours(context(request), params.id, query),
  );
  route(app, endpoints.sourceLines, ({ params, query }, request) =>
    getSourceLines(context(request), params.id, query),
  );
  route(app, endpoints.acceptRevision, ({ params, body }, request) =>
    acceptRevision(context(request), params.id, body),
  );
  route(app, endpoints.separateForm, ({ params, body }, request) =>
    separateForm(context(request), params.id, body),
  );
}
