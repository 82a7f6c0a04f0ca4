import type { Permission } from '@jiheng/domain';
import { z } from 'zod';
import { campaignEndpoints } from './campaigns.ts';
import { flowEndpoints } from './flow.ts';
import {
  ExportJob,
  ExportList,
  ExportPlan,
  ExportPlanQuery,
  ExportRequest,
  FormFileQuery,
} from './exports.ts';
import {
  FormDetail,
  FormFacets,
  FormList,
  FormListQuery,
  FormNeighbours,
  FormNeighboursQuery,
  SourceLines,
} from './forms.ts';
import { ImportJob, ImportList } from './imports.ts';
import {
  OriginalOutline,
  OriginalPageParams,
  OriginalPageQuery,
  OriginalWindow,
  OriginalWindowQuery,
} from './originals.ts';
import { Overview } from './overview.ts';
import { projectEndpoints } from './projects.ts';
import { RuleList } from './rules.ts';
import { auditEndpoints } from './audit.ts';
import { peopleEndpoints } from './people.ts';
import { sampleEndpoints, sessionEndpoints } from './session.ts';
import { indicatorEndpoints } from './indicators.ts';
import { targetEndpoints } from './targets.ts';
import { workbenchEndpoints } from './workbench.ts';

/** problem+json body of every failure. */
export const ApiProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
});
export type ApiProblem = z.infer<typeof ApiProblem>;

const IdParams = z.object({ id: z.string().min(1).max(64) });

/** What a caller needs: a permission by name, only to be signed in, or nothing (`public`). Each endpoint says it; nothing is open by default. */
export type Needs = Permission | 'signed-in' | 'public';

/** The whole wire contract: method, path, shapes. Server routes and the web client are both typed by it. */
export const endpoints = {
  ...campaignEndpoints,
  ...flowEndpoints,
  ...projectEndpoints,
  ...workbenchEndpoints,
  ...sessionEndpoints,
  ...sampleEndpoints,
  ...peopleEndpoints,
  ...auditEndpoints,
  overview: {
    method: 'GET',
    needs: 'overview.read',
    path: '/api/overview',
    query: z.object({ year: z.coerce.number().int().optional() }),
    response: Overview,
  },
  listForms: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/forms',
    query: FormListQuery,
    response: FormList,
  },
  formFacets: { method: 'GET', needs: 'form.read', path: '/api/forms/facets', response: FormFacets },
  getForm: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/forms/:id',
    params: IdParams,
    query: z.object({ revision: z.coerce.number().int().optional() }),
    response: FormDetail,
  },
  formNeighbours: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/forms/:id/neighbours',
    params: IdParams,
    query: FormNeighboursQuery,
    response: FormNeighbours,
  },
  sourceLines: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/documents/:id/lines',
    params: IdParams,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    response: SourceLines,
  },
  /** 原件: how the file behind a form is shown. */
  original: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/documents/:id',
    params: IdParams,
    response: OriginalOutline,
  },
  originalWindow: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/documents/:id/window',
    params: IdParams,
    query: OriginalWindowQuery,
    response: OriginalWindow,
  },
  originalPage: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/documents/:id/pages/:page',
    params: OriginalPageParams,
    query: OriginalPageQuery,
    response: z.unknown(),
    produces: 'image/png',
  },
  /** 下载原件: the very bytes, never shown by the browser. */
  originalFile: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/documents/:id/file',
    params: IdParams,
    response: z.unknown(),
    produces: 'application/octet-stream',
  },
  /** multipart/form-data, field `files`. Answers at once with the job; poll `getImport`. */
  createImport: { method: 'POST', needs: 'form.import', path: '/api/imports', response: ImportJob },
  listImports: { method: 'GET', needs: 'form.import', path: '/api/imports', response: ImportList },
  /** `detail=progress` leaves out what each file holds, for polling large imports. */
  getImport: {
    method: 'GET',
    needs: 'form.import',
    path: '/api/imports/:id',
    params: IdParams,
    query: z.object({ detail: z.enum(['full', 'progress']).default('full') }),
    response: ImportJob,
  },
  /** Takes the proposed revision of an import as the form's new revision. */
  acceptRevision: {
    method: 'POST',
    needs: 'form.revise',
    path: '/api/forms/:id/revisions',
    params: IdParams,
    body: z.object({ importId: z.string(), documentId: z.string(), index: z.number().int() }),
    response: FormDetail,
  },
  /** 另立为新表: takes the proposed revision as a form of its own and answers that one. */
  separateForm: {
    method: 'POST',
    needs: 'form.revise',
    path: '/api/forms/:id/separate',
    params: IdParams,
    body: z.object({ importId: z.string(), documentId: z.string(), index: z.number().int() }),
    response: FormDetail,
  },
  /** 下载一张表 in one format. */
  formFile: {
    method: 'GET',
    needs: 'form.export',
    path: '/api/forms/:id/file',
    params: IdParams,
    query: FormFileQuery,
    response: z.unknown(),
    produces: 'application/octet-stream',
  },
  exportPlan: {
    method: 'GET',
    needs: 'form.export',
    path: '/api/forms/:id/export-plan',
    params: IdParams,
    query: ExportPlanQuery,
    response: ExportPlan,
  },
  /** Answers at once with the job; poll `getExport`. */
  createExport: {
    method: 'POST',
    needs: 'form.export',
    path: '/api/exports',
    body: ExportRequest,
    response: ExportJob,
  },
  listExports: { method: 'GET', needs: 'form.export', path: '/api/exports', response: ExportList },
  getExport: {
    method: 'GET',
    needs: 'form.export',
    path: '/api/exports/:id',
    params: IdParams,
    response: ExportJob,
  },
  cancelExport: {
    method: 'POST',
    needs: 'form.export',
    path: '/api/exports/:id/cancel',
    params: IdParams,
    response: ExportJob,
  },
  exportFile: {
    method: 'GET',
    needs: 'form.export',
    path: '/api/exports/:id/file',
    params: IdParams,
    response: z.unknown(),
    produces: 'application/octet-stream',
  },
  ...targetEndpoints,
  ...indicatorEndpoints,
  listRules: { method: 'GET', needs: 'signed-in', path: '/api/rules', response: RuleList },
} as const;
