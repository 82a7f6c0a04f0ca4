import type { FormRecord, Level1Key, Level2Key, Taxonomy } from '@jiheng/domain';

import { T2015, T2021 } from './national.ts';
import { T_DECISION, T_DEPARTMENT, T_INFLUENCE } from './local.ts';

/** 指标体系, all that the product knows. The first is the one taken where a form leaves it open. */
export const TAXONOMIES: readonly Taxonomy[] = [T2015, T2021, T_DECISION, T_INFLUENCE, T_DEPARTMENT];

/** What a level label stands for in one taxonomy. */
export interface LevelMeaning {
  readonly taxonomy: string;
  readonly level: 1 | 2;
  readonly level1: Level1Key;
  /** Null for a level-1 label. */
  readonly level2: Level2Key | null;
  /** The label as the taxonomy prints it. */
  readonly label: string;
}

/** Level label as it is compared: no blanks, no points `（50分）`, no mark of continuation `（续）`. */
export function foldLevel(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff★*]+/gu, '')
    .replace(/\((?:\d+(?:\.\d+)?分?|续)\)/gu, '')
    .replace(/[:：]$/u, '');
}

const INDEX: ReadonlyMap<string, readonly LevelMeaning[]> = buildIndex();

function buildIndex(): Map<string, LevelMeaning[]> {
  const index = new Map<string, LevelMeaning[]>();
  const add = (labels: readonly string[], meaning: LevelMeaning): void => {
    for (const label of new Set(labels.map(foldLevel))) {
      index.set(label, [...(index.get(label) ?? []), meaning]);
    }
  };
  for (const { id: taxonomy, levels } of TAXONOMIES) {
    for (const { key: level1, label, aliases = [], children } of levels) {
      add([label, ...aliases], { taxonomy, level: 1, level1, level2: null, label });
      for (const child of children) {
        add([child.label, ...(child.aliases ?? [])], {
          taxonomy,
          level: 2,
          level1,
          level2: child.key,
          label: child.label,
        });
      }
    }
  }
  return index;
}

/**
 * 指标级次: every meaning a level label can have, over all taxonomies. 成本指标 is level 2 in `T2015` and level 1 in
 * `T2021`; the column it stands in decides. Empty for a text that is no level label.
 */
export function levelOf(label: string): readonly LevelMeaning[] {
  return INDEX.get(foldLevel(label)) ?? [];
}

function fits({ id }: Taxonomy, level1: string | null, level2: string | null): number {
  const firsts = level1 === null ? [] : levelOf(level1).filter((m) => m.taxonomy === id && m.level === 1);
  if (firsts.length === 0) return level1 === null ? 0 : -1;
  if (level2 === null) return 1;
  const isChild = levelOf(level2).some(
    (m) => m.taxonomy === id && m.level === 2 && firsts.some(({ level1: key }) => key === m.level1),
  );
  return isChild ? 2 : 0;
}

/**
 * 选用指标体系: the taxonomy under which most indicators of a record stand where they should, and why.
 * The year alone proves nothing: the same bureau used `T2015` in 2023 and `T2021` in 2026.
 */
export function chooseTaxonomy(record: Pick<FormRecord, 'indicators'>): {
  readonly taxonomy: Taxonomy;
  readonly reason: string;
} {
  let best: Taxonomy = T2015;
  let bestScore = -Infinity;
  let isTied = false;
  for (const taxonomy of TAXONOMIES) {
    let score = 0;
    for (const { level1, level2 } of record.indicators) score += fits(taxonomy, level1, level2);
    isTied = score === bestScore || (isTied && score < bestScore);
    if (score > bestScore) {
      best = taxonomy;
      bestScore = score;
    }
  }
  if (record.indicators.length === 0) return { taxonomy: T2015, reason: '表内没有指标，按通用体系处理' };
  const reason = isTied
    ? `表内指标不足以区分指标体系，按${best.title}处理`
    : `一、二级指标与${best.title}相符最多`;
  return { taxonomy: best, reason };
}
