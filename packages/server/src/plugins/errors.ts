import type { ApiProblem } from '@jiheng/api';
import { StoreError } from '@jiheng/store';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Every failure the server can answer with. Codes are stable; the table is the only list of statuses. */
const STATUS = {
  'INVALID-INPUT': 400,
  'CAMPAIGN-SCHEME': 400,
  'CAMPAIGN-RULE-PROFILE': 400,
  'UPLOAD-BROKEN': 400,
  'UPLOAD-EMPTY': 400,
  'SESSION-REQUIRED': 401,
  'TOKEN-REFUSED': 401,
  'SIGN-IN-REFUSED': 401,
  'HOST-REFUSED': 403,
  'ORIGIN-REFUSED': 403,
  'NOT-ALLOWED': 403,
  'PASSWORD-CHANGE-REQUIRED': 403,
  'NOT-FOUND': 404,
  'METHOD-NOT-ALLOWED': 405,
  CONFLICT: 409,
  REFUSED: 409,
  'BODY-TOO-LARGE': 413,
  'MEDIA-TYPE': 415,
  UNREADABLE: 422,
  'SIGN-IN-LOCKED': 429,
  'EXPORT-REFUSED': 422,
  'EXPORT-QUOTA': 429,
  'TOO-MANY-REQUESTS': 429,
  INTERNAL: 500,
  'STORAGE-FULL': 507,
} as const;
export type ErrorCode = keyof typeof STATUS;

const TITLES: Readonly<Record<ErrorCode, string>> = {
  'INVALID-INPUT': '请求内容有误',
  'CAMPAIGN-SCHEME': '没有这个评分办法',
  'CAMPAIGN-RULE-PROFILE': '没有这个规则方案',
  'UPLOAD-BROKEN': '上传未完成',
  'UPLOAD-EMPTY': '没有收到文件',
  'SESSION-REQUIRED': '尚未登录',
  'TOKEN-REFUSED': '地址已失效',
  'SIGN-IN-REFUSED': '登录未成功',
  'HOST-REFUSED': '访问地址不被接受',
  'ORIGIN-REFUSED': '请求来源不被接受',
  'NOT-ALLOWED': '没有权限',
  'PASSWORD-CHANGE-REQUIRED': '需要先修改口令',
  'NOT-FOUND': '没有找到',
  'METHOD-NOT-ALLOWED': '不支持此操作',
  CONFLICT: '内容已有变化',
  REFUSED: '现在不能办理',
  'BODY-TOO-LARGE': '内容过大',
  'MEDIA-TYPE': '内容格式不被接受',
  UNREADABLE: '无法显示原件',
  'SIGN-IN-LOCKED': '登录已暂停',
  'EXPORT-REFUSED': '无法导出',
  'EXPORT-QUOTA': '正在生成的导出过多',
  'TOO-MANY-REQUESTS': '请求过于频繁',
  INTERNAL: '系统出错',
  'STORAGE-FULL': '磁盘空间不足',
};

/** A failure with two messages: Chinese for the person, the cause for the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, options: { remedy?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** Fastify's own failures (and those of its plugins) in our words. */
function fromFastify(error: Error & { readonly code?: string; readonly statusCode?: number }): AppError {
  if (error.statusCode === 413) {
    return new AppError('BODY-TOO-LARGE', '请求内容超过允许的大小。', {
      cause: error,
      remedy: '请减小内容后重试。',
    });
  }
  if (error.statusCode === 415 || error.statusCode === 406) {
    return new AppError('MEDIA-TYPE', '请求内容的格式不被接受。', { cause: error });
  }
  if (error.statusCode === 429) {
    return new AppError('TOO-MANY-REQUESTS', '一分钟内的请求过多。', {
      cause: error,
      remedy: '请稍候一分钟再试。',
    });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new AppError('INVALID-INPUT', '请求内容无法读取。', { cause: error });
  }
  if (error.code === 'ENOSPC') {
    return new AppError('STORAGE-FULL', '磁盘空间不足，文件未能保存。', {
      cause: error,
      remedy: '请清理磁盘后重新导入。',
    });
  }
  return new AppError('INTERNAL', '系统出错，本次操作没有完成，已保存的内容不受影响。', {
    cause: error,
    remedy: '请重试；若仍出错，请查看服务端日志。',
  });
}

/** Failures of the store that the request is to blame for. */
const FROM_STORE: Readonly<Record<string, ErrorCode>> = {
  'STORE-CURSOR': 'INVALID-INPUT',
  'STORE-OTHER-WINDOW': 'CONFLICT',
};

function fromStore(error: StoreError): AppError {
  const code = FROM_STORE[error.code] ?? 'INTERNAL';
  return new AppError(code, `${error.message}。`, { cause: error, remedy: `${error.remedy}。` });
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof StoreError) return fromStore(error);
  return fromFastify(error instanceof Error ? error : new Error(String(error)));
}

export function problemBody(error: AppError): ApiProblem {
  return {
    type: `urn:jiheng:problem:${error.code.toLowerCase()}`,
    title: TITLES[error.code],
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  };
}

/** A refusal is not kept either: browsers may keep a 404 that says nothing of it. */
export async function sendProblem(reply: FastifyReply, error: AppError): Promise<void> {
  void reply.code(error.status).type('application/problem+json').header('cache-control', 'no-store');
  await reply.send(problemBody(error));
}

export function addErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const known = toAppError(error);
    if (known.status >= 500) request.log.error({ err: known.cause ?? known }, 'request failed');
    await sendProblem(reply, known);
  });
}
