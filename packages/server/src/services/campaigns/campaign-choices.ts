import type { CampaignChoices } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import { TEMPLATES } from '@jiheng/regulation';
import { listOrganisations } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

/** What a round, or a project, can be made of: papers, and the organisations the person sees. */
export async function getCampaignChoices({ db, tenant, person }: ServiceContext): Promise<CampaignChoices> {
  const organisations = await listOrganisations(db, tenant.tenantId);
  const { paths } = scopeOf(person, 'campaign.read');
  return {
    templates: TEMPLATES.map(({ id, kind, title, regionName }) => ({ id, kind, title, region: regionName })),
    organisations: organisations
      .filter(({ isClosed, path }) => !isClosed && paths.some((start) => path.startsWith(start)))
      .map(({ organisationId, parentId, name, code, kind }) => ({
        id: organisationId,
        parentId,
        name,
        code,
        kind,
      })),
  };
}
