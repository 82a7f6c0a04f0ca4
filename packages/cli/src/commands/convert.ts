import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { templateById, TEMPLATES } from '@jiheng/regulation';

import { inputPaths, stemOf } from '../input/input.ts';
import { streamSink, writeWhole } from '../output/sink.ts';
import { problemText } from '../output/words.ts';
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
import type { ConvertFormat, ConvertOutput } from '../work/task.ts';
import { CombinedFiles, type TakeNames } from './combined-files.ts';

export interface ConvertCommandOptions extends CommonOptions {
  readonly to: readonly ConvertFormat[];
  readonly out: string;
  readonly template?: string;
  readonly plan: boolean;
  /** One file of each format over all inputs. */
  readonly combine: boolean;
}

/** `jiheng convert`: documents to official papers. */
export async function convert(
  session: Session,
  files: readonly string[],
  options: ConvertCommandOptions,
): Promise<Exit> {
  const { template, plan, out } = options;
  if (template !== undefined && !templateById(template))
    throw new UsageError(`没有表样 ${template}`, `可用的表样：\n${templateList()}`);
  const inputs = await findInputs(session, files);
  const stdout = streamSink(session.stdout);
  const stderr = streamSink(session.stderr);
  const takeNames = plan ? undefined : await namesIn(out, inputPaths(inputs));
  const over = formatsOverAll(options);
  const all =
    takeNames && over.length > 0
      ? new CombinedFiles({ formats: over, folder: out, takeNames, template, now: new Date() })
      : undefined;
  let unreadable = 0;
  let refused = 0;
  const to = plan || options.combine ? [] : options.to.filter((format) => format !== 'summary');
  const task = { to, template, isCollected: all !== undefined };
  await workThrough(session, inputs, 'convert', task, options, async (result) => {
    const { output } = result;
    if (isUnreadable(result)) unreadable += 1;
    refused += output?.problems.length ?? 0;
    const problems = result.problems.map(problemText).join('') + (output ? remarks(output) : '');
    if (problems !== '') await stderr.write(`${result.file}\n${problems}`);
    if (!output) return;
    await all?.add(result.file, output.collected);
    const names = takeNames ? writeFiles(out, takeNames, stemOf(result.file), output.files) : [];
    const written = names.length > 0 ? `，已写入 ${names.join('、')}` : all ? '' : '，未写入文件';
    await stdout.write(`${result.file}：${output.forms} 张表${written}\n`);
  });
  const made = await all?.finish();
  if (made) {
    refused += made.problems.length;
    await stderr.write(remarks({ leftOut: [], problems: made.problems }));
    if (made.names.length > 0)
      await stdout.write(`全部 ${made.forms} 张表，已写入 ${made.names.join('、')}\n`);
  }
  if (unreadable > 0) return EXIT.unreadable;
  return refused > 0 ? EXIT.findings : EXIT.clean;
}

/** Number and name of each template, one to a line. */
function templateList(): string {
  const longest = Math.max(...TEMPLATES.map(({ id }) => id.length));
  return TEMPLATES.map(({ id, regionName, title }) => `  ${id.padEnd(longest)}  ${regionName} ${title}`).join(
    '\n',
  );
}

/** Formats of which there is one file over all inputs. */
function formatsOverAll({ to, combine }: ConvertCommandOptions): readonly ConvertFormat[] {
  return combine ? to : to.filter((format) => format === 'summary');
}

/** What the papers leave out, and what was refused. */
function remarks({ leftOut, problems }: Pick<ConvertOutput, 'leftOut' | 'problems'>): string {
  const lists = leftOut.map(
    ({ form, fields }) =>
      `  ▲ 表样没有以下 ${fields.length} 项内容的位置：${form}\n${fields.map((field) => `      ${oneLine(field)}\n`).join('')}`,
  );
  const refusals = problems.map(
    ({ code, message, remedy }) => `  ■ 未导出  ${code}  ${message}\n      处理：${remedy}\n`,
  );
  return [...lists, ...refusals].join('');
}

const LONGEST_FIELD = 80;

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > LONGEST_FIELD ? `${line.slice(0, LONGEST_FIELD)}…` : line;
}

/** Names in a folder; a name that is taken gets a number, the same for all formats of one stem. */
async function namesIn(folder: string, taken: Set<string>): Promise<TakeNames> {
  await mkdir(folder, { recursive: true });
  return (stem, extensions) => {
    const namesOf = (own: string): string[] => extensions.map((extension) => `${own}.${extension}`);
    let names = namesOf(stem);
    for (let number = 2; names.some((name) => taken.has(resolve(folder, name))); number += 1)
      names = namesOf(`${stem}-${number}`);
    for (const name of names) taken.add(resolve(folder, name));
    return names;
  };
}

/** The files of one input: `<stem>.docx` and so on. */
function writeFiles(
  folder: string,
  takeNames: TakeNames,
  stem: string,
  files: ConvertOutput['files'],
): readonly string[] {
  const names = takeNames(
    stem,
    files.map(({ extension }) => extension),
  );
  files.forEach(({ bytes }, index) => {
    writeWhole(join(folder, names[index] ?? stem), bytes);
  });
  return names;
}
