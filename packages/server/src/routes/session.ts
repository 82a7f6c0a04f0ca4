import { endpoints, type SessionInfo } from '@jiheng/api';
import { findSession } from '@jiheng/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NOBODY, setSessionCookie, visitOf, type Gate, type Visit } from '../plugins/gate.ts';
import type { ContextOf, ServiceContext } from '../services/context.ts';
import { nameSha256, sha256, type AccessSettings } from '../services/session/access.ts';
import { changePassword } from '../services/session/change-password.ts';
import { getSession } from '../services/session/get-session.ts';
import { listSamplePersons, signInAsSample } from '../services/session/sample-people.ts';
import { setUp } from '../services/session/set-up.ts';
import { signIn } from '../services/session/sign-in.ts';
import { endDevice, listDevices, signOut } from '../services/session/sign-out.ts';
import type { Caller } from '../services/session/begin-session.ts';
import { route, type Handler, type RouteLimits } from './contract-route.ts';

export interface SessionOptions {
  readonly gate: Gate;
  readonly access: AccessSettings;
  /** Label of the single sign-on, where there is one. */
  readonly singleSignOn: string | null;
}

export function callerOf(request: FastifyRequest): Caller {
  return { agent: request.headers['user-agent'] ?? '', address: request.ip };
}

/** The session of a token, for the gate. */
export function sessionFinder(context: () => ServiceContext, { idleMs }: AccessSettings): Gate['find'] {
  return (token, actedAt) => {
    const { db, tenant, now } = context();
    return findSession(db, { tenantId: tenant.tenantId, tokenSha256: sha256(token), now, actedAt, idleMs });
  };
}

/** The new session in the cookie, and who one is now. */
export async function enter(
  context: ServiceContext,
  reply: FastifyReply,
  token: string,
  options: SessionOptions,
): Promise<SessionInfo> {
  setSessionCookie(reply, options.gate, token);
  const session = await options.gate.find(token, options.gate.clock());
  const visit: Visit = session === undefined ? { kind: 'none' } : { kind: 'person', session };
  return getSession({ ...context, person: session?.person ?? NOBODY }, visit, options);
}

const BROWSER_DAYS = 180;

/** The browser as it is known for a login name, and how it becomes known; each name has a cookie of its own. */
function browserOf(request: FastifyRequest, reply: FastifyReply, gate: Gate, loginName: string) {
  const name = nameSha256(loginName);
  const cookie = `${gate.sessions.cookieName}-browser-${name.slice(0, 12)}`;
  const mark = request.cookies[cookie];
  const browser = gate.sessions.browserOf(mark, name);
  return {
    browser,
    keep: (): void => {
      const kept = browser === undefined || mark === undefined ? gate.sessions.browserMark(name) : mark;
      void reply.setCookie(cookie, kept, {
        path: '/api/session',
        httpOnly: true,
        sameSite: 'strict',
        secure: gate.isSecure,
        maxAge: BROWSER_DAYS * 24 * 60 * 60,
      });
    },
  };
}

/** Signing in and out: who one is, on which devices. */
export function sessionRoutes(app: FastifyInstance, context: ContextOf, options: SessionOptions): void {
  const { gate, access } = options;
  const limited = { rateLimit: { max: access.signInsPerMinute, timeWindow: '1 minute' } };

  route(app, endpoints.getSession, (_input, request) =>
    getSession(context(request), visitOf(request), options),
  );
  const signInHandler: Handler<typeof endpoints.signIn> = async ({ body }, request, reply) => {
    const { browser, keep } = browserOf(request, reply, gate, body.loginName);
    const token = await signIn(context(request), body, { caller: callerOf(request), access, browser });
    const session = await enter(context(request), reply, token, options);
    keep();
    return session;
  };
  route(app, endpoints.signIn, signInHandler, limited);
  route(app, endpoints.signOut, async ({ body }, request, reply) => {
    await signOut(context(request), visitOf(request), body);
    void reply.clearCookie(gate.sessions.cookieName, { path: '/' });
    return {};
  });
  const change: Handler<typeof endpoints.changePassword> = async ({ body }, request) => {
    const visit = visitOf(request);
    await changePassword(context(request), visit, body);
    if (visit.kind !== 'person') return getSession(context(request), visit, options);
    const session = { ...visit.session, mustChangePassword: false };
    return getSession(context(request), { ...visit, session }, options);
  };
  route(app, endpoints.changePassword, change, limited);
  route(app, endpoints.setUp, async ({ body }, request) => {
    await setUp(context(request), visitOf(request), body);
    return getSession(context(request), visitOf(request), options);
  });
  route(app, endpoints.listDevices, (_input, request) =>
    listDevices(context(request), visitOf(request), access),
  );
  route(app, endpoints.endDevice, ({ params }, request) =>
    endDevice(context(request), visitOf(request), params.id, access),
  );
  if (access.hasSamplePeople) sampleRoutes(app, context, options, limited);
}

function sampleRoutes(
  app: FastifyInstance,
  context: ContextOf,
  options: SessionOptions,
  limits: RouteLimits,
): void {
  route(app, endpoints.listSamplePersons, (_input, request) => listSamplePersons(context(request)));
  const handler: Handler<typeof endpoints.signInAsSample> = async ({ body }, request, reply) => {
    const { access } = options;
    const token = await signInAsSample(context(request), body.personId, {
      caller: callerOf(request),
      access,
    });
    return enter(context(request), reply, token, options);
  };
  route(app, endpoints.signInAsSample, handler, limits);
}
