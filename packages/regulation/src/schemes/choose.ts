import type { ScoringScheme } from '@jiheng/domain';

import { REGIONS } from '../lexicon/regions.ts';
import { isInForce } from '../templates/choose.ts';
import { national2020, national2021 } from './national.ts';
import { beijing2016, hubei2020, sichuan2021 } from './provinces.ts';
import { shanghai2023, shanghai2024 } from './shanghai.ts';

/** Schemes that `chooseScheme` may take on its own. */
const CHOOSABLE: readonly ScoringScheme[] = [
  national2020,
  shanghai2023,
  shanghai2024,
  sichuan2021,
  hubei2020,
  beijing2016,
];

/** 评分办法, all that the product knows. 101号 rules are among them for who chooses them. */
export const SCHEMES: readonly ScoringScheme[] = [...CHOOSABLE, national2021];

/** What decides which scheme applies. */
export interface SchemeQuestion {
  /** What the round of the form has chosen; a scheme that is no longer known is as good as none. */
  readonly schemeId?: string | null;
  /** Region the document names, `上海市` or a place in it; null when it names none. */
  readonly regionName: string | null;
  /** GB/T 2260 code of the region of the template the form was read with. */
  readonly templateRegion?: string | null;
  /** null: the newest. */
  readonly fiscalYear: number | null;
}

/** The chosen scheme and why, in Chinese. */
export interface SchemeChoice {
  readonly scheme: ScoringScheme;
  readonly reason: string;
}

const NATIONAL = '000000';

function newestFirst(a: ScoringScheme, b: ScoringScheme): number {
  return a.effectiveFrom < b.effectiveFrom ? 1 : -1;
}

/** The region's scheme of that year, else the nearest in time. */
function schemeOf(region: string, fiscalYear: number | null): ScoringScheme | undefined {
  const schemes = CHOOSABLE.filter((scheme) => scheme.region === region).sort(newestFirst);
  if (fiscalYear === null) return schemes[0];
  // Newest first: a year after all of them is in force of the open-ended newest; one before all gets the oldest.
  return schemes.find((scheme) => isInForce(scheme, fiscalYear)) ?? schemes.at(-1);
}

/** 评分办法 to choose from: first those of the region, or of the whole country, that are in force in the year. */
export function schemesToOffer({ regionName, templateRegion, fiscalYear }: SchemeQuestion): {
  readonly fitting: readonly ScoringScheme[];
  readonly others: readonly ScoringScheme[];
} {
  const code = codeOf(regionName) ?? templateRegion ?? NATIONAL;
  const fits = (scheme: ScoringScheme): boolean =>
    [code, NATIONAL].includes(scheme.region) && (fiscalYear === null || isInForce(scheme, fiscalYear));
  return { fitting: SCHEMES.filter(fits), others: SCHEMES.filter((scheme) => !fits(scheme)) };
}

function codeOf(name: string | null): string | undefined {
  return name === null ? undefined : REGIONS.find(({ short }) => name.startsWith(short))?.code;
}

/**
 * 选用评分办法: what the round has chosen; else that of the province that the document names, else of the template's, else
 * the national one.
 *
 * @example
 * chooseScheme({ regionName: '上海市', fiscalYear: 2023 }).scheme.id // 'shanghai-2023'
 */
export function chooseScheme(question: SchemeQuestion): SchemeChoice {
  const { schemeId, regionName, templateRegion, fiscalYear } = question;
  const chosen = SCHEMES.find(({ id }) => id === schemeId);
  if (chosen) return { scheme: chosen, reason: `批次选用“${chosen.title}”` };
  const places = [
    [codeOf(regionName), '表内地区'],
    [templateRegion ?? undefined, '表样所属地区'],
  ] as const;
  for (const [code, because] of places) {
    if (code === undefined || code === NATIONAL) continue;
    const scheme = schemeOf(code, fiscalYear);
    const name = REGIONS.find((region) => region.code === code)?.name ?? code;
    if (scheme) return { scheme, reason: reasonOf(scheme, `${because}为${name}`, fiscalYear) };
    // The document's own region is known and has no scheme: the template's region is none of its business.
    return {
      scheme: nationalScheme(fiscalYear),
      reason: `${because}为${name}，没有该地区的评分办法，按全国${national2020.citation.source}`,
    };
  }
  return { scheme: nationalScheme(fiscalYear), reason: `未识别地区，按全国${national2020.citation.source}` };
}

function nationalScheme(fiscalYear: number | null): ScoringScheme {
  return schemeOf(NATIONAL, fiscalYear) ?? national2020;
}

function reasonOf(scheme: ScoringScheme, where: string, fiscalYear: number | null): string {
  if (fiscalYear === null) return `${where}，未识别年度，按最新的“${scheme.title}”`;
  if (isInForce(scheme, fiscalYear)) return `${where}，${fiscalYear}年度，按“${scheme.title}”`;
  return `${where}，没有${fiscalYear}年度的评分办法，按时间最近的“${scheme.title}”`;
}
