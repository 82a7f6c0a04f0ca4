import { SEVERITIES, SEVERITY_LABELS, type Problem, type Rule, type Severity } from '@jiheng/domain';

import type { CheckedForm, FileResult } from '../work/task.ts';
import type { CheckEnd, CheckTotals, CheckWriter, CrossFinding } from './check-report.ts';
import { fieldWords } from './field-words.ts';
import { STYLE } from './html-style.ts';
import { formHeading, lineOf, SEVERITY_SHAPES } from './words.ts';

/**
 * Findings as one HTML file that needs nothing else: opened, sent and printed anywhere. Findings are kept until the end,
 * because the sums stand at the top and cross findings belong to their form.
 */
export function htmlWriter(createdAt: string): CheckWriter {
  let rules: readonly Rule[] = [];
  const results: FileResult<'check'>[] = [];
  return {
    begin(selected) {
      rules = selected;
      return '';
    },
    file(result) {
      results.push(result);
      return '';
    },
    end: (end) => page(results, rules, end, createdAt),
  };
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

type Cross = ReadonlyMap<string, readonly CrossFinding[]>;

function page(
  results: readonly FileResult<'check'>[],
  rules: readonly Rule[],
  { crossFindings, totals }: CheckEnd,
  createdAt: string,
): string {
  const cross = byForm(crossFindings);
  const codes = new Map<string, number>();
  for (const { code } of allFindings(results, crossFindings)) codes.set(code, (codes.get(code) ?? 0) + 1);
  const found = rules.filter(({ code }) => codes.has(code));
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>绩效表审核报告</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>绩效表审核报告</h1><p>绩衡 · ${escapeHtml(createdAt)}</p></header>
${tiles(totals)}
${found.length > 0 ? overview(found, codes) : '<p class="clean">✓ 未发现问题</p>'}
${results.map((result) => fileSection(result, cross)).join('')}
${found.length > 0 ? appendix(found) : ''}
</main>
</body>
</html>
`;
}

function* allFindings(
  results: readonly FileResult<'check'>[],
  crossFindings: readonly CrossFinding[],
): Generator<{ readonly code: string }> {
  for (const { output } of results) for (const { findings } of output?.forms ?? []) yield* findings;
  yield* crossFindings;
}

function byForm(findings: readonly CrossFinding[]): Cross {
  const groups = new Map<string, CrossFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.formKey);
    if (group) group.push(finding);
    else groups.set(finding.formKey, [finding]);
  }
  return groups;
}

function mark(severity: Severity): string {
  return `<b class="mark ${severity}"><i aria-hidden="true">${SEVERITY_SHAPES[severity]}</i> ${SEVERITY_LABELS[severity]}</b>`;
}

function tiles({ files, unreadable, forms, findings }: CheckTotals): string {
  const tile = (label: string, count: number, kind = ''): string =>
    `<div class="tile ${kind}"><dt>${label}</dt><dd>${count.toLocaleString('en-US')}</dd></div>`;
  const severities = SEVERITIES.map((severity) =>
    tile(`${SEVERITY_SHAPES[severity]} ${SEVERITY_LABELS[severity]}`, findings[severity], severity),
  );
  const failed = unreadable > 0 ? tile('未能完整读取', unreadable, 'failed') : '';
  return `<dl class="tiles">${tile('文件', files)}${tile('表', forms)}${severities.join('')}${failed}</dl>`;
}

function overview(rules: readonly Rule[], codes: ReadonlyMap<string, number>): string {
  const sorted = [...rules].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (codes.get(b.code) ?? 0) - (codes.get(a.code) ?? 0),
  );
  const rows = sorted.map(
    ({ code, title, severity }) =>
      `<tr><td>${mark(severity)}</td><td><a href="#${escapeHtml(code)}">${escapeHtml(code)}</a></td><td>${escapeHtml(title)}</td><td class="number">${codes.get(code) ?? 0}</td></tr>`,
  );
  return `<section><h2>问题一览</h2><table class="overview"><thead><tr><th>程度</th><th>编号</th><th>要求</th><th class="number">次数</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function fileSection({ file, problems, output }: FileResult<'check'>, cross: Cross): string {
  const forms = output?.forms ?? [];
  const withFindings = forms.filter(({ key, findings }) => findings.length > 0 || cross.has(key));
  const clean = forms.filter(({ key, findings }) => findings.length === 0 && !cross.has(key));
  const facts = output ? `${forms.length} 张表，未识别内容 ${output.residueShare}` : '未读取';
  const cleanList =
    clean.length > 0
      ? `<div class="clean-forms"><h3>未发现问题的表（${clean.length}）</h3><ul>${clean.map((form) => `<li>${escapeHtml(formHeading(form))}</li>`).join('')}</ul></div>`
      : '';
  return `<section class="file"><h2>${escapeHtml(file)}</h2><p class="facts">${facts}</p>
${problems.map(problemBlock).join('')}
${withFindings.map((form) => formBlock(form, cross.get(form.key) ?? [])).join('\n')}
${cleanList}</section>
`;
}

function problemBlock({ code, severity, message, remedy, place }: Problem): string {
  const word = severity === 'error' ? '■ 读取错误' : '▲ 读取提示';
  const at = place?.spans.length ? `第 ${lineOf(place)} 行：` : '';
  return `<p class="problem ${severity}"><b>${word}</b> ${at}${escapeHtml(message)}。${escapeHtml(remedy)} <small>${escapeHtml(code)}</small></p>`;
}

function formBlock(form: CheckedForm, cross: readonly CrossFinding[]): string {
  const rows = [...form.findings.map((finding) => findingRow(finding, '')), ...cross.map(crossRow)];
  return `<article><h3>${escapeHtml(formHeading(form))}</h3>
<table class="findings"><thead><tr><th>程度</th><th>位置</th><th>问题与处理</th></tr></thead><tbody>${rows.join('')}</tbody></table></article>`;
}

function findingRow(finding: CheckedForm['findings'][number] | CrossFinding, more: string): string {
  const { severity, code, at, place, message, remedy } = finding;
  const span = place?.spans[0];
  const where = span ? `<small>第 ${span.line} 行第 ${span.column} 列</small>` : '';
  return `<tr><td>${mark(severity)}<small><a href="#${escapeHtml(code)}">${escapeHtml(code)}</a></small></td><td>${fieldWords(at[0] ?? '')}${where}</td><td>${escapeHtml(message)}<small>${escapeHtml(remedy)}</small>${more}</td></tr>`;
}

function crossRow(finding: CrossFinding): string {
  const others = finding.others.map(
    ({ form, place }) =>
      `<li>${escapeHtml(formHeading(form))}，${escapeHtml(place.file)} 第 ${lineOf(place)} 行</li>`,
  );
  return findingRow(finding, others.length > 0 ? `<small>另见：<ul>${others.join('')}</ul></small>` : '');
}

function appendix(rules: readonly Rule[]): string {
  const items = rules.map(({ code, title, rationale, citation }) => {
    const basis = `${citation.source}${citation.clause ?? ''}`;
    return `<dt id="${escapeHtml(code)}">${escapeHtml(code)} ${escapeHtml(title)}</dt><dd>${escapeHtml(rationale)}<small>依据：${escapeHtml(basis)}</small></dd>`;
  });
  return `<section class="rules"><h2>规则说明</h2><dl>${items.join('')}</dl></section>`;
}
