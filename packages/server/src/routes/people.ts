import { endpoints } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../plugins/errors.ts';
import type { ContextOf, ServiceContext } from '../services/context.ts';
import { importPeople } from '../services/people/import-people.ts';
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  moveOrganisation,
} from '../services/people/organisations.ts';
import { peopleWorkbook } from '../services/people/people-workbook.ts';
import {
  addPerson,
  changePerson,
  grantProjects,
  listPeople,
  resetPassword,
  unlockPerson,
} from '../services/people/people.ts';
import { isEverywhere } from '../services/scope.ts';
import { attachment } from './attachment.ts';
import { route } from './contract-route.ts';

const MAX_WORKBOOK_BYTES = 5 * 1024 * 1024;

/** The one workbook of a request. */
export async function workbookOf(request: FastifyRequest): Promise<Uint8Array> {
  const none = new AppError('UPLOAD-EMPTY', '没有收到文件。', { remedy: '请选择填好的 Excel 文件。' });
  if (!request.isMultipart()) throw none;
  const part = await request.file({ limits: { fileSize: MAX_WORKBOOK_BYTES, files: 1 } });
  if (part === undefined) throw none;
  return part.toBuffer();
}

/** The workbook holds the whole tree, so only the bureau's own administrators use it. */
function demandBureau({ person }: ServiceContext): void {
  if (isEverywhere(scopeOf(person, 'people.manage'))) return;
  throw new AppError('NOT-ALLOWED', '机构和人员的批量导入导出只能由财政部门的管理员办理。');
}

export function peopleRoutes(app: FastifyInstance, context: ContextOf): void {
  route(app, endpoints.listOrganisations, (_input, request) => listOrganisations(context(request)));
  route(app, endpoints.addOrganisation, ({ body }, request) => addOrganisation(context(request), body));
  route(app, endpoints.changeOrganisation, ({ params, body }, request) =>
    changeOrganisation(context(request), params.id, body),
  );
  route(app, endpoints.moveOrganisation, ({ params, body }, request) =>
    moveOrganisation(context(request), params.id, body.parentId),
  );
  route(app, endpoints.listPeople, (_input, request) => listPeople(context(request)));
  route(app, endpoints.addPerson, ({ body }, request) => addPerson(context(request), body));
  route(app, endpoints.changePerson, ({ params, body }, request) =>
    changePerson(context(request), params.id, body),
  );
  route(app, endpoints.resetPassword, ({ params }, request) => resetPassword(context(request), params.id));
  route(app, endpoints.unlockPerson, ({ params }, request) => unlockPerson(context(request), params.id));
  route(app, endpoints.grantProjects, ({ params, body }, request) =>
    grantProjects(context(request), params.id, body.projectIds),
  );
  route(app, endpoints.importPeople, async ({ query }, request) => {
    demandBureau(context(request));
    return importPeople(context(request), await workbookOf(request), { isApplied: query.apply === 'true' });
  });
  route(app, endpoints.peopleWorkbook, async (_input, request, reply) => {
    demandBureau(context(request));
    const bytes = await peopleWorkbook(context(request));
    void reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    void reply.header('content-disposition', attachment('机构和人员.xlsx'));
    return Buffer.from(bytes);
  });
}
