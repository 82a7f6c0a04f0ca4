import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';

import type { Place, PlacedFinding, Problem, Rule, Severity } from '@jiheng/domain';
import type * as Sarif from 'sarif';

import { STDIN_NAME } from '../input/input.ts';
import type { FileResult } from '../work/task.ts';
import type { CheckWriter } from './check-report.ts';
import { formHeading } from './words.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Severity, Sarif.ReportingConfiguration.level>> = {
  error: 'error',
  warning: 'warning',
  advice: 'note',
};
const BASIS_WORDS: Readonly<Record<Rule['citation']['basis'], string>> = {
  published: '公开文件',
  recall: '待核对原文',
  craft: '经验规则',
};

/**
 * Findings as SARIF 2.1.0, written file by file. Faults of reading are notifications of the run, not results: they say
 * something about the input, not about a form.
 */
export function sarifWriter(version: string): CheckWriter {
  let rules: readonly Rule[] = [];
  let isFirst = true;
  const artifacts: Sarif.Artifact[] = [];
  const notifications: Sarif.Notification[] = [];
  const ruleIndex = (id: string): number => rules.findIndex((rule) => rule.id === id);
  const print = (results: readonly Sarif.Result[]): string => {
    const text = results.map((result) => JSON.stringify(result)).join(',\n');
    if (text === '') return '';
    const comma = isFirst ? '' : ',\n';
    isFirst = false;
    return comma + text;
  };
  return {
    begin(selected) {
      rules = selected;
      const driver: Sarif.ToolComponent = {
        name: 'jiheng',
        fullName: '绩衡 财政项目支出绩效审核',
        version,
        language: 'zh-CN',
        rules: rules.map(descriptor),
      };
      const head = `"tool":${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits"`;
      return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{${head},"results":[\n`;
    },
    file(result) {
      artifacts.push(artifact(result));
      notifications.push(...result.problems.map((problem) => notification(problem, result.file)));
      const forms = result.output?.forms ?? [];
      return print(
        forms.flatMap((form) => form.findings.map((f) => resultOf(f, form.place, ruleIndex(f.ruleId)))),
      );
    },
    end({ crossFindings, totals }) {
      const results = crossFindings.map((finding) => ({
        ...resultOf(finding, finding.form.place, ruleIndex(finding.ruleId)),
        relatedLocations: finding.others.map(({ form, place }, id) => ({
          ...location(place),
          id,
          message: { text: formHeading(form) },
        })),
      }));
      const invocation: Sarif.Invocation = {
        executionSuccessful: totals.unreadable === 0,
        toolExecutionNotifications: notifications,
      };
      const tail = `"artifacts":${JSON.stringify(artifacts)},"invocations":${JSON.stringify([invocation])}`;
      return `${print(results)}\n],${tail}}]}\n`;
    },
  };
}

function descriptor(rule: Rule): Sarif.ReportingDescriptor {
  const { code, id, title, severity, rationale, citation, messages } = rule;
  const basis = `${citation.source}${citation.clause ?? ''}（${BASIS_WORDS[citation.basis]}）`;
  const remedies = [...new Set(Object.values(messages).map(({ remedy }) => remedy))];
  return {
    id: code,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: rationale },
    help: { text: `${title}。${rationale}\n处理：${remedies.join('；')}\n依据：${basis}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { scope: rule.scope, effectiveFrom: rule.effective.from },
  };
}

function resultOf(finding: Omit<PlacedFinding, 'others'>, formPlace: Place, ruleIndex: number): Sarif.Result {
  return {
    ruleId: finding.code,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: LEVELS[finding.severity],
    message: { text: `${finding.message}。${finding.remedy}` },
    locations: [
      {
        ...location(finding.place ?? formPlace),
        logicalLocations: finding.at.map((path) => ({ fullyQualifiedName: path || '/', kind: 'member' })),
      },
    ],
  };
}

/** Physical place; a cell joined over several lines reaches from its first to its last span. */
function location(place: Place): Sarif.Location {
  const first = place.spans[0] ?? { line: 1, column: 1, toColumn: 1 };
  const last = place.spans.at(-1) ?? first;
  const region: Sarif.Region = {
    startLine: first.line,
    startColumn: first.column,
    ...(last.line > first.line ? { endLine: last.line } : {}),
    endColumn: last.line > first.line ? last.toColumn : Math.max(first.toColumn, first.column),
  };
  return { physicalLocation: { artifactLocation: { uri: artifactUri(place.file) }, region } };
}

/** URI of a file as the user named it: relative names stay relative to where the command ran. */
export function artifactUri(file: string): string {
  if (file === STDIN_NAME) return 'stdin';
  if (isAbsolute(file)) return pathToFileURL(file).href;
  const slashed = process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
  return slashed
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function artifact({ file, sha256, output }: FileResult<'check'>): Sarif.Artifact {
  return {
    location: { uri: artifactUri(file) },
    ...(output ? { length: output.bytes } : {}),
    ...(sha256 ? { hashes: { 'sha-256': sha256 } } : {}),
  };
}

function notification({ code, severity, message, remedy, place }: Problem, file: string): Sarif.Notification {
  return {
    descriptor: { id: code },
    level: severity,
    message: { text: `${message}。${remedy}` },
    locations: [location(place ?? { file, spans: [] })],
  };
}
