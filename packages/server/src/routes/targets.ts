import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../services/context.ts';
import { draftNews } from '../services/targets/draft-news.ts';
import { getTarget } from '../services/targets/get-target.ts';
import { listStarts } from '../services/targets/list-starts.ts';
import { saveTargetDraft } from '../services/targets/save-draft.ts';
import { searchIndicators } from '../services/targets/search-indicators.ts';
import { silenceFinding } from '../services/targets/silence-finding.ts';
import { startTarget } from '../services/targets/start-target.ts';
import { route } from './contract-route.ts';

export function targetRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.targetStarts, ({ query }, request) => listStarts(context(request), query));
  route(app, endpoints.startTarget, ({ body }, request) => startTarget(context(request), body));
  route(app, endpoints.getTarget, ({ params }, request) => getTarget(context(request), params.id));
  route(app, endpoints.saveDraft, ({ params, body }, request) =>
    saveTargetDraft(context(request), params.id, body),
  );
  route(app, endpoints.draftNews, ({ params, query }, request) =>
    draftNews(context(request), params.id, query),
  );
  route(app, endpoints.silenceFinding, ({ params, body }, request) =>
    silenceFinding(context(request), params.id, body),
  );
  route(app, endpoints.searchIndicators, ({ query }, request) => searchIndicators(context(request), query));
}
