import type { FormKind, RuleParameters } from '@jiheng/domain';

import { DATED_PARAMETERS, type DatedParameter } from './dated-parameters.ts';

/** Year of the first national entries. */
const FIRST_YEAR = 2000;

/** What decides which parameters apply. */
export interface ParameterQuestion {
  /** `上海市`, `上海市普陀区`; null: national. */
  readonly regionName: string | null;
  /** null: the newest. */
  readonly fiscalYear: number | null;
  readonly kind: FormKind;
}

function applies(parameter: DatedParameter, { regionName, fiscalYear, kind }: ParameterQuestion): boolean {
  const { region, kinds, effectiveFrom, effectiveTo } = parameter;
  const isHere = region === '全国' || (regionName?.startsWith(region) ?? false);
  const isNow =
    fiscalYear === null
      ? effectiveTo === undefined
      : effectiveFrom <= `${fiscalYear}-12-31` &&
        (effectiveTo === undefined || effectiveTo > `${fiscalYear}-01-01`);
  return isHere && isNow && (kinds?.includes(kind) ?? true);
}

/** A region's own entry before the national one, one for the kind before one for all, the later before the earlier. */
function isCloser(a: DatedParameter, b: DatedParameter): boolean {
  if (a.region !== b.region) return b.region === '全国' || a.region.length > b.region.length;
  if ((a.kinds === undefined) !== (b.kinds === undefined)) return a.kinds !== undefined;
  return a.effectiveFrom > b.effectiveFrom;
}

function pick<Name extends keyof RuleParameters>(
  name: Name,
  question: ParameterQuestion,
): RuleParameters[Name] {
  let best: DatedParameter | undefined;
  for (const parameter of DATED_PARAMETERS) {
    if (parameter.name !== name || !applies(parameter, question)) continue;
    if (!best || isCloser(parameter, best)) best = parameter;
  }
  if (!best) throw new RangeError(`no parameter ${name} for fiscal year ${question.fiscalYear ?? '(none)'}`);
  return best.value as RuleParameters[Name];
}

/**
 * 审核参数 in force for region, fiscal year and kind.
 *
 * @example
 * chooseParameters({ regionName: '湖北省', fiscalYear: 2022, kind: 'self-evaluation' }).executionMaxScore // '20'
 */
export function chooseParameters(question: ParameterQuestion): RuleParameters {
  // Nothing is known for years before the first entry; the first entry is then the best there is.
  const fiscalYear = question.fiscalYear === null ? null : Math.max(question.fiscalYear, FIRST_YEAR);
  const asked = { ...question, fiscalYear };
  return {
    executionMaxScore: pick('executionMaxScore', asked),
    totalMaxScore: pick('totalMaxScore', asked),
    overAchievementRatio: pick('overAchievementRatio', asked),
    lowExecutionRate: pick('lowExecutionRate', asked),
    fewestIndicators: pick('fewestIndicators', asked),
    moneyTolerance: pick('moneyTolerance', asked),
    wholeBudgetShare: pick('wholeBudgetShare', asked),
    fewestRepeatedForms: pick('fewestRepeatedForms', asked),
    repeatedShare: pick('repeatedShare', asked),
  };
}
