import type { Problem } from '@jiheng/domain';

/** Faults of finding, opening and running over files. The reader's own faults come from @jiheng/documents. */

function fault(file: string, code: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy, place: { file, spans: [] } };
}

export const notFound = (file: string): Problem =>
  fault(file, 'READ-NOT-FOUND', '找不到该文件或文件夹', '请核对路径后重试');

export const noMatch = (pattern: string): Problem =>
  fault(pattern, 'READ-NO-MATCH', '没有文件与该通配符相符', '请核对通配符；含空格时请加引号');

export const emptyFolder = (folder: string, extensions: string): Problem =>
  fault(
    folder,
    'READ-EMPTY-FOLDER',
    '文件夹中没有可读取的文件',
    `可读取的扩展名：${extensions}；其他文件请直接写出文件名`,
  );

export function tooLarge(file: string, maxBytes: number): Problem {
  const limit = Math.floor(maxBytes / 1024 / 1024);
  return fault(file, 'READ-TOO-LARGE', `文件超过 ${limit} MB，未读取`, '请把文件拆分后再读取');
}

/** Fault of the operating system, told by what the user can do about it. */
export function openFailed(file: string, error: unknown): Problem {
  const reason = errorCode(error);
  if (reason === 'ENOENT') return notFound(file);
  if (reason === 'EACCES' || reason === 'EPERM')
    return fault(file, 'READ-NO-PERMISSION', '没有读取该文件的权限', '请检查文件权限，或换用有权限的账号');
  return fault(file, 'READ-FAILED', `读取文件时出错（${reason}）`, '请确认文件未被占用、磁盘完好后重试');
}

export const timedOut = (file: string, seconds: number): Problem =>
  fault(
    file,
    'READ-TIMEOUT',
    `处理超过 ${seconds} 秒，已停止`,
    '请把文件拆分后重试，或用 --timeout 放宽时限',
  );

export const outOfMemory = (file: string): Problem =>
  fault(file, 'READ-OUT-OF-MEMORY', '处理该文件所需内存超过上限，已停止', '请把文件拆分后再读取');

export function crashed(file: string, error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return fault(
    file,
    'READ-CRASHED',
    '处理该文件时程序出错，已跳过',
    `请把该文件和此信息反馈给维护者：${detail.slice(0, 200)}`,
  );
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '未知错误';
}
