import type { Needs } from '@jiheng/api';
import { IDLE_SECONDS_HEADER, type Person } from '@jiheng/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenSession } from '@jiheng/store';
import { AppError, sendProblem } from './errors.ts';
import { isLoopbackHost } from './guard.ts';
import { plainPage } from './plain-page.ts';
import { OPERATOR, TICKET_SECONDS, type Sessions } from './session.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs;
    whilePasswordExpired?: boolean;
  }
}

/** 未登录: holds nothing. */
export const NOBODY: Person = { personId: '', name: '未登录', assignments: [], projects: [] };

/** Who sent a request, and by what. */
export type Visit =
  | { readonly kind: 'operator' }
  | { readonly kind: 'person'; readonly session: OpenSession }
  | { readonly kind: 'none' };

const VISITS = new WeakMap<FastifyRequest, Visit>();

export function visitOf(request: FastifyRequest): Visit {
  return VISITS.get(request) ?? { kind: 'none' };
}

/** Who sent the request; nobody where no session came with it. */
export function personOf(request: FastifyRequest): Person {
  const visit = visitOf(request);
  if (visit.kind === 'none') return NOBODY;
  return visit.kind === 'operator' ? OPERATOR : visit.session.person;
}

/** What the gate is built from. */
export interface Gate {
  readonly sessions: Sessions;
  readonly clock: () => Date;
  readonly isSecure: boolean;
  /** The session of a person's token, if it holds; `actedAt` is when the person last did something. */
  readonly find: (token: string, actedAt: Date) => Promise<OpenSession | undefined>;
}

/** What a request asks for; the other forms that HTTP allows (`*`, whole addresses) count as the root. */
export function targetOf(request: FastifyRequest): URL {
  return new URL(`http://local${request.url.startsWith('/') ? request.url : '/'}`);
}

export function isApi({ pathname }: URL): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}

/** Whether an endpoint is meant, however its address is written: the router also knows `/%61pi/forms`. */
function asksEndpoint(request: FastifyRequest): boolean {
  return request.routeOptions.config.needs !== undefined || isApi(targetOf(request));
}

/** When the person behind a request last did something: a page that asks by itself says how long ago that was. */
function actedAt(request: FastifyRequest, now: Date): Date {
  const told = request.headers[IDLE_SECONDS_HEADER];
  const seconds = typeof told === 'string' && /^\d{1,9}$/.test(told) ? Number(told) : 0;
  return new Date(now.getTime() - seconds * 1000);
}

/** Cookie of a session: invisible to scripts, never sent from another site. `seconds` undefined: until the browser closes. */
export function setSessionCookie(
  reply: FastifyReply,
  { sessions, isSecure }: Pick<Gate, 'sessions' | 'isSecure'>,
  value: string,
  seconds?: number,
): void {
  void reply.setCookie(sessions.cookieName, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

/** The operator is only known at the machine itself, also when the server listens to others. */
function isAtMachine(request: FastifyRequest): boolean {
  return isLoopbackHost(request.headers.host ?? '') && /^(?:::ffff:)?127\.|^::1$/.test(request.ip);
}

async function recognise(request: FastifyRequest, { sessions, clock, find }: Gate): Promise<Visit> {
  const cookie = request.cookies[sessions.cookieName];
  if (cookie === undefined || cookie === '') return { kind: 'none' };
  const now = clock();
  if (isAtMachine(request) && sessions.isValid(cookie, now)) return { kind: 'operator' };
  // A ticket of the operator has dots, a person's token has none.
  const session = cookie.includes('.') ? undefined : await find(cookie, actedAt(request, now));
  return session === undefined ? { kind: 'none' } : { kind: 'person', session };
}

/** The printed address: its token becomes a session once; undefined when the request does not bring one. */
function redeem(
  request: FastifyRequest,
  reply: FastifyReply,
  gate: Gate,
  visit: Visit,
): FastifyReply | undefined {
  const url = targetOf(request);
  const token = url.searchParams.get('token');
  if (token === null || request.method !== 'GET' || isApi(url)) return undefined;
  const isKnown = visit.kind === 'operator';
  const ticket = isKnown || !isAtMachine(request) ? undefined : gate.sessions.redeem(token, gate.clock());
  if (ticket === undefined && !isKnown) {
    const text =
      '启动绩衡的终端窗口里有一个带令牌的地址，请打开其中最新的一个；每个地址只能用一次，用过之后终端会显示新的地址。有账号的人员请从登录页进入。';
    return reply.code(401).type('text/html; charset=utf-8').send(plainPage('这个地址已经用过', text));
  }
  if (ticket !== undefined) setSessionCookie(reply, gate, ticket, TICKET_SECONDS);
  url.searchParams.delete('token');
  // Only the path is kept: a redirect never leaves this server.
  return reply.redirect(`/${url.pathname.replace(/^\/+/, '')}${url.search}`, 303);
}

const SIGN_IN_PAGE = '/sign-in';

/** Pages are told apart from their files (scripts, fonts, pictures), which hold nothing of anyone. */
function isPage({ pathname }: URL): boolean {
  return !/\.[a-z0-9]{1,8}$/i.test(pathname) && pathname !== SIGN_IN_PAGE;
}

/** Deny by default: without a session there is the sign-in page, its files, and what the contract calls public. */
export function addSessionGate(app: FastifyInstance, gate: Gate): void {
  app.addHook('onRequest', async (request, reply) => {
    const visit = await recognise(request, gate);
    const redeemed = redeem(request, reply, gate, visit);
    if (redeemed !== undefined) return redeemed;
    VISITS.set(request, visit);
    const url = targetOf(request);
    const { needs, whilePasswordExpired } = request.routeOptions.config;
    if (
      visit.kind === 'person' &&
      visit.session.mustChangePassword &&
      asksEndpoint(request) &&
      whilePasswordExpired !== true
    ) {
      const error = new AppError('PASSWORD-CHANGE-REQUIRED', '首次登录或口令被重置后，须先修改口令。');
      await sendProblem(reply, error);
      return reply;
    }
    if (visit.kind !== 'none' || needs === 'public') return undefined;
    if (asksEndpoint(request)) {
      const remedy = '请重新登录；页面上未保存的内容不受影响。';
      await sendProblem(reply, new AppError('SESSION-REQUIRED', '尚未登录，或登录已过期。', { remedy }));
      return reply;
    }
    if (request.method === 'GET' && isPage(url)) {
      const to =
        url.pathname === '/' && url.search === ''
          ? ''
          : `?to=${encodeURIComponent(url.pathname + url.search)}`;
      return reply.redirect(`${SIGN_IN_PAGE}${to}`, 303);
    }
    return undefined;
  });
}
