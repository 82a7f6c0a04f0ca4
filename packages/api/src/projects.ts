import { z } from 'zod';
import { FormState } from './forms.ts';

const Id = z.string().min(1).max(64);
const CivilDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const Amount = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/);

/** 资金来源 of a project, in 万元. */
export const ProjectFund = z.object({
  label: z.string().trim().min(1).max(60),
  key: z.enum(['total', 'fiscal', 'carryover', 'other']).nullable(),
  amountWan: Amount,
});

/** 项目 as people set it. */
export const ProjectBody = z.object({
  organisationId: Id,
  fiscalYear: z.number().int().min(1990).max(2100),
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  nature: z.string().trim().max(60).nullable(),
  category: z.string().trim().max(60).nullable(),
  startDate: CivilDate.nullable(),
  endDate: CivilDate.nullable(),
  funds: z.array(ProjectFund).max(20),
  disclosure: z.enum(['public', 'internal', 'withheld']),
  isClosed: z.boolean(),
});
export type ProjectBody = z.infer<typeof ProjectBody>;

/** 项目 in the list. */
export const ProjectItem = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  fiscalYear: z.number(),
  code: z.string(),
  name: z.string(),
  nature: z.string().nullable(),
  category: z.string().nullable(),
  amountWan: z.string().nullable(),
  disclosure: z.enum(['public', 'internal', 'withheld']),
  isClosed: z.boolean(),
  targetState: FormState.nullable(),
  targetFormId: z.string().nullable(),
});
export type ProjectItem = z.infer<typeof ProjectItem>;

/** 项目库的一页. */
export const ProjectList = z.object({
  items: z.array(ProjectItem),
  count: z.number(),
  years: z.array(z.number()),
});
export type ProjectList = z.infer<typeof ProjectList>;

/** 一年 of a project: its forms with what they promise and reached. */
export const ProjectForm = z.object({
  formId: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  fiscalYear: z.number().nullable(),
  state: FormState,
  revision: z.number(),
  amountWan: z.string().nullable(),
  spentWan: z.string().nullable(),
  executionRate: z.string().nullable(),
  totalScore: z.string().nullable(),
  grade: z.string().nullable(),
});
export type ProjectForm = z.infer<typeof ProjectForm>;

/** 指标历年: one indicator with its promised and reached values by year. */
export const ProjectIndicator = z.object({
  level1: z.string().nullable(),
  level2: z.string().nullable(),
  name: z.string(),
  years: z.array(
    z.object({ fiscalYear: z.number(), target: z.string().nullable(), actual: z.string().nullable() }),
  ),
});
export type ProjectIndicator = z.infer<typeof ProjectIndicator>;

/** 项目 on its page, with its years. */
export const ProjectDetail = ProjectBody.extend({
  id: z.string(),
  organisationName: z.string(),
  mayManage: z.boolean(),
  amountWan: z.string().nullable(),
  /** The same project in the other years. */
  years: z.array(
    z.object({
      id: z.string(),
      fiscalYear: z.number(),
      code: z.string(),
      name: z.string(),
      amountWan: z.string().nullable(),
    }),
  ),
  forms: z.array(ProjectForm),
  indicators: z.array(ProjectIndicator),
  /** 可关联: looks like the same project, not linked yet. */
  suggestions: z.array(
    z.object({
      kind: z.enum(['form', 'project']),
      id: z.string(),
      label: z.string(),
      fiscalYear: z.number(),
      unit: z.string().nullable(),
      amountWan: z.string().nullable(),
    }),
  ),
});
export type ProjectDetail = z.infer<typeof ProjectDetail>;

/** 导入项目: what an Excel table gives, row by row. */
export const ProjectImport = z.object({
  isDryRun: z.boolean(),
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  rows: z.array(
    z.object({
      row: z.number(),
      code: z.string(),
      name: z.string(),
      outcome: z.enum(['added', 'changed', 'same', 'faulty']),
      faults: z.array(z.string()),
    }),
  ),
});
export type ProjectImport = z.infer<typeof ProjectImport>;

const IdParams = z.object({ id: Id });

/** 项目库. */
export const projectEndpoints = {
  listProjects: {
    method: 'GET',
    needs: 'project.read',
    path: '/api/projects',
    query: z.object({
      text: z.string().max(100).optional(),
      year: z.coerce.number().int().min(1990).max(2100).optional(),
      organisation: z.string().max(64).optional(),
      closed: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    response: ProjectList,
  },
  getProject: {
    method: 'GET',
    needs: 'project.read',
    path: '/api/projects/:id',
    params: IdParams,
    response: ProjectDetail,
  },
  createProject: {
    method: 'POST',
    needs: 'project.manage',
    path: '/api/projects',
    body: ProjectBody,
    response: ProjectDetail,
  },
  updateProject: {
    method: 'POST',
    needs: 'project.manage',
    path: '/api/projects/:id',
    params: IdParams,
    body: ProjectBody,
    response: ProjectDetail,
  },
  /** 关联: a suggested form or a project of another year becomes part of this project. */
  linkProject: {
    method: 'POST',
    needs: 'project.manage',
    path: '/api/projects/:id/links',
    params: IdParams,
    body: z.object({ kind: z.enum(['form', 'project']), linkedId: Id }),
    response: ProjectDetail,
  },
  /** multipart/form-data, field `files`, one workbook. `dryRun=true` changes nothing. */
  importProjects: {
    method: 'POST',
    needs: 'project.manage',
    path: '/api/projects/import',
    query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }),
    response: ProjectImport,
  },
  /** Workbook with the heads that the import takes. */
  projectTemplate: {
    method: 'GET',
    needs: 'project.manage',
    path: '/api/projects/template',
    response: z.unknown(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const;
