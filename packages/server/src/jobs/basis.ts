import {
  chooseRuleProfile,
  RULE_PROFILES,
  RULES,
  rulesHeld,
  SCHEMES,
  SET_RULES,
  templateById,
} from '@jiheng/regulation';
import type { Rule } from '@jiheng/domain';
import { contentHash, type AssessedForm } from '@jiheng/store';
import type { ReadAndAssessed } from './reading-pool.ts';

/** Content of a rule is code; what tells one state of the rules from another is their wording, dates and severities. */
function wordingOf({ id, code, title, severity, effective, kinds, messages }: Rule) {
  return { id, code, title, severity, effective, kinds, messages };
}

/**
 * What stored facts and the findings on them were made by; each rule says itself when its code makes others, and a profile
 * whether its forms are compared by the rule.
 */
export const SET_RULES_HASH = contentHash([
  SET_RULES.map((rule) => ({ ...wordingOf(rule), factsVersion: rule.factsVersion })),
  RULE_PROFILES.map((profile) => [profile.id, rulesHeld(profile, SET_RULES).map(({ id }) => id)]),
]);
const hashes = new Map<string, string>();

function hashOf(id: string | null, content: (id: string) => unknown): string | null {
  if (id === null) return null;
  const known = hashes.get(id);
  if (known !== undefined) return known;
  const hash = contentHash(content(id));
  hashes.set(id, hash);
  return hash;
}

/** Names of template, scheme and rules → names with content hashes, as a revision keeps them. */
export function withBasis({
  templateId,
  schemeId,
  ruleProfileId,
  choiceReason,
  ...form
}: ReadAndAssessed): AssessedForm {
  return {
    ...form,
    basis: {
      templateId,
      templateHash: hashOf(templateId, templateById),
      schemeId,
      schemeHash: hashOf(schemeId, (id) => SCHEMES.find((scheme) => scheme.id === id)),
      ruleProfileId,
      ruleProfileHash: hashOf(ruleProfileId, (id) =>
        rulesHeld(chooseRuleProfile(id).profile, RULES).map(wordingOf),
      ),
      choiceReason,
    },
  };
}
