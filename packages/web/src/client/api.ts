import type {
  ApiProblem,
  FormDetail,
  FormFacets,
  FormList,
  FormListQuery,
  ImportJob,
  ImportList,
  OriginalOutline,
  OriginalWindow,
  Overview,
  RuleList,
  SourceLines,
} from '@jiheng/api';
import { IDLE_SECONDS_HEADER } from '@jiheng/domain';
import { activity } from './activity.ts';
import { sessionEvents } from './session-events.ts';

/** A failed call in words for the person. */
export class ApiError extends Error {
  readonly title: string;
  readonly remedy: string;
  readonly status: number;
  /** Stable name of the failure; empty where the server did not answer. */
  readonly code: string;

  constructor(title: string, detail: string, remedy: string, status: number, code = '') {
    super(detail);
    this.title = title;
    this.remedy = remedy;
    this.status = status;
    this.code = code;
  }
}

const UNREACHABLE = new ApiError(
  '连接不上绩衡服务',
  '服务可能已停止，或正在重新启动；已保存的内容不受影响。',
  '请确认绩衡仍在运行，然后重试。',
  0,
);

function isProblem(body: unknown): body is ApiProblem {
  return typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;
}

/** The failure a response stands for. */
export function failureOf(status: number, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(body.title, body.detail, body.remedy ?? '', status, body.code);
  return new ApiError(
    '服务没有给出结果',
    `服务返回了 ${String(status)}。`,
    '请重试；仍不成功时查看服务的日志。',
    status,
  );
}

function noted(failure: ApiError): ApiError {
  if (failure.code === 'SESSION-REQUIRED') sessionEvents.tell('lost');
  return failure;
}

/** The request of a call that changes something. */
export function posting(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * Calls the server, and says how long nobody has touched the page: what it asks by itself keeps no session open. An
 * expired session is told to the shell, which offers to sign in again over the page.
 */
export async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const headers = new Headers(init?.headers);
  headers.set(IDLE_SECONDS_HEADER, String(activity.idleSeconds()));
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw UNREACHABLE;
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw noted(failureOf(response.status, body));
  // The shapes are checked by the server against the same contract before they leave it.
  return body as T;
}

type QueryValue = string | number | undefined;

/** `?a=1&b=2` of the given values; empty text when there are none. */
export function queryText(values: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export type FormQuery = Partial<FormListQuery>;
/** A proposed version, by the form that it was taken for and the place in its file. */
export interface RevisionChoice {
  readonly formId: string;
  readonly importId: string;
  readonly documentId: string;
  readonly index: number;
}

/** Address of a page image. */
export function originalPageUrl(documentId: string, page: number, scale: number): string {
  return `/api/documents/${encodeURIComponent(documentId)}/pages/${String(page)}${queryText({ scale })}`;
}

/** Address at which an original is downloaded. */
export function originalFileUrl(documentId: string): string {
  return `/api/documents/${encodeURIComponent(documentId)}/file`;
}

export const api = {
  overview: (year: number | undefined) => call<Overview>(`/api/overview${queryText({ year })}`),
  listForms: (query: FormQuery) => call<FormList>(`/api/forms${queryText(query)}`),
  facets: () => call<FormFacets>('/api/forms/facets'),
  form: (id: string, revision: number | undefined) =>
    call<FormDetail>(`/api/forms/${encodeURIComponent(id)}${queryText({ revision })}`),
  sourceLines: (documentId: string, from: number, to: number) =>
    call<SourceLines>(`/api/documents/${encodeURIComponent(documentId)}/lines${queryText({ from, to })}`),
  original: (documentId: string) => call<OriginalOutline>(`/api/documents/${encodeURIComponent(documentId)}`),
  originalWindow: (documentId: string, from: number, to: number, near: number) =>
    call<OriginalWindow>(
      `/api/documents/${encodeURIComponent(documentId)}/window${queryText({ from, to, near })}`,
    ),
  /** Why a page image cannot be had; resolves when it can. */
  originalPageFault: async (documentId: string, page: number, scale: number) => {
    await call(originalPageUrl(documentId, page, scale));
    return true;
  },
  imports: () => call<ImportList>('/api/imports'),
  importJob: (id: string) => call<ImportJob>(`/api/imports/${encodeURIComponent(id)}`),
  acceptRevision: ({ formId, ...body }: RevisionChoice) =>
    call<FormDetail>(`/api/forms/${encodeURIComponent(formId)}/revisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  separateForm: ({ formId, ...body }: RevisionChoice) =>
    call<FormDetail>(`/api/forms/${encodeURIComponent(formId)}/separate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  rules: () => call<RuleList>('/api/rules'),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends files as one import. XMLHttpRequest, because fetch does not report how much was sent. */
export function uploadFiles(
  files: readonly File[],
  onProgress: (sent: number, total: number) => void,
): Promise<ImportJob> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      onProgress(event.loaded, event.total);
    };
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as ImportJob);
      else reject(noted(failureOf(request.status, body)));
    };
    request.onerror = () => {
      reject(UNREACHABLE);
    };
    request.open('POST', '/api/imports');
    request.send(form);
  });
}
