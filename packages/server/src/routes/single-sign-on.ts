import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../plugins/errors.ts';
import { setSessionCookie, targetOf, type Gate } from '../plugins/gate.ts';
import { plainPage } from '../plugins/plain-page.ts';
import type { ContextOf } from '../services/context.ts';
import type { AccessSettings } from '../services/session/access.ts';
import { signInBySubject, type SignOnState, type SingleSignOn } from '../services/session/single-sign-on.ts';
import { callerOf } from './session.ts';

const START = '/api/session/single-sign-on';
const BACK = '/api/session/single-sign-on/back';
const LONGEST_SECONDS = 600;

const HERE = 'http://local';

/** Only a path of this server, as a browser reads it: that leaves out tabs and takes `/.//x` for `//x`. */
function safePath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(to, HERE);
  return origin === HERE ? `/${pathname.replace(/^\/+/, '')}${search}${hash}` : '/';
}

function parsed(text: string | undefined): SignOnState | undefined {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as SignOnState;
  } catch {
    return undefined;
  }
}

/** Signing in over the region's own identity service: there and back, as the browser's own navigation. */
export function singleSignOnRoutes(
  app: FastifyInstance,
  context: ContextOf,
  {
    gate,
    access,
    provider,
  }: { readonly gate: Gate; readonly access: AccessSettings; readonly provider: SingleSignOn },
): void {
  const cookieName = `${gate.sessions.cookieName}-sso`;
  const origin = (request: FastifyRequest): string =>
    access.publicUrl?.origin ?? `http://${request.headers.host ?? ''}`;
  const config = {
    needs: 'public',
    rateLimit: { max: access.signInsPerMinute, timeWindow: '1 minute' },
  } as const;

  app.get<{ Querystring: { to?: string } }>(START, { config }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { url, kept } = await provider.leave(`${origin(request)}${BACK}`, safePath(request.query.to));
    // Lax, since the way back begins at the provider; it opens nothing by itself.
    void reply.setCookie(cookieName, Buffer.from(JSON.stringify(kept)).toString('base64url'), {
      path: START,
      httpOnly: true,
      sameSite: 'lax',
      secure: gate.isSecure,
      maxAge: LONGEST_SECONDS,
    });
    return reply.redirect(url.href, 303);
  });

  app.get(BACK, { config }, async (request, reply) => {
    const kept = parsed(request.cookies[cookieName]);
    void reply.header('cache-control', 'no-store');
    void reply.clearCookie(cookieName, { path: START });
    try {
      if (kept === undefined) throw new AppError('SIGN-IN-REFUSED', '登录没有从本页开始，或时间过长。');
      const { pathname, search } = targetOf(request);
      const who = await provider.comeBack(new URL(`${pathname}${search}`, origin(request)), kept);
      const token = await signInBySubject(context(request), who, { caller: callerOf(request), access });
      setSessionCookie(reply, gate, token);
      // A strict cookie is not sent along on a way that began elsewhere: one step of our own page begins anew.
      const next = safePath(kept.to).replace(/["<>&]/g, encodeURIComponent);
      return await reply
        .type('text/html; charset=utf-8')
        .header('refresh', `0;url=${next}`)
        .send(plainPage('正在进入', '登录成功，正在打开页面。'));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      request.log.warn({ err: error.cause ?? error }, 'single sign-on');
      const text = `${error.message}${error.remedy ?? '请返回登录页重试。'}`;
      return reply.code(error.status).type('text/html; charset=utf-8').send(plainPage('登录未成功', text));
    }
  });
}
