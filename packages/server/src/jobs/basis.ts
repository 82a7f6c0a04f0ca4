import { RULES, SCHEMES, SET_RULES, templateById } from '@jiheng/regulation';
import { contentHash, type AssessedForm } from '@jiheng/store';
import type { ReadAndAssessed } from './reading-pool.ts';

const RULE_PROFILE = 'national';
/** Content of a rule is code; what tells one state of the rules from another is their wording, dates and severities. */
export const RULE_PROFILE_HASH = contentHash(
  RULES.map(({ id, code, title, severity, effective, kinds, messages }) => ({
    id,
    code,
    title,
    severity,
    effective,
    kinds,
    messages,
  })),
);
/** What stored facts and the findings on them were made by; each rule says itself when its code makes others. */
export const SET_RULES_HASH = contentHash(
  SET_RULES.map(({ id, code, title, severity, effective, kinds, messages, factsVersion }) => ({
    id,
    code,
    title,
    severity,
    effective,
    kinds,
    messages,
    factsVersion,
  })),
);
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
export function withBasis({ templateId, schemeId, choiceReason, ...form }: ReadAndAssessed): AssessedForm {
  return {
    ...form,
    basis: {
      templateId,
      templateHash: hashOf(templateId, templateById),
      schemeId,
      schemeHash: hashOf(schemeId, (id) => SCHEMES.find((scheme) => scheme.id === id)),
      ruleProfileId: RULE_PROFILE,
      ruleProfileHash: RULE_PROFILE_HASH,
      choiceReason,
    },
  };
}
