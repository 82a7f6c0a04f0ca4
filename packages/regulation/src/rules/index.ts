import type { FormRule, Rule, SetRule } from '@jiheng/domain';

import { rule as actualNumbersAgree } from './actual-numbers-agree.ts';
import { rule as boundedRateWithin100 } from './bounded-rate-within-100.ts';
import { rule as budgetExecutionNotIndicator } from './budget-execution-not-indicator.ts';
import { rule as costBelowBudget } from './cost-below-budget.ts';
import { rule as costHasAmount } from './cost-has-amount.ts';
import { rule as costHasUpperLimit } from './cost-has-upper-limit.ts';
import { rule as costPresent } from './cost-present.ts';
import { rule as costsWithinBudget } from './costs-within-budget.ts';
import { rule as datesWithinYear } from './dates-within-year.ts';
import { rule as descriptionAddsToName } from './description-adds-to-name.ts';
import { rule as descriptionAgreesWithValue } from './description-agrees-with-value.ts';
import { rule as directionFitsName } from './direction-fits-name.ts';
import { rule as executionIndicatorAgrees } from './execution-indicator-agrees.ts';
import { rule as executionMaxScore } from './execution-max-score.ts';
import { rule as executionRateAgrees } from './execution-rate-agrees.ts';
import { rule as executionScoreAgrees } from './execution-score-agrees.ts';
import { rule as expenditureWithinBudget } from './expenditure-within-budget.ts';
import { rule as fullMarksWithLowExecution } from './full-marks-with-low-execution.ts';
import { rule as fullRateIsExact } from './full-rate-is-exact.ts';
import { rule as fundSourcesSum } from './fund-sources-sum.ts';
import { rule as goalAndCompletionPresent } from './goal-and-completion-present.ts';
import { rule as goalNumbersAgree } from './goal-numbers-agree.ts';
import { rule as goalPresent } from './goal-present.ts';
import { rule as goalSaysWhatIsAchieved } from './goal-says-what-is-achieved.ts';
import { rule as goalTextOfItsOwn } from './goal-text-of-its-own.ts';
import { rule as gradeAgrees } from './grade-agrees.ts';
import { rule as implementingUnitPresent } from './implementing-unit-present.ts';
import { rule as indicatorCellsPresent } from './indicator-cells-present.ts';
import { rule as indicatorSetOnce } from './indicator-set-once.ts';
import { rule as indicatorUnderItsLevel } from './indicator-under-its-level.ts';
import { rule as indicatorsEnough } from './indicators-enough.ts';
import { rule as indicatorsOfItsOwn } from './indicators-of-its-own.ts';
import { rule as indicatorsPresent } from './indicators-present.ts';
import { rule as levelsInOwnColumn } from './levels-in-own-column.ts';
import { rule as maxScorePositive } from './max-score-positive.ts';
import { rule as maxScoresTotal100 } from './max-scores-total-100.ts';
import { rule as nameSaysWhatIsMeasured } from './name-says-what-is-measured.ts';
import { rule as noTemplateResidue } from './no-template-residue.ts';
import { rule as numberIsDefinite } from './number-is-definite.ts';
import { rule as numberStandsAlone } from './number-stands-alone.ts';
import { rule as numericActualForNumericTarget } from './numeric-actual-for-numeric-target.ts';
import { rule as oneConditionPerIndicator } from './one-condition-per-indicator.ts';
import { rule as oneScoreForOneFact } from './one-score-for-one-fact.ts';
import { rule as oneValueForOneFact } from './one-value-for-one-fact.ts';
import { rule as outcomePresent } from './outcome-present.ts';
import { rule as percentWrittenAlike } from './percent-written-alike.ts';
import { rule as projectNamePresent } from './project-name-present.ts';
import { rule as quantityAndQualityPresent } from './quantity-and-quality-present.ts';
import { rule as rateHasNumber } from './rate-has-number.ts';
import { rule as reasonBesideLostScore } from './reason-beside-lost-score.ts';
import { rule as reasonFitsActual } from './reason-fits-actual.ts';
import { rule as reasonForLostScore } from './reason-for-lost-score.ts';
import { rule as reasonForLowExecution } from './reason-for-low-execution.ts';
import { rule as reasonForOverAchievement } from './reason-for-over-achievement.ts';
import { rule as reasonNamesMeasures } from './reason-names-measures.ts';
import { rule as satisfactionPresent } from './satisfaction-present.ts';
import { rule as scoreFollowsCompletion } from './score-follows-completion.ts';
import { rule as scoreNotBelowCompletion } from './score-not-below-completion.ts';
import { rule as scoreWithinMax } from './score-within-max.ts';
import { rule as scoresSumToTotal } from './scores-sum-to-total.ts';
import { rule as standardForQualitativeValue } from './standard-for-qualitative-value.ts';
import { rule as startBeforeEnd } from './start-before-end.ts';
import { rule as unitFitsName } from './unit-fits-name.ts';
import { rule as unitPresent } from './unit-present.ts';
import { rule as valueDiffersFromName } from './value-differs-from-name.ts';
import { rule as valueStandsClear } from './value-stands-clear.ts';

/** 单表规则, in the order of their codes. Retired codes: none; a code is never given twice. */
export const FORM_RULES: readonly FormRule[] = [
  projectNamePresent,
  implementingUnitPresent,
  goalPresent,
  indicatorsPresent,
  indicatorsEnough,
  quantityAndQualityPresent,
  outcomePresent,
  satisfactionPresent,
  costPresent,
  indicatorCellsPresent,
  fundSourcesSum,
  expenditureWithinBudget,
  executionRateAgrees,
  maxScoresTotal100,
  executionMaxScore,
  maxScorePositive,
  executionScoreAgrees,
  scoresSumToTotal,
  scoreWithinMax,
  gradeAgrees,
  scoreFollowsCompletion,
  reasonForLostScore,
  reasonBesideLostScore,
  reasonForOverAchievement,
  reasonForLowExecution,
  fullMarksWithLowExecution,
  reasonNamesMeasures,
  reasonFitsActual,
  numericActualForNumericTarget,
  unitPresent,
  unitFitsName,
  percentWrittenAlike,
  valueStandsClear,
  oneConditionPerIndicator,
  standardForQualitativeValue,
  rateHasNumber,
  numberStandsAlone,
  numberIsDefinite,
  boundedRateWithin100,
  fullRateIsExact,
  valueDiffersFromName,
  directionFitsName,
  costHasUpperLimit,
  costHasAmount,
  costBelowBudget,
  costsWithinBudget,
  budgetExecutionNotIndicator,
  executionIndicatorAgrees,
  noTemplateResidue,
  nameSaysWhatIsMeasured,
  descriptionAddsToName,
  indicatorUnderItsLevel,
  levelsInOwnColumn,
  indicatorSetOnce,
  datesWithinYear,
  startBeforeEnd,
  goalSaysWhatIsAchieved,
  goalNumbersAgree,
  actualNumbersAgree,
  descriptionAgreesWithValue,
  scoreNotBelowCompletion,
  goalAndCompletionPresent,
];

/** 跨表规则, in the order of their codes. */
export const SET_RULES: readonly SetRule[] = [
  goalTextOfItsOwn,
  oneValueForOneFact,
  oneScoreForOneFact,
  indicatorsOfItsOwn,
];

/** 审核规则, all of them. */
export const RULES: readonly Rule[] = [...FORM_RULES, ...SET_RULES];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id, or of the short code printed in opinions; undefined when there is none. */
export function ruleById(id: string): Rule | undefined {
  return BY_ID.get(id) ?? RULES.find(({ code }) => code === id);
}
