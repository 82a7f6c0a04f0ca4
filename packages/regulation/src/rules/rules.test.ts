import { readdirSync } from 'node:fs';

import {
  checkForm,
  checkSet,
  type Example,
  type Examples,
  type FormContext,
  type FormRecord,
  type OriginMap,
  type Rule,
} from '@jiheng/domain';
import { describe, expect, it } from 'vitest';

import { assessForm } from '../assess.ts';
import { FORM_RULES, RULES, ruleById, SET_RULES } from './index.ts';

interface RuleFile {
  readonly file: string;
  readonly rule: Rule;
  readonly examples: Examples;
}

const FOLDER = new URL('.', import.meta.url);
const NO_RULES = ['index.ts', 'examples.ts'];
const names = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.ts') && !name.includes('.test.') && !NO_RULES.includes(name),
);
const files: readonly RuleFile[] = await Promise.all(
  names.map(async (name) => ({
    file: name.slice(0, -'.ts'.length),
    ...((await import(new URL(name, FOLDER).href)) as Omit<RuleFile, 'file'>),
  })),
);

function contextOf(form: FormRecord, origins: OriginMap = {}): FormContext {
  return assessForm({ record: form, origins, template: null }).context;
}

/** Message ids with places of the findings of one rule on the example's form. */
function findings(rule: Rule, { form, origins, others = [] }: Example): string[] {
  const found =
    rule.scope === 'form'
      ? checkForm(form, [rule], contextOf(form, origins))
      : checkSet(
          [form, ...others].map((member, key) => ({
            key: String(key),
            form: member,
            context: contextOf(member),
          })),
          [rule],
        ).filter(({ formKey }) => formKey === '0');
  return found.map(({ message, at }) => `${messageId(rule, message)} ${at[0] ?? ''}`);
}

/** Which text a filled message came from. */
function messageId(rule: Rule, filled: string): string {
  const ids = Object.entries(rule.messages).filter(([, { text }]) => {
    const pattern = text.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{[^{}]+\}/g, '.*');
    return new RegExp(`^${pattern}$`, 'u').test(filled);
  });
  // The most specific text wins where one contains the other.
  return ids.sort(([, a], [, b]) => b.text.length - a.text.length)[0]?.[0] ?? `?${filled}`;
}

describe('规则登记', () => {
  it('每个规则文件都登记一次，登记的都有文件', () => {
    expect([...RULES.map(({ id }) => id)].sort()).toEqual(files.map(({ file }) => file).sort());
    expect([...FORM_RULES, ...SET_RULES]).toHaveLength(RULES.length);
  });

  it('编号唯一，按编号排列，按标识和编号都能找到', () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const list of [FORM_RULES, SET_RULES]) {
      expect(list.map(({ code }) => code)).toEqual(list.map(({ code }) => code).sort());
    }
    for (const rule of RULES) {
      expect(rule.code).toMatch(/^ZP\d{3}$/);
      expect(ruleById(rule.id)).toBe(rule);
      expect(ruleById(rule.code)).toBe(rule);
    }
    expect(ruleById('no-such-rule')).toBeUndefined();
  });
});

describe.each(files)('$file', ({ file, rule, examples }) => {
  it('标识等于文件名', () => {
    expect(rule.id).toBe(file);
  });

  it('文字合乎规范：不超过40字，不用句号和感叹号，“请”至多一次', () => {
    for (const { text, remedy } of Object.values(rule.messages)) {
      expect(text.length, text).toBeLessThanOrEqual(40);
      expect(text, text).not.toMatch(/[。！!,;?]|请/);
      expect(remedy, remedy).not.toMatch(/[。！!]$|！|请.*请/);
      expect(remedy.length, remedy).toBeGreaterThan(3);
    }
    expect(rule.title, rule.title).not.toMatch(/[。！]$/);
    expect(rule.rationale, rule.rationale).toMatch(/。$/);
    expect(rule.citation.basis === 'craft', rule.id).toBe(rule.citation.source === '经验规则');
  });

  it('每条提示都有反例，正例反例都有', () => {
    expect(examples.good.length).toBeGreaterThan(0);
    const shown = new Set(examples.bad.flatMap(({ finds }) => finds.map(({ message }) => message)));
    expect([...shown].sort()).toEqual(Object.keys(rule.messages).sort());
  });

  it.each(examples.good)('正例：$title', (example) => {
    expect(findings(rule, example)).toEqual([]);
    const { form, origins } = example;
    const all = checkForm(form, FORM_RULES, contextOf(form, origins)).filter(
      ({ severity }) => severity !== 'advice',
    );
    expect(all.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it.each(examples.bad)('反例：$title', (example) => {
    expect(findings(rule, example)).toEqual(example.finds.map(({ message, at }) => `${message} ${at}`));
    const filled =
      rule.scope === 'form' ? checkForm(example.form, [rule], contextOf(example.form, example.origins)) : [];
    for (const { message, isRuleFault } of filled) {
      expect(isRuleFault).toBeUndefined();
      expect(message).not.toMatch(/[{}]/);
      expect(message.length, message).toBeLessThanOrEqual(56);
    }
  });
});
