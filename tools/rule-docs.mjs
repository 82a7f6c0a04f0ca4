// Writes docs/rules.md from the rules, their examples and parameters; `--check` only compares and fails when it is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT, run } from './workspace.mjs';

const FILE = join(ROOT, 'docs/rules.md');
const CONDITION = '--conditions=@jiheng/source';

// The rules are TypeScript; the tool starts itself again with the loader.
if (!process.execArgv.includes(CONDITION)) {
  const flags = ['--import', import.meta.resolve('tsx'), CONDITION];
  process.exit(
    await run(process.execPath, [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      shell: false,
    }),
  );
}

const { checkForm, checkSet, FORM_KIND_LABELS, FORM_KINDS, SEVERITY_LABELS, SEVERITIES } =
  await import('@jiheng/domain');
const { assessForm, DATED_PARAMETERS, RULES } = await import('@jiheng/regulation');

const BASIS = {
  published: '见于公开文件或表样',
  recall: '依通行做法，引用前请核对原文',
  craft: '经验规则，非文件规定',
};
const PARAMETERS = {
  executionMaxScore: '预算执行率分值（分）',
  totalMaxScore: '分值合计（分）',
  overAchievementRatio: '超额完成须说明的倍数',
  lowExecutionRate: '执行率须说明的下限（%）',
  fewestIndicators: '指标最少条数',
  moneyTolerance: '万元合计允许的舍入差（万元）',
  wholeBudgetShare: '成本视同预算总额的比例',
  fewestRepeatedForms: '判断照搬的最少表数',
  repeatedShare: '判断照搬的表数比例',
};

/** A cell or line of text that Markdown would otherwise read as markup. */
function plain(text) {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;');
}

/** A text of a rule with its braces shown as blanks. */
function blanks(text) {
  return plain(text.replace(/\{[^{}]+\}/g, '○'));
}

function cite({ source, clause, basis }) {
  if (basis === 'craft') return `${source}（${clause}，非文件规定）`;
  return `${source}${clause ? ` ${clause}` : ''}（${BASIS[basis]}）`;
}

function kindsOf({ kinds }) {
  return kinds.length === FORM_KINDS.length
    ? '各类表'
    : kinds.map((kind) => FORM_KIND_LABELS[kind]).join('、');
}

function contextOf(form, origins = {}) {
  return assessForm({ record: form, origins, template: null }).context;
}

/** Messages of a rule on a bad example, as an officer would see them. */
function shown(rule, { form, origins, others = [] }) {
  const findings =
    rule.scope === 'form'
      ? checkForm(form, [rule], contextOf(form, origins))
      : checkSet(
          [form, ...others].map((member, index) => ({
            key: String(index),
            form: member,
            context: contextOf(member),
          })),
          [rule],
        ).filter(({ formKey }) => formKey === '0');
  return findings.map(({ message }) => message);
}

async function section(rule) {
  const { examples } = await import(join(ROOT, 'packages/regulation/src/rules', `${rule.id}.ts`));
  const { effective, citation } = rule;
  const period = `${effective.from} 起${effective.to ? `，至 ${effective.to} 前` : ''}`;
  return [
    `## ${rule.code} ${plain(rule.title)}`,
    '',
    `${SEVERITY_LABELS[rule.severity]} · ${rule.scope === 'set' ? '跨表' : '单表'} · ${kindsOf(rule)} · ${period} · \`${rule.id}\``,
    '',
    plain(rule.rationale),
    '',
    `依据：${plain(cite(citation))}`,
    '',
    '| 提示 | 怎么改 |',
    '| --- | --- |',
    ...Object.values(rule.messages).map(({ text, remedy }) => `| ${blanks(text)} | ${blanks(remedy)} |`),
    '',
    ...examples.good.map(({ title }) => `- 通过：${plain(title)}`),
    ...examples.bad.flatMap((example) =>
      shown(rule, example).map((message) => `- 不通过：${plain(example.title)} → ${plain(message)}`),
    ),
    '',
  ];
}

function parameterTable() {
  return [
    '## 审核参数',
    '',
    '| 参数 | 值 | 地区 | 自 | 依据 |',
    '| --- | --- | --- | --- | --- |',
    ...DATED_PARAMETERS.map(
      ({ name, value, region, effectiveFrom, citation }) =>
        `| ${PARAMETERS[name]} | ${value} | ${region} | ${effectiveFrom} | ${plain(cite(citation))} |`,
    ),
    '',
  ];
}

async function page() {
  const sections = [];
  for (const rule of RULES) sections.push(...(await section(rule)));
  const counts = SEVERITIES.map(
    (severity) =>
      `${SEVERITY_LABELS[severity]} ${RULES.filter((rule) => rule.severity === severity).length} 条`,
  );
  return [
    '# 审核规则',
    '',
    '<!-- 由 tools/rule-docs.mjs 生成，请修改规则文件后重新生成。 -->',
    '',
    `共 ${RULES.length} 条：${counts.join('，')}。“错误”必须修改，“需说明”应修改或说明理由，“建议”仅供参考。`,
    '',
    '| 编号 | 要求 | 程度 | 适用 |',
    '| --- | --- | --- | --- |',
    ...RULES.map(
      (rule) =>
        `| ${rule.code} | ${plain(rule.title)} | ${SEVERITY_LABELS[rule.severity]} | ${kindsOf(rule)} |`,
    ),
    '',
    ...sections,
    ...parameterTable(),
  ].join('\n');
}

const text = await page();
const present = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (present.replaceAll('\r\n', '\n') !== text) {
  console.error('docs/rules.md 与规则不一致，运行 node tools/rule-docs.mjs 重新生成。');
  process.exitCode = 1;
}
