import type { FormKind, FormTemplate } from '@jiheng/domain';

import { REGIONS } from '../lexicon/regions.ts';
import { templateById, TEMPLATES } from './catalogue.ts';

/** What is known of a form when its paper is chosen. */
export interface TemplateQuestion {
  /** Template the form was read with, if any. */
  readonly templateId?: string | null;
  /** Name of the province or of a place in it, `上海市`, `上海`. */
  readonly regionName: string | null;
  readonly fiscalYear: number | null;
  readonly kind: FormKind;
}

/** The chosen paper and why, in Chinese. */
export interface TemplateChoice {
  readonly template: FormTemplate;
  readonly reason: string;
}

const NATIONAL = '000000';
const NATIONAL_FALLBACK = 'national-self-evaluation-2020';

function regionCode(name: string | null): string | null {
  if (name === null) return null;
  return REGIONS.find((region) => name.startsWith(region.short))?.code ?? null;
}

function paperKind(kind: FormKind): FormKind {
  if (kind === 'department-target') return 'target';
  return kind === 'department-self-evaluation' ? 'self-evaluation' : kind;
}

/** True when a template was in force on some day of the year. */
export function isInForce(
  { effectiveFrom, effectiveTo }: Pick<FormTemplate, 'effectiveFrom' | 'effectiveTo'>,
  fiscalYear: number,
): boolean {
  const year = String(fiscalYear);
  return effectiveFrom <= `${year}-12-31` && (effectiveTo === undefined || effectiveTo > `${year}-01-01`);
}

function newestFirst(a: FormTemplate, b: FormTemplate): number {
  return a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : 0;
}

function ofRegion(region: string, kind: FormKind, fiscalYear: number | null): FormTemplate | undefined {
  const papers = TEMPLATES.filter((template) => template.region === region && template.kind === kind);
  const sorted = papers.sort(newestFirst);
  if (fiscalYear === null) return sorted[0];
  return sorted.find((template) => isInForce(template, fiscalYear)) ?? sorted[0];
}

/**
 * 选用表样: the template a form was read with; else the paper of its region in force in its year; else the region's
 * newest; else the national one. There is always a paper.
 */
export function chooseTemplate({
  templateId,
  regionName,
  fiscalYear,
  kind,
}: TemplateQuestion): TemplateChoice {
  const known = templateId == null ? undefined : templateById(templateId);
  if (known) return { template: known, reason: `按读取时匹配的表样（${known.regionName}${known.title}）` };
  const code = regionCode(regionName);
  const regional = code === null ? undefined : ofRegion(code, paperKind(kind), fiscalYear);
  if (regional) {
    const inForce = fiscalYear !== null && isInForce(regional, fiscalYear);
    const when = inForce ? `${String(fiscalYear)}年度适用的` : '最近的';
    return { template: regional, reason: `按${regional.regionName}${when}表样` };
  }
  const national = ofRegion(NATIONAL, paperKind(kind), fiscalYear) ?? templateById(NATIONAL_FALLBACK);
  if (!national) throw new Error('the national reference forms are missing from the catalogue');
  return { template: national, reason: '没有该地区的表样，按全国参考表样' };
}
