import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT_PATH, type Person } from '@jiheng/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError, sendProblem } from './errors.ts';
import { plainPage } from './plain-page.ts';

/** 本机: whoever sits at the machine and opened the printed address; looks after the bureau, reviews nothing. */
export const OPERATOR: Person = {
  personId: '00000000-0000-7000-8000-000000000000',
  name: '本机',
  assignments: [{ role: 'administrator', organisationId: '', path: ROOT_PATH }],
  projects: [],
};

/** Who sent the request; the gate lets none through without a session. */
export function personOf(request: FastifyRequest): Person {
  return PERSONS.get(request) ?? OPERATOR;
}

const PERSONS = new WeakMap<FastifyRequest, Person>();

const DAY_SECONDS = 24 * 60 * 60;
const SESSION_DAYS = 30;

/**
 * Who may come in until people can sign in: whoever opened the address that the terminal printed. A session is a
 * signed ticket, so it needs no table and outlives a restart of the server; only the signing secret is kept.
 */
export interface Sessions {
  readonly cookieName: string;
  /** The token that the next printed address carries. */
  currentToken(): string;
  /** Takes the token once and gives a ticket; undefined when it is not the current one. */
  redeem(token: string, now: Date): string | undefined;
  isValid(ticket: string | undefined, now: Date): boolean;
}

/** The signing secret of the data folder, made at the first start and readable by the owner only. */
export async function loadSessionSecret(dataFolder: string): Promise<Buffer> {
  const file = join(dataFolder, 'session-secret');
  const fresh = `${file}.${randomBytes(4).toString('hex')}`;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(fresh, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  try {
    // Linking is atomic and refuses to replace: a kill or a second start never leaves half a secret.
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(fresh);
  }
  return Buffer.from(await readFile(file, 'utf8'), 'hex');
}

function isEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createSessions(
  secret: Buffer,
  cookieName: string,
  onRedeemed: () => void = () => undefined,
): Sessions {
  let token = randomBytes(24).toString('base64url');
  const sign = (body: string): string => createHmac('sha256', secret).update(body).digest('base64url');
  return {
    cookieName,
    currentToken: () => token,
    redeem(given, now) {
      if (!isEqual(given, token)) return undefined;
      token = randomBytes(24).toString('base64url');
      onRedeemed();
      const body = `${now.getTime().toString(36)}.${randomBytes(16).toString('base64url')}`;
      return `${body}.${sign(body)}`;
    },
    isValid(ticket, now) {
      const end = ticket?.lastIndexOf('.') ?? -1;
      if (ticket === undefined || end < 0) return false;
      const body = ticket.slice(0, end);
      if (!isEqual(ticket.slice(end + 1), sign(body))) return false;
      const begun = Number.parseInt(body, 36);
      return begun <= now.getTime() && now.getTime() - begun < SESSION_DAYS * DAY_SECONDS * 1000;
    },
  };
}

/** What a request asks for; the other forms that HTTP allows (`*`, whole addresses) count as the root. */
export function targetOf(request: FastifyRequest): URL {
  return new URL(`http://local${request.url.startsWith('/') ? request.url : '/'}`);
}

export function isApi({ pathname }: URL): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}

/** Deny by default: every request needs a session but the one that brings the token. */
export function addSessionGate(app: FastifyInstance, sessions: Sessions, clock: () => Date): void {
  app.addHook('onRequest', async (request, reply) => {
    const hasSession = sessions.isValid(request.cookies[sessions.cookieName], clock());
    const url = targetOf(request);
    const token = url.searchParams.get('token');
    if (token !== null && request.method === 'GET' && !isApi(url)) {
      const ticket = hasSession ? undefined : sessions.redeem(token, clock());
      if (hasSession || ticket !== undefined) {
        if (ticket !== undefined) {
          void reply.setCookie(sessions.cookieName, ticket, {
            path: '/',
            httpOnly: true,
            sameSite: 'strict',
            maxAge: SESSION_DAYS * DAY_SECONDS,
          });
        }
        url.searchParams.delete('token');
        // Only the path is kept: a redirect never leaves this server.
        return reply.redirect(`/${url.pathname.replace(/^\/+/, '')}${url.search}`, 303);
      }
    }
    if (hasSession) return;
    if (isApi(url)) {
      await sendProblem(
        reply,
        new AppError('SESSION-REQUIRED', '尚未登录，或登录已过期。', {
          remedy: '请打开启动绩衡的终端窗口里最新显示的地址。',
        }),
      );
      return reply;
    }
    const title = token === null ? '请从终端里的地址进入' : '这个地址已经用过';
    const text =
      '绩衡目前只供本机使用。启动绩衡的终端窗口里有一个带令牌的地址，请打开其中最新的一个；每个地址只能用一次，用过之后终端会显示新的地址。';
    return reply.code(401).type('text/html; charset=utf-8').send(plainPage(title, text));
  });
}
