import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { getFormWork } from '../services/flow/get-form-work.ts';
import { openForm } from '../services/flow/open-form.ts';
import { addOpinion, settleOpinion } from '../services/flow/opinions.ts';
import { takeBatch } from '../services/flow/take-batch.ts';
import { takeFlowStep } from '../services/flow/take-flow-step.ts';
import { route } from './contract-route.ts';

export function flowRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.formWork, ({ params, query }, request) =>
    getFormWork(context(request), params.id, query.since),
  );
  route(app, endpoints.takeStep, ({ params, body }, request) =>
    takeFlowStep(context(request), params.id, body),
  );
  route(app, endpoints.openForm, ({ params }, request) => openForm(context(request), params.id));
  route(app, endpoints.addOpinion, ({ params, body }, request) =>
    addOpinion(context(request), params.id, body),
  );
  route(app, endpoints.settleOpinion, ({ params, body }, request) =>
    settleOpinion(context(request), { formId: params.id, opinionId: params.opinionId }, body),
  );
  route(app, endpoints.batchSteps, ({ body }, request) => takeBatch(context(request), body));
}
