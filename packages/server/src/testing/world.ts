import type { FormList, ProjectBody } from '@jiheng/api';
import type { Harness } from './harness.ts';
import { actingAs, addProject, openRound, writeTarget } from './target-work.ts';

/** 测试世界: one of everything, all of it at the first unit of the first department. */
export interface World {
  readonly server: Harness;
  readonly projectId: string;
  readonly projectName: string;
  readonly campaignId: string;
  readonly targetId: string;
  readonly formId: string;
  readonly documentId: string;
  readonly importId: string;
  readonly exportId: string;
  readonly personId: string;
  readonly organisationId: string;
}

/** What a page sends for a new project. */
export function newProject(organisationId: string): ProjectBody {
  return {
    organisationId,
    fiscalYear: 2027,
    code: 'x1',
    name: '新项目',
    nature: null,
    category: null,
    startDate: null,
    endDate: null,
    funds: [],
    disclosure: 'internal',
    isClosed: false,
  };
}

/** `formText` is what the officer imports. */
export async function createWorld(server: Harness, formText: string): Promise<World> {
  const { unit, secondUnit } = server.organisations;
  const { organisationId } = unit;
  const bureau = await server.as('performance-office');
  const officer = await server.as('officer');
  const now = new Date('2026-11-10T02:00:00Z');
  const asBureau = actingAs(server.context, bureau.person, now);
  const projectName = '辖区外不可见的河道养护';
  const { id: campaignId } = await openRound(asBureau, {
    memberIds: [organisationId, secondUnit.organisationId],
  });
  const { id: projectId } = await addProject(asBureau, { organisationId, code: '310199', name: projectName });
  const asOfficer = actingAs(server.context, officer.person, now);
  const targetId = await writeTarget(asOfficer, { projectId, campaignId });
  const imported = await officer.importFiles({ name: '自评.txt', content: formText });
  const [file] = imported.files;
  const list = (await officer.request('GET', '/api/forms?state=imported')).json<FormList>();
  const formId = list.items[0]?.id ?? '';
  const exported = await officer.request('POST', '/api/exports', {
    ids: [formId],
    arrangement: 'summary',
    formats: [],
  });
  return {
    server,
    projectId,
    projectName,
    campaignId,
    targetId,
    formId,
    documentId: file?.documentId ?? '',
    importId: imported.id,
    exportId: exported.json<{ id: string }>().id,
    personId: officer.person.personId,
    organisationId,
  };
}
