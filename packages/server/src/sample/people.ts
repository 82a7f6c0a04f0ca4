import type { Role } from '@jiheng/domain';
import {
  ensureRootOrganisation,
  insertOrganisation,
  insertPerson,
  inTransaction,
  listPersons,
  placeForms,
  replaceAssignments,
  type Db,
  type Organisation,
  type Tenant,
  type Tx,
} from '@jiheng/store';

const DISTRICT = '上海市临江区';

interface SampleUnit {
  readonly name: string;
  readonly officer: string;
  readonly reviewer: string;
}

interface SampleDepartment {
  readonly name: string;
  readonly reviewer: string;
  /** 财政业务处室 that looks after the department. */
  readonly division: string;
  readonly units: readonly SampleUnit[];
}

/** Departments and units of the sample's documents, with invented persons. */
const DEPARTMENTS: readonly SampleDepartment[] = [
  {
    name: '水务局',
    reviewer: '郑为民',
    division: '沈立群',
    units: [
      { name: '防汛管理所', officer: '周晓岚', reviewer: '陈建安' },
      { name: '水文水质监测中心', officer: '何清源', reviewer: '吴文静' },
    ],
  },
  {
    name: '教育局',
    reviewer: '黄淑仪',
    division: '陆明华',
    units: [
      { name: '青少年活动中心', officer: '林一诺', reviewer: '徐国栋' },
      { name: '教育学院', officer: '马思远', reviewer: '高雅琴' },
    ],
  },
  {
    name: '民政局',
    reviewer: '宋长青',
    division: '钱佩芬',
    units: [
      { name: '社区养老服务指导中心', officer: '谢安宁', reviewer: '韩玉梅' },
      { name: '救助管理站', officer: '唐家和', reviewer: '冯志强' },
    ],
  },
  {
    name: '文化和旅游局',
    reviewer: '董书航',
    division: '陆明华',
    units: [
      { name: '文化馆', officer: '萧子墨', reviewer: '程丽华' },
      { name: '图书馆', officer: '曹知新', reviewer: '袁敬文' },
    ],
  },
  {
    name: '卫生健康委员会',
    reviewer: '邓仁心',
    division: '钱佩芬',
    units: [
      { name: '疾病预防控制中心', officer: '许康宁', reviewer: '傅守真' },
      { name: '妇幼保健所', officer: '沈佳禾', reviewer: '曾慧敏' },
    ],
  },
];

const BUREAU: readonly (readonly [Role, string])[] = [
  ['performance-office', '江衡'],
  ['administrator', '管宁'],
  ['auditor', '严审言'],
  ['third-party', '丁评远'],
];

interface Duty {
  readonly role: Role;
  readonly organisationId: string;
}

/** Adds persons one by one; a person named again gets a further duty. */
class Staff {
  private readonly duties = new Map<string, Duty[]>();

  assign(name: string, role: Role, { organisationId }: Organisation): void {
    this.duties.set(name, [...(this.duties.get(name) ?? []), { role, organisationId }]);
  }

  async write(tx: Tx, tenantId: string, now: Date): Promise<void> {
    let number = 0;
    for (const [name, duties] of this.duties) {
      number += 1;
      const loginName = `yangli${String(number).padStart(2, '0')}`;
      const personId = await insertPerson(tx, tenantId, { loginName, name, now });
      await replaceAssignments(tx, tenantId, personId, duties);
    }
  }
}

/**
 * 样例机构与人员: the tree that the sample's documents name, and someone in every role. Nobody has a password; the sign-in
 * page offers them by one click. Does nothing when that was done before.
 */
export async function createSamplePeople(db: Db, { tenantId, name }: Tenant, now: Date): Promise<void> {
  if ((await listPersons(db, tenantId)).length > 0) return;
  await inTransaction(db, async (tx) => {
    const bureau = await ensureRootOrganisation(tx, { tenantId, name, now });
    const staff = new Staff();
    for (const [index, department] of DEPARTMENTS.entries()) {
      const code = String(101 + index);
      const place = await insertOrganisation(tx, tenantId, {
        parent: bureau,
        kind: 'department',
        code,
        name: `${DISTRICT}${department.name}`,
        now,
      });
      for (const [position, unit] of department.units.entries()) {
        const below = await insertOrganisation(tx, tenantId, {
          parent: place,
          kind: 'unit',
          code: `${code}${String(position + 1).padStart(3, '0')}`,
          name: `${DISTRICT}${unit.name}`,
          now,
        });
        staff.assign(unit.officer, 'officer', below);
        staff.assign(unit.reviewer, 'unit-reviewer', below);
      }
      staff.assign(department.reviewer, 'department-reviewer', place);
      staff.assign(department.division, 'finance-division', place);
    }
    for (const [role, person] of BUREAU) staff.assign(person, role, bureau);
    await staff.write(tx, tenantId, now);
    // A bureau that was filled before it had people.
    await placeForms(tx, tenantId);
  });
}
