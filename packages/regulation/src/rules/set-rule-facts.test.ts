import { createHash } from 'node:crypto';

import {
  canonicalJson,
  collectFacts,
  judgeSubject,
  type Examples,
  type Fact,
  type SetRule,
} from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { assessForm } from '../assess.ts';
import { SET_RULES } from './index.ts';

/**
 * What each version of a rule makes of its examples. Where this fails although the examples are the same, the stored
 * facts of every bureau are out of date as well: raise `factsVersion` and add a line; never change one.
 */
const MADE: Readonly<Record<string, string>> = {
  'goal-text-of-its-own@1': 'f205fd27b2f6a669',
  'one-value-for-one-fact@1': 'e54ca6b4da2e748c',
  'one-score-for-one-fact@1': '49de8ad2e4d51920',
  'indicators-of-its-own@1': 'a13323a3423673a3',
};

function fingerprint(rule: SetRule, examples: Examples): string {
  const made = [...examples.good, ...examples.bad].map(({ form, others = [] }) => {
    const bySubject = new Map<string, Fact[]>();
    for (const [key, member] of [form, ...others].entries()) {
      const { context } = assessForm({ record: member, origins: {}, template: null });
      const facts = collectFacts({ key: String(key), form: member, context }, [rule])[rule.id] ?? [];
      for (const fact of facts) bySubject.set(fact.subject, [...(bySubject.get(fact.subject) ?? []), fact]);
    }
    return [...bySubject.values()].map((facts) => [
      facts,
      judgeSubject(rule, facts).map(({ formKey, at, message }) => ({ formKey, at, message })),
    ]);
  });
  return createHash('sha256').update(canonicalJson(made)).digest('hex').slice(0, 16);
}

describe('跨表规则采集的事实', () => {
  it.each(SET_RULES)('$id：结果变了，版本号也变', async (rule) => {
    const { examples } = (await import(new URL(`${rule.id}.ts`, import.meta.url).href)) as {
      readonly examples: Examples;
    };
    expect(MADE[`${rule.id}@${String(rule.factsVersion)}`]).toBe(fingerprint(rule, examples));
  });
});
