import type { AddressInfo } from 'node:net';
import { insertNotices, inTransaction, updatePerson } from '@jiheng/store';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from '../testing/harness.ts';
import type { SignedIn } from '../testing/people.ts';
import { actingAs, addProject, openRound, writeTarget } from '../testing/target-work.ts';
import { createMailer } from './mail-notices.ts';
import { remind } from './remind.ts';

const NOW = new Date('2026-11-21T02:00:00Z');

/** A real SMTP server that keeps what it is given, or refuses it. */
function startMailServer(): { readonly server: SMTPServer; readonly letters: string[]; refuse: boolean } {
  const kept = { letters: [] as string[], refuse: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (kept.refuse) {
          callback(new Error('mailbox busy'));
          return;
        }
        kept.letters.push(Buffer.concat(chunks).toString('utf8'));
        callback();
      });
    },
  });
  return Object.assign(kept, { server });
}

describe('notices of the daily work', () => {
  let harness: Harness;
  let officer: SignedIn;
  let reviewer: SignedIn;
  let formId: string;
  const mail = startMailServer();

  beforeAll(async () => {
    harness = await startHarness({ clock: () => NOW });
    const office = await harness.as('performance-office');
    officer = await harness.as('officer');
    reviewer = await harness.as('unit-reviewer');
    const { department, unit } = harness.organisations;
    const round = await openRound(actingAs(harness.context, office.person), {
      memberIds: [department.organisationId],
    });
    const context = actingAs(harness.context, officer.person);
    const first = await addProject(context, {
      organisationId: unit.organisationId,
      code: 'P1',
      name: '河道保洁',
    });
    await addProject(context, { organisationId: unit.organisationId, code: 'P2', name: '泵站养护' });
    formId = await writeTarget(context, { projectId: first.id, campaignId: round.id });
    await officer.request('POST', `/api/forms/${formId}/steps`, { action: 'submit' });
    await new Promise<void>((resolve) => mail.server.listen(0, '127.0.0.1', resolve));
  }, 60_000);
  afterAll(async () => {
    await new Promise<void>((resolve) => {
      mail.server.close(() => {
        resolve();
      });
    });
    await harness.close();
  });

  const textsOf = async ({ person }: SignedIn, kind: string): Promise<string[]> => {
    const { rows } = await sql<{ text: string }>`select text from notice
      where person_id = ${person.personId} and kind = ${kind} order by notice_id`.execute(harness.context.db);
    return rows.map(({ text }) => text);
  };

  it('remind of what is due in three days, once, however often the job runs that day', async () => {
    const { db } = harness.context;
    const morning = new Date('2026-11-27T00:30:00Z');
    expect(await remind(db, harness.tenant.tenantId, morning)).toBe(1);
    expect(await remind(db, harness.tenant.tenantId, new Date('2026-11-27T09:00:00Z'))).toBe(0);
    expect(await textsOf(officer, 'due')).toEqual([
      '“2027年度绩效目标申报”有1张表待您办理填报送审，截止2026-11-30（还有3天）',
    ]);
  });

  it('go by days of Beijing: the deadline holds until 24:00 there', async () => {
    const { db } = harness.context;
    expect(await remind(db, harness.tenant.tenantId, new Date('2026-11-30T15:59:00Z'))).toBe(1);
    expect((await textsOf(officer, 'due')).at(-1)).toContain('今天截止');
    expect(await remind(db, harness.tenant.tenantId, new Date('2026-11-30T16:01:00Z'))).toBe(1);
    expect(await textsOf(officer, 'overdue')).toEqual([expect.stringContaining('已逾期1天')]);
    expect(await remind(db, harness.tenant.tenantId, new Date('2026-12-02T02:00:00Z'))).toBe(1);
    expect(await textsOf(reviewer, 'due')).toEqual([expect.stringContaining('单位审核，截止2026-12-05')]);
  });

  it('are mailed to who has an address, and again later when the mail server refuses', async () => {
    const { db, tenant } = harness.context;
    const { personId, name } = reviewer.person;
    const notices = [
      {
        personId,
        kind: 'assigned',
        formId: null,
        campaignId: null,
        projectIds: [],
        text: '“河道保洁”待您办理单位审核',
      } as const,
    ];
    await inTransaction(db, async (tx) => {
      await tx.updateTable('notice').set({ mailed_at: NOW }).execute();
      const change = {
        loginName: 'shenhe',
        name,
        email: 'shenhe@example.cn',
        telephone: null,
        isClosed: false,
      };
      await updatePerson(tx, tenant.tenantId, personId, change);
      await insertNotices(tx, tenant.tenantId, notices, NOW);
    });
    const errors: unknown[] = [];
    const { port } = mail.server.server.address() as AddressInfo;
    const mailer = createMailer(
      db,
      {
        url: `smtp://127.0.0.1:${String(port)}`,
        from: '绩衡 <jiheng@example.cn>',
        productUrl: 'http://127.0.0.1:8420/',
      },
      (error) => errors.push(error),
    );
    mail.refuse = true;
    expect(await mailer.send(NOW)).toBe(0);
    expect(errors).toHaveLength(1);
    mail.refuse = false;
    expect(await mailer.send(new Date(NOW.getTime() + 30_000))).toBe(0);
    expect(await mailer.send(new Date(NOW.getTime() + 180_000))).toBe(1);
    expect(await mailer.send(new Date(NOW.getTime() + 3_600_000))).toBe(0);
    mailer.close();
    expect(mail.letters).toHaveLength(1);
    expect(mail.letters[0]).toContain('shenhe@example.cn');
  });

  it('do not hold up the work when there is no mail server at all', async () => {
    const { db, tenant } = harness.context;
    const { personId } = reviewer.person;
    await inTransaction(db, (tx) =>
      insertNotices(
        tx,
        tenant.tenantId,
        [{ personId, kind: 'assigned', formId: null, campaignId: null, projectIds: [], text: '另一张' }],
        NOW,
      ),
    );
    const errors: unknown[] = [];
    const mailer = createMailer(db, { url: 'smtp://127.0.0.1:1', from: 'jiheng@example.cn' }, (error) =>
      errors.push(error),
    );
    expect(await mailer.send(NOW)).toBe(0);
    expect(errors).toHaveLength(1);
    mailer.close();
  });

  it('are over once the work they ask for is done; what is still to do stays', async () => {
    const unread = async ({ person }: SignedIn): Promise<readonly string[]> => {
      const { rows } = await sql<{ text: string }>`select text from notice
        where person_id = ${person.personId} and read_at is null order by notice_id`.execute(
        harness.context.db,
      );
      return rows.map(({ text }) => text);
    };
    const asked = [
      expect.stringContaining('“河道保洁”待您办理单位审核，2026-12-05'),
      expect.stringContaining('有1张表待您办理单位审核'),
    ];
    expect(await unread(reviewer)).toEqual(expect.arrayContaining(asked));
    const owed = await unread(officer);
    expect(owed).not.toEqual([]);
    const passed = await reviewer.request('POST', `/api/forms/${formId}/steps`, { action: 'pass' });
    expect(passed.statusCode).toBe(200);
    // Of the tests above, about no project.
    expect(await unread(reviewer)).toEqual(['“河道保洁”待您办理单位审核', '另一张']);
    // The project without a form is owed as before.
    expect(await unread(officer)).toEqual(owed);
  });
});
