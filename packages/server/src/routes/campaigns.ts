import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { getCampaignChoices } from '../services/campaigns/campaign-choices.ts';
import { getCampaign, listCampaignSummaries } from '../services/campaigns/campaign-view.ts';
import {
  changeCampaign,
  createCampaign,
  extendCampaign,
  moveCampaign,
} from '../services/campaigns/change-campaign.ts';
import { rehearseCampaign } from '../services/campaigns/rehearse-campaign.ts';
import { rollOverCampaign } from '../services/campaigns/roll-over.ts';
import type { ContextOf } from '../services/context.ts';
import { route } from './contract-route.ts';

export function campaignRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listCampaigns, (_input, request) => listCampaignSummaries(context(request)));
  route(app, endpoints.campaignChoices, (_input, request) => getCampaignChoices(context(request)));
  route(app, endpoints.createCampaign, ({ body }, request) => createCampaign(context(request), body));
  route(app, endpoints.getCampaign, ({ params }, request) => getCampaign(context(request), params.id));
  route(app, endpoints.updateCampaign, ({ params, body }, request) =>
    changeCampaign(context(request), params.id, body),
  );
  route(app, endpoints.setCampaignState, ({ params, body }, request) =>
    moveCampaign(context(request), params.id, body),
  );
  route(app, endpoints.extendCampaign, ({ params, body }, request) =>
    extendCampaign(context(request), params.id, body),
  );
  route(app, endpoints.rollOverCampaign, ({ params, body }, request) =>
    rollOverCampaign(context(request), params.id, body),
  );
  route(app, endpoints.rehearseCampaign, ({ params }, request) =>
    rehearseCampaign(context(request), params.id),
  );
}
