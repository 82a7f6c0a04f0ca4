import { endpoints, type SessionInfo } from '@jiheng/api';
import { findSession } from '@jiheng/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NOBODY, setSessionCookie, visitOf, type Gate, type Visit } from '../plugins/gate.ts';
import type { ContextOf, ServiceContext } from '../services/context.ts';
import { sha256, type AccessSettings } from '../services/session/access.ts';
import { changePassword } from '../services/session/change-password.ts';
import { getSession } from '../services/session/get-session.ts';
import { listSamplePersons, signInAsSample } from '../services/session/sample-people.ts';
import { signIn } from '../services/session/sign-in.ts';
import { endDevice, listDevices, signOut } from '../services/session/sign-out.ts';
import type { Caller } from '../services/session/begin-session.ts';
import { route } from './contract-route.ts';

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
  return (token) => {
    const { db, tenant, now } = context();
    return findSession(db, { tenantId: tenant.tenantId, tokenSha256: sha256(token), now, idleMs });
  };
}

/** Signing in and out: who one is, on which devices. */
export function sessionRoutes(app: FastifyInstance, context: ContextOf, options: SessionOptions): void {
  const { gate, access } = options;
  const limited = { rateLimit: { max: access.signInsPerMinute, timeWindow: '1 minute' } };

  /** The new session in the cookie, and who one is now. */
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
  ): Promise<SessionInfo> => {
    setSessionCookie(reply, gate, token);
    const session = await gate.find(token);
    const visit: Visit = session === undefined ? { kind: 'none' } : { kind: 'person', session };
    return getSession({ ...context(request), person: session?.person ?? NOBODY }, visit, options);
  };

  route(app, endpoints.getSession, (_input, request) =>
    getSession(context(request), visitOf(request), options),
  );
  route(
    app,
    endpoints.signIn,
    async ({ body }, request, reply) => {
      const token = await signIn(context(request), body, { caller: callerOf(request), access });
      return answer(request, reply, token);
    },
    limited,
  );
  route(app, endpoints.signOut, async ({ body }, request, reply) => {
    await signOut(context(request), visitOf(request), body);
    void reply.clearCookie(gate.sessions.cookieName, { path: '/' });
    return {};
  });
  route(
    app,
    endpoints.changePassword,
    async ({ body }, request) => {
      const visit = visitOf(request);
      await changePassword(context(request), visit, body);
      const changed: Visit =
        visit.kind === 'person'
          ? { ...visit, session: { ...visit.session, mustChangePassword: false } }
          : visit;
      return getSession(context(request), changed, options);
    },
    limited,
  );
  route(app, endpoints.listDevices, (_input, request) =>
    listDevices(context(request), visitOf(request), access),
  );
  route(app, endpoints.endDevice, ({ params }, request) =>
    endDevice(context(request), visitOf(request), params.id, access),
  );
  if (!access.hasSamplePeople) return;
  route(app, endpoints.listSamplePersons, (_input, request) => listSamplePersons(context(request)));
  route(
    app,
    endpoints.signInAsSample,
    async ({ body }, request, reply) => {
      const token = await signInAsSample(context(request), body.personId, {
        caller: callerOf(request),
        access,
      });
      return answer(request, reply, token);
    },
    limited,
  );
}
