import type { Person } from '@jiheng/domain';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Db, Tx } from '../database/db.ts';
import { isId } from '../database/id.ts';
import { insertRows, storableText } from '../database/insert-rows.ts';
import { ASSIGNMENTS, GRANTS } from '../people/duty-repository.ts';

/** Being seen is noted this exactly: reading a page must not write a row each time. */
const SEEN_EVERY_MS = 30_000;

/** 新会话: only the hash of its token is stored. */
export interface NewSession {
  readonly tenantId: string;
  readonly personId: string;
  /** The token itself is never stored. */
  readonly tokenSha256: string;
  readonly now: Date;
  readonly endsAt: Date;
  readonly agent: string;
  readonly address: string;
}

/** 会话 that is valid now, with the person whose it is. */
export interface OpenSession {
  readonly sessionId: string;
  readonly person: Person;
  readonly loginName: string;
  readonly mustChangePassword: boolean;
  /** False for who signs in another way: by single sign-on, or by one click in the sample. */
  readonly hasPassword: boolean;
  readonly endsAt: Date;
}

/** 登录设备: one session as its owner sees it. */
export interface SessionSummary {
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly agent: string;
  readonly address: string;
}

/** Adds a session. */
export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const sessionId = uuidv7();
  await insertRows(tx, 'session', [
    {
      tenant_id: session.tenantId,
      session_id: sessionId,
      token_sha256: session.tokenSha256,
      person_id: session.personId,
      created_at: session.now,
      seen_at: session.now,
      ends_at: session.endsAt,
      agent: storableText(session.agent.slice(0, 300)),
      address: storableText(session.address.slice(0, 100)),
    },
  ]);
  return sessionId;
}

/** Which session a cookie names, and when it must have been used last. */
export interface SessionQuestion {
  readonly tenantId: string;
  readonly tokenSha256: string;
  readonly now: Date;
  /** A session not seen for so long is over. */
  readonly idleMs: number;
}

/** The session of a token if it still holds; what its person did last prolongs it, what a page asks by itself does not. */
export async function findSession(
  db: Db,
  { actedAt, ...question }: SessionQuestion & { readonly actedAt: Date },
): Promise<OpenSession | undefined> {
  const { tenantId, tokenSha256, now, idleMs } = question;
  const row = await db
    .selectFrom('session as s')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.person_id', '=', 's.person_id'),
    )
    .select([
      's.session_id as sessionId',
      's.seen_at as seenAt',
      's.ends_at as endsAt',
      'p.person_id as personId',
      'p.name',
      'p.login_name as loginName',
      'p.must_change_password as mustChangePassword',
      sql<boolean>`p.password_hash is not null`.as('hasPassword'),
      ASSIGNMENTS.as('assignments'),
      GRANTS.as('projects'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.token_sha256', '=', tokenSha256)
    .where('s.ends_at', '>', now)
    .where('s.seen_at', '>', new Date(now.getTime() - idleMs))
    .where('p.is_closed', '=', false)
    .executeTakeFirst();
  if (!row) return undefined;
  const { sessionId, seenAt, endsAt, loginName, mustChangePassword, hasPassword, ...person } = row;
  if (actedAt.getTime() - seenAt.getTime() > SEEN_EVERY_MS) {
    await db
      .updateTable('session')
      .set({ seen_at: actedAt })
      .where('tenant_id', '=', tenantId)
      .where('session_id', '=', sessionId)
      .where('seen_at', '<', actedAt)
      .execute();
  }
  return { sessionId, person, loginName, mustChangePassword, hasPassword, endsAt };
}

/** Sessions of a person that may still hold, newest first. */
export async function listSessions(
  db: Db,
  { tenantId, personId, now, idleMs }: Omit<SessionQuestion, 'tokenSha256'> & { readonly personId: string },
): Promise<readonly SessionSummary[]> {
  return await db
    .selectFrom('session')
    .select(['session_id as sessionId', 'created_at as createdAt', 'seen_at as seenAt', 'agent', 'address'])
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('ends_at', '>', now)
    .where('seen_at', '>', new Date(now.getTime() - idleMs))
    .orderBy('session_id', 'desc')
    .execute();
}

/** Which sessions of a person. */
export interface SessionChoice {
  readonly personId: string;
  /** Only this one. */
  readonly only?: string;
  /** All but this one. */
  readonly except?: string;
}

/** Ends sessions of a person; returns how many. */
export async function endSessions(
  db: Db | Tx,
  tenantId: string,
  { personId, only, except }: SessionChoice,
): Promise<number> {
  if (only !== undefined && !isId(only)) return 0;
  let query = db.deleteFrom('session').where('tenant_id', '=', tenantId).where('person_id', '=', personId);
  if (only !== undefined) query = query.where('session_id', '=', only);
  if (except !== undefined) query = query.where('session_id', '<>', except);
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}

/** Sessions of a person that are over. */
export async function forgetEndedSessions(
  tx: Tx,
  { tenantId, personId, now, idleMs }: Omit<SessionQuestion, 'tokenSha256'> & { readonly personId: string },
): Promise<void> {
  await tx
    .deleteFrom('session')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('ends_at', '<=', now), eb('seen_at', '<=', new Date(now.getTime() - idleMs))]))
    .execute();
}

/** 登录尝试 under one name. */
export interface Attempt {
  readonly tenantId: string;
  readonly nameSha256: string;
  readonly now: Date;
  /** From this failure on the name is locked. */
  readonly freeFailures: number;
  readonly longestLockMinutes: number;
}

/**
 * 登录尝试: counts an attempt before its password is looked at, so that many at once cannot slip through. Gives the time
 * until which the name is locked, or null when the password may be tried.
 */
export async function beginAttempt(db: Db, attempt: Attempt): Promise<Date | null> {
  const { tenantId, nameSha256, now, freeFailures, longestLockMinutes } = attempt;
  const failures = sql`case when f.last_at < ${now}::timestamptz - interval '1 day' then 1 else f.failures + 1 end`;
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_failure as f values (${tenantId}, ${nameSha256}, 1, null, ${now})
    on conflict (tenant_id, name_sha256) do update set
      failures = ${failures},
      locked_until = case when ${failures} >= ${freeFailures}::integer then ${now}::timestamptz
        + least(power(2, least(${failures} - ${freeFailures}::integer, 20)), ${longestLockMinutes}::integer) * interval '1 minute' end,
      last_at = ${now}
    where f.locked_until is null or f.locked_until <= ${now}
    returning f.failures`.execute(db);
  if (rows.length > 0) return null;
  const locked = await db
    .selectFrom('sign_in_failure')
    .select('locked_until')
    .where('tenant_id', '=', tenantId)
    .where('name_sha256', '=', nameSha256)
    .executeTakeFirst();
  return locked?.locked_until ?? null;
}

/**
 * The password was right, or an administrator unlocks the name, with what is counted apart under it (`name:…`). What is
 * older than a day counts no longer and goes too.
 */
export async function forgetFailures(
  db: Db | Tx,
  tenantId: string,
  { nameSha256, now }: Pick<Attempt, 'nameSha256' | 'now'>,
): Promise<void> {
  const dayBefore = new Date(now.getTime() - 86_400_000);
  await db
    .deleteFrom('sign_in_failure')
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('name_sha256', '=', nameSha256),
        eb('name_sha256', 'like', `${nameSha256}:%`),
        eb('last_at', '<', dayBefore),
      ]),
    )
    .execute();
}

/** Names that are locked now, as hashes with the end of the lock; also where only some of their browsers are. */
export async function lockedNames(db: Db, tenantId: string, now: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('sign_in_failure')
    .select(['name_sha256', 'locked_until'])
    .where('tenant_id', '=', tenantId)
    .where('locked_until', '>', now)
    .execute();
  return new Map(
    rows
      .flatMap((row) =>
        row.locked_until ? [[row.name_sha256.split(':')[0] ?? '', row.locked_until] as const] : [],
      )
      .sort(([, a], [, b]) => a.getTime() - b.getTime()),
  );
}
