import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT_PATH, type Person } from '@jiheng/domain';

/** 本机: whoever sits at the machine and opened the printed address; looks after the bureau, reviews nothing. */
export const OPERATOR: Person = {
  personId: '00000000-0000-7000-8000-000000000000',
  name: '本机',
  assignments: [{ role: 'administrator', organisationId: '', path: ROOT_PATH }],
  projects: [],
};

const TICKET_DAYS = 30;
export const TICKET_SECONDS = TICKET_DAYS * 24 * 60 * 60;

/**
 * 本机 comes in by the address that the terminal printed. Its session is a signed ticket, so it needs no table and outlives
 * a restart of the server; only the signing secret is kept.
 */
export interface Sessions {
  readonly cookieName: string;
  /** The token that the next printed address carries. */
  currentToken(): string;
  /** Takes the token once and gives a ticket; undefined when it is not the current one. */
  redeem(token: string, now: Date): string | undefined;
  isValid(ticket: string | undefined, now: Date): boolean;
  /** 常用浏览器: what a browser keeps in which somebody signed in by that name. */
  browserMark(name: string): string;
  /** What tells this browser from others, when its mark is of that name. */
  browserOf(mark: string | undefined, name: string): string | undefined;
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
  const signBrowser = (name: string, browser: string): string => sign(`browser:${name}:${browser}`);
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
      return begun <= now.getTime() && now.getTime() - begun < TICKET_SECONDS * 1000;
    },
    browserMark(name) {
      const browser = randomBytes(12).toString('base64url');
      return `${browser}.${signBrowser(name, browser)}`;
    },
    browserOf(mark = '', name) {
      const [browser = '', signature = ''] = mark.split('.');
      return isEqual(signature, signBrowser(name, browser)) ? browser : undefined;
    },
  };
}
