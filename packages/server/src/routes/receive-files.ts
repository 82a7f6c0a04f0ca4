import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { Problem } from '@jiheng/domain';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../plugins/errors.ts';
import type { ReceivedFile } from '../services/receive-import.ts';

export interface UploadLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly maxTotalBytes: number;
}

export const UPLOAD_LIMITS: UploadLimits = {
  maxFileBytes: 64 * 1024 * 1024,
  maxFiles: 200,
  maxTotalBytes: 2 * 1024 * 1024 * 1024,
};

/** Names beyond `maxFiles` are still told one by one, up to this many. */
const MAX_NAMED_FILES = 2_000;
const MAX_NAME_LENGTH = 200;

/** The bare file name: no folders, no control or direction signs that could disguise it. */
export function cleanFileName(name: string | undefined): string {
  const bare = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = bare.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return clean === '' || clean === '.' || clean === '..' ? '未命名文件' : clean.slice(-MAX_NAME_LENGTH);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function refusal(code: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy };
}

async function spool(part: MultipartFile, path: string): Promise<number> {
  const sink = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await pipeline(part.file, sink);
  return sink.bytesWritten;
}

async function receiveFile(
  part: MultipartFile,
  folder: string,
  limits: UploadLimits,
  before: { readonly files: number; readonly bytes: number },
): Promise<ReceivedFile> {
  const file = cleanFileName(part.filename);
  const refuse = (bytes: number, problem: Problem): ReceivedFile => ({ file, bytes, problem });
  if (before.files >= limits.maxFiles) {
    part.file.resume();
    return refuse(
      0,
      refusal(
        'IMPORT-TOO-MANY-FILES',
        `一次最多导入${limits.maxFiles}个文件，此文件未导入。`,
        '请分批导入。',
      ),
    );
  }
  if (before.bytes >= limits.maxTotalBytes) {
    part.file.resume();
    const message = `一次导入的文件合计不能超过${megabytes(limits.maxTotalBytes)}，此文件未导入。`;
    return refuse(0, refusal('IMPORT-TOO-LARGE', message, '请分批导入。'));
  }
  const path = join(folder, randomUUID());
  const bytes = await spool(part, path);
  if (!part.file.truncated) return { file, bytes, path };
  await rm(path);
  const message = `文件超过${megabytes(limits.maxFileBytes)}，未导入。`;
  return refuse(bytes, refusal('READ-TOO-LARGE', message, '请把文件拆分后再导入。'));
}

/**
 * Streams the files of a drop to a folder of their own and gives what was received and what was refused; a refused
 * file does not harm the others. The folder is gone again when the request breaks off.
 */
export async function receiveFiles(
  request: FastifyRequest,
  spoolFolder: string,
  limits: UploadLimits,
): Promise<{ readonly folder: string; readonly files: readonly ReceivedFile[] }> {
  if (!request.isMultipart()) {
    throw new AppError('MEDIA-TYPE', '文件应以 multipart/form-data 上传。', {
      remedy: '请在导入页面选择文件。',
    });
  }
  const folder = join(spoolFolder, randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    const files: ReceivedFile[] = [];
    let bytes = 0;
    const parts = request.files({
      limits: { fileSize: limits.maxFileBytes, files: MAX_NAMED_FILES },
      throwFileSizeLimit: false,
    });
    for await (const part of parts) {
      const received = await receiveFile(part, folder, limits, { files: files.length, bytes });
      bytes += received.path === undefined ? 0 : received.bytes;
      files.push(received);
    }
    if (files.length === 0)
      throw new AppError('UPLOAD-EMPTY', '没有收到文件。', { remedy: '请选择要导入的文件。' });
    return { folder, files };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const isOurs = error instanceof AppError || (error as NodeJS.ErrnoException).code === 'ENOSPC';
    if (isOurs) throw error;
    throw new AppError('UPLOAD-BROKEN', '上传中断或内容不完整，没有导入任何文件。', {
      cause: error,
      remedy: '请重新导入。',
    });
  }
}
