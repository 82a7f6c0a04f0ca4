import type { OrganisationList } from '@jiheng/api';
import { scopeOf } from '@jiheng/domain';
import {
  findOrganisation,
  insertOrganisation,
  inTransaction,
  listOrganisations as listStored,
  moveOrganisation as moveStored,
  placeForms,
  updateOrganisation,
  type Organisation,
  type Tx,
} from '@jiheng/store';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import { demandAt } from '../scope.ts';

const MISSING = '没有找到这个机构。';

/** 机构树: the part of it that the person sees. */
export async function listOrganisations(context: ServiceContext): Promise<OrganisationList> {
  const { db, tenant, person } = context;
  const { paths } = scopeOf(person, 'form.read');
  const all = await listStored(db, tenant.tenantId);
  return {
    items: all
      .filter(({ path }) => paths.some((own) => path.startsWith(own)))
      .map(({ organisationId, ...rest }) => ({ id: organisationId, ...rest })),
  };
}

/** An organisation within the part of the tree that the person administers. */
export async function demandOrganisation(
  context: ServiceContext,
  organisationId: string,
): Promise<Organisation> {
  const found = await findOrganisation(context.db, context.tenant.tenantId, organisationId);
  demandAt(context, 'people.manage', found, MISSING);
  return found;
}

/** Codes and places are unique; the database says so, this says it in words. */
async function inOwnWords<T>(work: Promise<T>, code: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    throw new AppError('CONFLICT', `编码“${code}”已被其他机构使用。`, {
      remedy: '请换一个编码。',
      cause: error,
    });
  }
}

async function changing(
  context: ServiceContext,
  code: string,
  work: (tx: Tx) => Promise<Parameters<typeof audit>[2]>,
): Promise<OrganisationList> {
  const { db, tenant } = context;
  const placedForms = await inOwnWords(
    inTransaction(db, async (tx) => {
      await audit(context, tx, await work(tx));
      // A new or renamed organisation may be the one that forms have been naming all along.
      return placeForms(tx, tenant.tenantId);
    }),
    code,
  );
  return { ...(await listOrganisations(context)), placedForms };
}

export async function addOrganisation(
  context: ServiceContext,
  {
    parentId,
    kind,
    code,
    name,
  }: {
    readonly parentId: string;
    readonly kind: 'department' | 'unit';
    readonly code: string;
    readonly name: string;
  },
): Promise<OrganisationList> {
  const parent = await demandOrganisation(context, parentId);
  if (parent.isClosed) throw new AppError('CONFLICT', '上级机构已停用。', { remedy: '请先恢复上级机构。' });
  const { tenant, now } = context;
  return changing(context, code, async (tx) => {
    const added = await insertOrganisation(tx, tenant.tenantId, { parent, kind, code, name, now });
    return {
      action: 'add-organisation',
      subject: added.organisationId,
      detail: { code, name, kind, parent: parent.name },
    };
  });
}

/** 修改机构: renames it, gives it another code, closes or reopens it. */
export async function changeOrganisation(
  context: ServiceContext,
  organisationId: string,
  change: { readonly code: string; readonly name: string; readonly isClosed: boolean },
): Promise<OrganisationList> {
  const before = await demandOrganisation(context, organisationId);
  if (before.parentId === null && change.isClosed) throw new AppError('CONFLICT', '财政部门本身不能停用。');
  return changing(context, change.code, async (tx) => {
    await updateOrganisation(tx, context.tenant.tenantId, organisationId, { ...change, kind: before.kind });
    const { code, name, isClosed } = before;
    return {
      action: 'change-organisation',
      subject: organisationId,
      detail: { before: { code, name, isClosed }, after: change },
    };
  });
}

/** 划转机构: with everything below it. */
export async function moveOrganisation(
  context: ServiceContext,
  organisationId: string,
  parentId: string,
): Promise<OrganisationList> {
  const organisation = await demandOrganisation(context, organisationId);
  const parent = await demandOrganisation(context, parentId);
  if (organisation.parentId === null) throw new AppError('CONFLICT', '财政部门位于最上级，不能移动。');
  if (parent.path.startsWith(organisation.path)) {
    throw new AppError('CONFLICT', '不能移到自己或自己的下级之下。', { remedy: '请另选上级机构。' });
  }
  return changing(context, organisation.code, async (tx) => {
    await moveStored(tx, context.tenant.tenantId, organisation, parent);
    const detail = { name: organisation.name, from: organisation.path, to: parent.name };
    return { action: 'move-organisation', subject: organisationId, detail };
  });
}
