import type { Permission } from '@jiheng/domain';
import { z } from 'zod';
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
import { RuleList } from './rules.ts';

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
  listRules: { method: 'GET', needs: 'signed-in', path: '/api/rules', response: RuleList },
} as const;
