export { RULE_PROFILES, type RuleProfile } from './profiles.ts';
export { chooseRuleProfile, ruleProfileById, rulesHeld, type RuleProfileChoice } from './choose.ts';
