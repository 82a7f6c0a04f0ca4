import { resolve } from 'node:path';

import { createSetChecker, type Rule } from '@jiheng/domain';
import { RULES, SET_RULES } from '@jiheng/regulation';

import { inputPaths, type Input } from '../input/input.ts';
import { jsonWriter } from '../output/check-json.ts';
import type { CheckTotals, CheckWriter } from '../output/check-report.ts';
import { textWriter, totalsText } from '../output/check-text.ts';
import { htmlWriter } from '../output/html.ts';
import { sarifWriter } from '../output/sarif.ts';
import { fileSink, streamSink, type Sink } from '../output/sink.ts';
import {
  EXIT,
  findInputs,
  isUnreadable,
  workThrough,
  type CommonOptions,
  type Exit,
  type Session,
} from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';
import { FormRegister } from './form-register.ts';
import { selectRules, type RuleChoice } from './select-rules.ts';

export interface CheckCommandOptions extends CommonOptions, RuleChoice {
  readonly format: 'text' | 'json' | 'sarif' | 'html';
  readonly out?: string;
}

/** `jiheng check`: form rules on every form, set rules over all files together. */
export async function check(
  session: Session,
  files: readonly string[],
  options: CheckCommandOptions,
): Promise<Exit> {
  const rules = selectRules(RULES, options);
  const inputs = await findInputs(session, files);
  if (options.out !== undefined && inputPaths(inputs).has(resolve(options.out)))
    throw new UsageError('--out 指向要读取的文件', '请换一个文件名，以免覆盖原文件');
  const sink = options.out === undefined ? streamSink(session.stdout) : await fileSink(options.out);
  let totals: CheckTotals;
  try {
    totals = await report(session, inputs, rules, options, sink);
  } catch (error) {
    await sink.discard();
    throw error;
  }
  await sink.close();
  if (options.out !== undefined)
    await streamSink(session.stdout).write(`${totalsText(totals)}已写入 ${options.out}\n`);
  if (totals.unreadable > 0) return EXIT.unreadable;
  return totals.findings.error > 0 ? EXIT.findings : EXIT.clean;
}

async function report(
  session: Session,
  inputs: readonly Input[],
  rules: readonly Rule[],
  options: CheckCommandOptions,
  sink: Sink,
): Promise<CheckTotals> {
  const ids = new Set(rules.map(({ id }) => id));
  const setChecker = createSetChecker(SET_RULES.filter(({ id }) => ids.has(id)));
  const register = new FormRegister();
  const totals: CheckTotals = {
    files: 0,
    unreadable: 0,
    forms: 0,
    findings: { error: 0, warning: 0, advice: 0 },
  };
  const writer = writerOf(options.format);
  await sink.write(writer.begin(rules));
  await workThrough(session, inputs, 'check', { rules: [...ids] }, options, async (read) => {
    const result = register.add(read, setChecker);
    totals.files += 1;
    totals.unreadable += isUnreadable(result) ? 1 : 0;
    totals.forms += result.output?.forms.length ?? 0;
    for (const { findings } of result.output?.forms ?? []) count(findings, totals);
    await sink.write(writer.file(result));
  });
  const crossFindings = register.crossFindings(setChecker);
  count(crossFindings, totals);
  await sink.write(writer.end({ crossFindings, totals }));
  return totals;
}

function count(findings: readonly { readonly severity: Rule['severity'] }[], totals: CheckTotals): void {
  for (const { severity } of findings) totals.findings[severity] += 1;
}

function writerOf(format: CheckCommandOptions['format']): CheckWriter {
  switch (format) {
    case 'text':
      return textWriter();
    case 'json':
      return jsonWriter();
    case 'sarif':
      return sarifWriter(VERSION);
    case 'html':
      return htmlWriter(new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }));
  }
}
