import type { DutyChoice, InitialPassword, PeopleImport } from '@jiheng/api';
import {
  insertOrganisation,
  insertPerson,
  inTransaction,
  endSessions,
  listOrganisations,
  listPersons,
  moveOrganisation,
  placeForms,
  replaceAssignments,
  updateOrganisation,
  updatePerson,
  type Organisation,
  type PersonRecord,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { hashPassword } from '../session/passwords.ts';
import { ORGANISATION_SHEET, PEOPLE_SHEET } from './people-workbook.ts';
import { keepingAdministrator } from './keep-administrator.ts';
import { dutyKeys, initialPassword } from './people.ts';
import {
  readPeopleSheets,
  type OrganisationRow,
  type PeopleSheets,
  type PersonRow,
} from './read-people-workbook.ts';

type ImportProblem = PeopleImport['problems'][number];
type ImportChange = PeopleImport['changes'][number];

interface Plan {
  readonly problems: ImportProblem[];
  readonly changes: ImportChange[];
}

/** Thrown to take everything back: a dry run does all the work and then undoes it. */
class TakenBack extends Error {}

/** One import while it runs inside its transaction. */
class PeopleImporter {
  readonly plan: Plan = { problems: [], changes: [] };
  readonly passwords: InitialPassword[] = [];
  private readonly tx: Tx;
  private readonly context: ServiceContext;
  private readonly hashes: ReadonlyMap<string, { readonly password: string; readonly hash: string }>;
  private organisations = new Map<string, Organisation>();
  private byId = new Map<string, Organisation>();

  constructor(
    tx: Tx,
    context: ServiceContext,
    hashes: ReadonlyMap<string, { readonly password: string; readonly hash: string }>,
  ) {
    this.tx = tx;
    this.context = context;
    this.hashes = hashes;
  }

  async run({ organisations, persons }: PeopleSheets): Promise<void> {
    await this.load();
    let waiting = organisations;
    // Rows may stand before the row of the organisation above them.
    while (waiting.length > 0) {
      const ready = waiting.filter((row) => this.parentOf(row) !== undefined);
      if (ready.length === 0) break;
      for (const row of ready) await this.organisation(row);
      waiting = waiting.filter((row) => !ready.includes(row));
    }
    for (const { row, parentCode } of waiting) {
      this.fault(
        ORGANISATION_SHEET,
        row,
        `上级机构编码“${parentCode}”不存在`,
        '请填已有的或本表中的机构编码',
      );
    }
    const known = new Map((await listPersons(this.tx, this.tenantId)).map((each) => [each.loginName, each]));
    const taken = new Set<string>();
    for (const row of persons) {
      // That a login name stands in two rows was told when they were read; the first one goes on.
      if (taken.has(row.loginName)) continue;
      taken.add(row.loginName);
      await this.person(row, known.get(row.loginName));
    }
  }

  private get tenantId(): string {
    return this.context.tenant.tenantId;
  }

  private fault(sheet: string, row: number, message: string, remedy: string): void {
    this.plan.problems.push({ sheet, row, message, remedy });
  }

  private async load(): Promise<void> {
    const all = await listOrganisations(this.tx, this.tenantId);
    this.organisations = new Map(all.map((organisation) => [organisation.code, organisation]));
    this.byId = new Map(all.map((organisation) => [organisation.organisationId, organisation]));
  }

  private root(): Organisation | undefined {
    return [...this.organisations.values()].find(({ parentId }) => parentId === null);
  }

  private parentOf({ code, parentCode }: OrganisationRow): Organisation | undefined {
    if (this.organisations.get(code)?.parentId === null) return this.organisations.get(code);
    return parentCode === '' ? this.root() : this.organisations.get(parentCode);
  }

  private async organisation(row: OrganisationRow): Promise<void> {
    const parent = this.parentOf(row);
    const before = this.organisations.get(row.code);
    if (parent === undefined) return;
    if (before === undefined && row.kind === 'finance') {
      this.fault(ORGANISATION_SHEET, row.row, '财政部门只有一个，已在最上级', '请改为主管部门或实施单位');
      return;
    }
    const label = `${row.code} ${row.name}`;
    const say = (sort: ImportChange['sort'], detail: string): void => {
      this.plan.changes.push({ sheet: ORGANISATION_SHEET, row: row.row, sort, label, detail });
    };
    if (before === undefined) {
      await insertOrganisation(this.tx, this.tenantId, { parent, ...row, now: this.context.now });
      say('add', `新增，上级：${parent.name}`);
    } else await this.changeOrganisation(row, before, parent, say);
    await this.load();
  }

  private async changeOrganisation(
    row: OrganisationRow,
    before: Organisation,
    parent: Organisation,
    say: (sort: ImportChange['sort'], detail: string) => void,
  ): Promise<void> {
    const details: string[] = [];
    if (before.name !== row.name) details.push(`名称：${before.name} → ${row.name}`);
    if (before.isClosed !== row.isClosed) details.push(row.isClosed ? '停用' : '恢复使用');
    const isRoot = before.parentId === null;
    const kind = isRoot ? 'finance' : row.kind;
    if (before.kind !== kind) details.push('类别改变');
    await updateOrganisation(this.tx, this.tenantId, before.organisationId, { ...row, kind });
    if (!isRoot && before.parentId !== parent.organisationId) {
      if (parent.path.startsWith(before.path)) {
        this.fault(ORGANISATION_SHEET, row.row, '上级机构是自己或自己的下级', '请改正上级机构编码');
        return;
      }
      details.push(`上级：${this.byId.get(before.parentId)?.name ?? ''} → ${parent.name}`);
      await moveOrganisation(this.tx, this.tenantId, before, parent);
    }
    say(details.length === 0 ? 'same' : 'change', details.join('；'));
  }

  private async person(row: PersonRow, before: PersonRecord | undefined): Promise<void> {
    const duties = row.duties.flatMap(({ role, code }) => {
      const organisation = this.organisations.get(code === '0' ? (this.root()?.code ?? '') : code);
      if (organisation) return [{ role, organisationId: organisation.organisationId }];
      this.fault(PEOPLE_SHEET, row.row, `任职的机构编码“${code}”不存在`, '请填已有的或本表中的机构编码');
      return [];
    });
    const say = (sort: ImportChange['sort'], detail: string): void => {
      const label = `${row.loginName} ${row.name}`;
      this.plan.changes.push({ sheet: PEOPLE_SHEET, row: row.row, sort, label, detail });
    };
    if (before === undefined) {
      const fresh = this.hashes.get(row.loginName);
      const passwordHash = fresh?.hash ?? null;
      const { loginName, name, email, telephone } = row;
      const person = { loginName, name, email, telephone, passwordHash, now: this.context.now };
      const personId = await insertPerson(this.tx, this.tenantId, person);
      await replaceAssignments(this.tx, this.tenantId, personId, duties);
      if (fresh !== undefined) this.passwords.push({ personId, loginName, name, password: fresh.password });
      say('add', `新增，任职${String(duties.length)}项`);
      return;
    }
    const details = this.personChanges(row, before, duties);
    if (before.personId === this.context.person.personId && details.length > 0) {
      this.fault(PEOPLE_SHEET, row.row, '不能通过导入修改自己', '请由另一位管理员修改，或删去这一行');
      return;
    }
    await updatePerson(this.tx, this.tenantId, before.personId, row);
    await replaceAssignments(this.tx, this.tenantId, before.personId, duties);
    if (row.isClosed) await endSessions(this.tx, this.tenantId, { personId: before.personId });
    say(details.length === 0 ? 'same' : 'change', details.join('；'));
  }

  private personChanges(row: PersonRow, before: PersonRecord, duties: readonly DutyChoice[]): string[] {
    const details: string[] = [];
    if (before.name !== row.name) details.push(`姓名：${before.name} → ${row.name}`);
    if (before.email !== row.email || before.telephone !== row.telephone) details.push('联系方式改变');
    if (before.isClosed !== row.isClosed) details.push(row.isClosed ? '停用' : '恢复使用');
    if (dutyKeys(before.assignments) !== dutyKeys(duties)) details.push('任职改变');
    return details;
  }
}

async function freshPasswords(
  context: ServiceContext,
  { persons }: PeopleSheets,
): Promise<ReadonlyMap<string, { readonly password: string; readonly hash: string }>> {
  const known = new Set(
    (await listPersons(context.db, context.tenant.tenantId)).map(({ loginName }) => loginName),
  );
  const added = persons.filter(({ loginName }) => !known.has(loginName));
  // Hashing runs in threads of its own, so before the transaction and many at once.
  return new Map(
    await Promise.all(
      added.map(async ({ loginName }) => {
        const password = initialPassword();
        return [loginName, { password, hash: await hashPassword(password) }] as const;
      }),
    ),
  );
}

/**
 * 导入机构和人员: from one workbook, in one transaction. A dry run does the same work and takes it back, so that what it
 * says is what happens. What is not in the workbook stays as it is.
 */
export async function importPeople(
  context: ServiceContext,
  bytes: Uint8Array,
  { isApplied }: { readonly isApplied: boolean },
): Promise<PeopleImport> {
  const read = await context.readTables(bytes);
  if (read.problem !== undefined) {
    throw new AppError('INVALID-INPUT', `${read.problem.message}。`, { remedy: `${read.problem.remedy}。` });
  }
  const sheets = readPeopleSheets(read.tables);
  const hashes = isApplied ? await freshPasswords(context, sheets) : new Map<string, never>();
  const { db, tenant } = context;
  let importer: PeopleImporter | undefined;
  const isKept = await inTransaction(db, async (tx) => {
    const running = new PeopleImporter(tx, context, hashes);
    importer = running;
    await keepingAdministrator(context, tx, () => running.run(sheets));
    const { changes, problems } = running.plan;
    if (!isApplied || sheets.problems.length + problems.length > 0) throw new TakenBack();
    await placeForms(tx, tenant.tenantId);
    const detail = { changes: changes.filter(({ sort }) => sort !== 'same') };
    await audit(context, tx, { action: 'import-people', subject: '', detail });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof TakenBack) return false;
    throw error;
  });
  return {
    isApplied: isKept,
    problems: [...sheets.problems, ...(importer?.plan.problems ?? [])].slice(0, 500),
    changes: importer?.plan.changes ?? [],
    initialPasswords: isKept ? (importer?.passwords ?? []) : [],
  };
}
