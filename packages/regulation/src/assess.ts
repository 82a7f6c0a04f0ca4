import {
  checkForm,
  placeFindings,
  scoreForm,
  type FormContext,
  type FormRecord,
  type OriginMap,
  type Place,
  type PlacedFinding,
  type ScoreSheet,
  type ScoringScheme,
} from '@jiheng/domain';

import { LEXICON } from './lexicon/index.ts';
import { ruleContext } from './parameters/index.ts';
import { chooseRuleProfile, rulesHeld, type RuleProfile } from './profiles/index.ts';
import { FORM_RULES } from './rules/index.ts';
import { chooseScheme } from './schemes/index.ts';
import { TAXONOMIES } from './taxonomies/index.ts';
import { TEMPLATES, templateById } from './templates/index.ts';

/** 读表规则: all layouts, taxonomies and labels we know, as `readDocument` wants them. */
export const READING_RULES = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };

/** 批次的选用: what the round of a form has chosen; null where it leaves it to region and year, or to all rules. */
export interface RoundChoice {
  readonly schemeId: string | null;
  readonly ruleProfileId: string | null;
}

/** A form as read (or typed): what is needed to score and check it. */
export interface FormToAssess {
  readonly record: FormRecord;
  readonly origins: OriginMap;
  /** Template it was read by, when one matched. */
  readonly template: { readonly id: string; readonly reason: string } | null;
  /** Where the form stands in its file; findings without a better place point there. */
  readonly place?: Place;
  /** The round it belongs to, where it belongs to one. */
  readonly round?: RoundChoice;
}

/** 评估结果: the score sheet and findings of one form, and why these scheme and rules were applied. */
export interface Assessment {
  /** Null for forms that carry no scores. */
  readonly scheme: ScoringScheme | null;
  readonly sheet: ScoreSheet | null;
  /** The rules it was checked by. */
  readonly profile: RuleProfile;
  readonly findings: readonly PlacedFinding[];
  /** For further rules on the same form (set rules, a selection of rules). */
  readonly context: FormContext;
  /** Chinese sentences: why this template, this scheme, these rules. */
  readonly reasons: readonly string[];
}

/** 计分结果: everything but the findings. */
export type ScoredForm = Omit<Assessment, 'findings' | 'profile'>;

/**
 * 评估一张表: choose the scheme, score, choose the rules' parameters, check. The one pipeline of command line, server
 * and browser. Never throws for content.
 */
export function assessForm(form: FormToAssess): Assessment {
  const scored = assessScores(form);
  const { profile, reason } = chooseRuleProfile(form.round?.ruleProfileId ?? null);
  const findings = checkForm(form.record, rulesHeld(profile, FORM_RULES), scored.context);
  return {
    ...scored,
    profile,
    findings: placeFindings(findings, form.origins, form.place),
    reasons: [...scored.reasons, `规则方案：${reason}`],
  };
}

/** 计分: the same without running the rules, for who runs none or only some of them. */
export function assessScores({ record, origins, template, round }: FormToAssess): ScoredForm {
  const templateRegion = template ? templateById(template.id)?.region : undefined;
  const region = templateRegion === undefined ? {} : { templateRegion };
  const reasons = [template ? `表样：${template.reason}` : '表样：未找到对应表样，按通用标签识别'];
  if (!record.kind.endsWith('self-evaluation')) {
    return { scheme: null, sheet: null, context: ruleContext(record, { origins, ...region }), reasons };
  }
  const { scheme, reason } = chooseScheme({
    schemeId: round?.schemeId ?? null,
    regionName: record.region,
    fiscalYear: record.fiscalYear,
    ...region,
  });
  const sheet = scoreForm(record, scheme);
  reasons.push(`评分办法：${reason}`);
  return { scheme, sheet, context: ruleContext(record, { sheet, origins, ...region }), reasons };
}
