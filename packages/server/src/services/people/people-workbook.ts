import { writeTables } from '@jiheng/documents';
import { ROLE_LABELS, ROLES } from '@jiheng/domain';
import { listOrganisations, listPersons } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

export const ORGANISATION_SHEET = '机构';
export const PEOPLE_SHEET = '人员';
export const ORGANISATION_COLUMNS = ['机构编码', '机构名称', '类别', '上级机构编码', '状态'] as const;
export const PEOPLE_COLUMNS = ['登录名', '姓名', '任职', '电子邮箱', '电话', '状态'] as const;
export const KIND_LABELS = { finance: '财政部门', department: '主管部门', unit: '实施单位' } as const;
export const OPEN = '在用';
export const CLOSED = '停用';

/** 机构人员工作簿: the tree and the people as they are; filled in further it is what the import takes. */
export async function peopleWorkbook({ db, tenant }: ServiceContext): Promise<Uint8Array> {
  const organisations = await listOrganisations(db, tenant.tenantId);
  const persons = await listPersons(db, tenant.tenantId);
  const byId = new Map(organisations.map((organisation) => [organisation.organisationId, organisation]));
  const state = (isClosed: boolean): string => (isClosed ? CLOSED : OPEN);
  return writeTables([
    {
      name: ORGANISATION_SHEET,
      rows: [
        [...ORGANISATION_COLUMNS],
        ...organisations.map(({ code, name, kind, parentId, isClosed }) => [
          code,
          name,
          KIND_LABELS[kind],
          byId.get(parentId ?? '')?.code ?? '',
          state(isClosed),
        ]),
      ],
    },
    {
      name: PEOPLE_SHEET,
      rows: [
        [...PEOPLE_COLUMNS],
        ...persons.map(({ loginName, name, assignments, email, telephone, isClosed }) => [
          loginName,
          name,
          assignments
            .map(({ role, organisationId }) => `${ROLE_LABELS[role]}@${byId.get(organisationId)?.code ?? ''}`)
            .join('；'),
          email ?? '',
          telephone ?? '',
          state(isClosed),
        ]),
      ],
    },
    {
      name: '填写说明',
      rows: [
        ['项目', '说明'],
        [
          '机构',
          '每行一个机构。编码不能重复；上级机构编码填本表中的编码或已有机构的编码，填0或留空为财政部门。',
        ],
        ['类别', '主管部门或实施单位。'],
        ['人员', '每行一人。登录名不能重复，用字母、数字、点、横线。'],
        ['任职', '写作“角色@机构编码”，几项任职之间用分号隔开，如：经办人@101001；单位审核人@101002。'],
        ['角色', ROLES.map((role) => ROLE_LABELS[role]).join('、')],
        ['状态', `${OPEN}或${CLOSED}，留空为${OPEN}。`],
        ['不会删除', '表中没有的机构和人员保持不变。'],
      ],
    },
  ]);
}
