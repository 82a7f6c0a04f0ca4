import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { AppError, sendProblem } from './errors.ts';
import { plainPage } from './plain-page.ts';
import { isApi, targetOf } from './gate.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Methods the contract has for a path and this server offers, for the difference between 404 and 405. */
function allowedMethods(app: FastifyInstance, path: string): string[] {
  const parts = path.split('/');
  const matches = (pattern: string): boolean => {
    const wanted = pattern.split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part.startsWith(':') || part === parts[index])
    );
  };
  return Object.values(endpoints).flatMap(({ method, path: url }) =>
    matches(url) && app.hasRoute({ method, url }) ? [method] : [],
  );
}

/** The built browser application with its fall-back for deep links; problems for everything else that is not there. */
export async function addWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const index = folder === undefined ? undefined : await readFile(join(folder, 'index.html'), 'utf8');
  if (folder !== undefined) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      preCompressed: true,
      setHeaders(reply, path) {
        // Vite puts a content hash into every name below assets/.
        const isHashed = /[\\/]assets[\\/]/.test(path);
        void reply.header(
          'cache-control',
          isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const target = targetOf(request);
    const { pathname } = target;
    if (isApi(target)) {
      const allowed = allowedMethods(app, pathname).filter((method) => method !== request.method);
      if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
      const error =
        allowed.length > 0
          ? new AppError('METHOD-NOT-ALLOWED', '此地址不支持这种操作。')
          : new AppError('NOT-FOUND', '没有这个地址。');
      return sendProblem(reply, error);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendProblem(reply, new AppError('METHOD-NOT-ALLOWED', '此地址不支持这种操作。'));
    }
    // A missing file must not come back as the page: the browser would try to run it as a script.
    if (/\.[a-z0-9]{1,8}$/i.test(pathname))
      return sendProblem(reply, new AppError('NOT-FOUND', '没有这个文件。'));
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    if (index !== undefined) return reply.send(index);
    return reply
      .code(503)
      .send(
        plainPage(
          '网页尚未构建',
          '服务已启动，但没有找到网页文件。请停止后运行 npm start，它会先构建网页再启动。',
        ),
      );
  });
}
