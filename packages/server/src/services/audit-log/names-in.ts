import type { AuditName } from '@jiheng/api';
import { FORM_KIND_LABELS } from '@jiheng/domain';
import { ruleProfileById, RULES, SCHEMES, templateById } from '@jiheng/regulation';
import { findNamedSubjects, type AuditRow, type NamedSubject } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Fields that name a part of the content we ship. */
const CONTENT: Readonly<Record<string, (id: string) => AuditName | undefined>> = {
  ruleId: (id) => named('rule', RULES.find((rule) => rule.id === id)?.title),
  templateId: (id) => {
    const template = templateById(id);
    return named('content', template && `${template.regionName}${template.title}`);
  },
  ruleProfileId: (id) => named('content', ruleProfileById(id)?.title),
  schemeId: (id) => named('content', SCHEMES.find((scheme) => scheme.id === id)?.title),
};

function named(sort: AuditName['sort'], name: string | undefined): AuditName | undefined {
  return name === undefined ? undefined : { sort, name };
}

/** What a record of the log speaks of, wherever in its detail. */
class Mentioned {
  readonly ids = new Set<string>();
  readonly content = new Map<string, AuditName>();

  add(value: unknown, field = ''): void {
    if (typeof value === 'string') this.text(value, field);
    else if (Array.isArray(value)) for (const member of value) this.add(member, field);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) this.add(member, name);
  }

  private text(value: string, field: string): void {
    const known = CONTENT[field]?.(value);
    if (known) this.content.set(value, known);
    // Paths of organisations hold several.
    else for (const [id] of value.matchAll(ID)) this.ids.add(id);
  }
}

function nameOf({ sort, name, kind, fiscalYear }: NamedSubject): string {
  if (sort === 'import') return '导入批次';
  if (sort === 'export') return '导出任务';
  const year = fiscalYear === null ? '' : `${fiscalYear}年度`;
  if (sort === 'project') return `${name}（${year}）`;
  if (sort !== 'form') return name;
  return `${name === '' ? '未写项目名称' : name}（${year}${kind === null ? '' : FORM_KIND_LABELS[kind]}）`;
}

/** 对象名称: what is meant by the ids in records of the log, in words. */
export async function namesIn(
  { db, tenant }: ServiceContext,
  rows: readonly Pick<AuditRow, 'subject' | 'detail'>[],
): Promise<Record<string, AuditName>> {
  const mentioned = new Mentioned();
  for (const { subject, detail } of rows) {
    mentioned.add(subject);
    mentioned.add(detail);
  }
  const subjects = await findNamedSubjects(db, tenant.tenantId, [...mentioned.ids]);
  return Object.fromEntries([
    ...mentioned.content,
    ...subjects.map((subject) => [subject.id, { sort: subject.sort, name: nameOf(subject) }] as const),
  ]);
}
