import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditList, FormDetail, SystemCheckList } from '@jiheng/api';
import { ChainChecker, type AuditLogHead, type SealedEntry } from '@jiheng/domain';
import { insertAuditEntry, inTransaction, replaceAssignments, sealAudit } from '@jiheng/store';
import { generateForm, seededNumbers } from '@jiheng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../presenters/audit.ts';
import { startHarness, type Harness } from '../../testing/harness.ts';
import type { SignedIn } from '../../testing/people.ts';
import { sha256 } from '../session/access.ts';

let server: Harness;
let auditor: SignedIn;

beforeAll(async () => {
  server = await startHarness();
  auditor = await server.as('auditor');
});
afterAll(() => server.close());

async function note(...subjects: readonly string[]): Promise<void> {
  const { db, tenant } = server.context;
  const entry = { tenantId: tenant.tenantId, actor: '王会计', action: 'target-submit' };
  const detail = { before: 'a\u0000\ud800', after: 12.5, none: undefined };
  await Promise.all(
    subjects.map((subject) =>
      inTransaction(db, (tx) => insertAuditEntry(tx, { ...entry, at: new Date(), subject, detail })),
    ),
  );
}

interface Log {
  readonly head: AuditLogHead;
  readonly entries: readonly SealedEntry[];
}

async function exported(): Promise<Log> {
  const { body } = await auditor.request('GET', '/api/audit/export');
  const [first, ...rest] = body.trimEnd().split('\n');
  return {
    head: JSON.parse(first ?? '') as AuditLogHead,
    entries: rest.map((line) => JSON.parse(line) as SealedEntry),
  };
}

function faultOf({ head, entries }: Log): string | undefined {
  const checker = new ChainChecker(head.tenant.id, sha256);
  for (const entry of entries) {
    const fault = checker.add(entry);
    if (fault !== undefined) return fault;
  }
  return checker.headSha256 === head.headSha256 && checker.entries === head.entries ? undefined : 'head';
}

describe('the audit log', () => {
  it('is sealed into one chain by several sealers at once, each entry once, and verifies when exported', async () => {
    const { db } = server.context;
    await note(...Array.from({ length: 40 }, (_, index) => `first-${String(index)}`));
    await Promise.all(Array.from({ length: 6 }, () => sealAudit(db, new Date())));
    await note('second');
    const log = await exported();
    expect(faultOf(log)).toBeUndefined();
    expect(new Set(log.entries.map(({ entryId }) => entryId)).size).toBe(log.entries.length);
    expect(log.entries.at(-1)).toMatchObject({ action: 'export-audit', personId: auditor.person.personId });
    expect(log.entries.filter(({ subject }) => subject.startsWith('first-'))).toHaveLength(40);
    const again = await exported();
    expect(again.entries.slice(0, log.entries.length)).toEqual(log.entries);
  });

  it('shows what is not sealed yet, who, what and when, newest first, page by page', async () => {
    await note('form-1', 'form-1', 'form-2');
    const get = async (query: string): Promise<AuditList> =>
      (await auditor.request('GET', `/api/audit?${query}`)).json<AuditList>();
    const all = await get('limit=2');
    expect(all.unsealed).toBeGreaterThanOrEqual(3);
    expect(all.items.every(({ sequence }) => sequence === null)).toBe(true);
    const next = await get(`limit=2&after=${all.next ?? ''}`);
    expect(next.items.map(({ id }) => id)).not.toContain(all.items[0]?.id);
    expect((await get('subject=form-1')).items).toHaveLength(2);
    const found = await get('action=target-submit&actor=%E7%8E%8B&subject=form-2');
    expect(found.items).toMatchObject([{ actor: '王会计', actionLabel: '送审' }]);
    expect((await get('to=2020-01-01')).items).toEqual([]);
    await sealAudit(server.context.db, new Date());
    const sealed = await get('subject=form-2');
    expect(sealed.items[0]?.sequence).not.toBeNull();
    expect(sealed.unsealed).toBe(0);
  });

  it('is for the bureau: a department sees none of it', async () => {
    const { department } = server.organisations;
    for (const role of ['auditor', 'administrator'] as const) {
      const person = await server.as(role, department.path);
      for (const url of ['/api/audit', '/api/audit/export', '/api/system/checks']) {
        expect((await person.request('GET', url)).statusCode, `${role} ${url}`).toBe(403);
      }
    }
  });

  /** Files of the server that are no tests, with their text. */
  async function sources(): Promise<readonly { readonly name: string; readonly text: string }[]> {
    const folder = join(import.meta.dirname, '../..');
    const names = (await readdir(folder, { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
    );
    return Promise.all(
      names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
    );
  }

  it('is written in one way, which knows the person; a command has none', async () => {
    const writers = (await sources()).filter(({ text }) => text.includes('insertAuditEntry'));
    expect(writers.map(({ name }) => name).sort()).toEqual(['manage/main.ts', 'services/audit.ts']);
  });

  it('has a Chinese name for every action that the program writes', async () => {
    const written = new Set<string>();
    for (const { text } of await sources())
      for (const [, action = ''] of text.matchAll(/action: '([a-z-]+)'/g)) written.add(action);
    expect(written.size).toBeGreaterThan(15);
    // A step of the flow is written with `target-` before it.
    const unnamed = [...written].filter(
      (action) => AUDIT_ACTIONS[action] === undefined && AUDIT_ACTIONS[`target-${action}`] === undefined,
    );
    expect(unnamed).toEqual([]);
  });

  it('names the person who took a proposed version, or set it up as a form of its own', async () => {
    const reviewer = await server.as('department-reviewer');
    const text = generateForm(51, seededNumbers(51));
    await reviewer.importFiles({ name: '原.txt', content: text });
    for (const [path, change, action] of [
      ['revisions', '更正', 'accept-revision'],
      ['separate', '另报', 'separate-form'],
    ] as const) {
      const content = text.replace('群众反映良好', `群众反映良好，${change}`);
      const job = await reviewer.importFiles({ name: `${change}.txt`, content });
      const [file] = job.files;
      const [form] = file?.forms ?? [];
      expect(form?.outcome).toBe('revision-proposed');
      const body = { importId: job.id, documentId: file?.documentId, index: form?.index };
      const url = `/api/forms/${form?.formId ?? ''}/${path}`;
      const taken = (await reviewer.request('POST', url, body)).json<FormDetail>();
      const rows = await server.context.db
        .selectFrom('audit_entry')
        .select(['subject', 'actor', 'person_id'])
        .where('action', '=', action)
        .execute();
      const { name: actor, personId } = reviewer.person;
      expect(rows).toEqual([{ subject: taken.id, actor, person_id: personId }]);
    }
  });
});

describe('the self-check', () => {
  const checks = async (): Promise<SystemCheckList['items']> =>
    (await auditor.request('GET', '/api/system/checks')).json<SystemCheckList>().items;

  it('tells of everything how it stands, why it matters and what to do', async () => {
    const items = await checks();
    expect(items.length).toBeGreaterThanOrEqual(10);
    for (const { title, finding, why, remedy } of items)
      expect([title, finding, why, remedy]).not.toContain('');
    expect(items.find(({ id }) => id === 'backup')?.state).toBe('bad');
  });

  it('names who writes and reviews in the same place, and administrators who review', async () => {
    const { db, tenant } = server.context;
    const { unit, department } = server.organisations;
    const writer = await server.as('officer');
    const chief = await server.as('administrator');
    await inTransaction(db, async (tx) => {
      await replaceAssignments(tx, tenant.tenantId, writer.person.personId, [
        { role: 'officer', organisationId: unit.organisationId },
        { role: 'department-reviewer', organisationId: department.organisationId },
      ]);
      await replaceAssignments(tx, tenant.tenantId, chief.person.personId, [
        { role: 'administrator', organisationId: department.organisationId },
        { role: 'unit-reviewer', organisationId: unit.organisationId },
      ]);
    });
    const items = await checks();
    const finding = (id: string): string => items.find((item) => item.id === id)?.finding ?? '';
    expect(finding('separation')).toContain(writer.person.name);
    expect(finding('separation')).not.toContain(chief.person.name);
    expect(finding('administration')).toContain(chief.person.name);
  });
});
