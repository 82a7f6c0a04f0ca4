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
import { CombinedFiles } from './combined-files.ts';

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
    throw new UsageError(`没有表样 ${template}`, `可用的表样：${TEMPLATES.map(({ id }) => id).join('、')}`);
  const inputs = await findInputs(session, files);
  const stdout = streamSink(session.stdout);
  const stderr = streamSink(session.stderr);
  const store = plan ? undefined : await fileStore(out, inputPaths(inputs));
  const over = plan ? [] : formatsOverAll(options);
  const all = new CombinedFiles(over);
  let unreadable = 0;
  let refused = 0;
  const to = plan || options.combine ? [] : options.to.filter((format) => format !== 'summary');
  const task = { to, template, isCollected: over.length > 0 };
  await workThrough(session, inputs, 'convert', task, options, async (result) => {
    const { output } = result;
    if (isUnreadable(result)) unreadable += 1;
    refused += output?.problems.length ?? 0;
    const problems = result.problems.map(problemText).join('') + (output ? remarks(output) : '');
    if (problems !== '') await stderr.write(`${result.file}\n${problems}`);
    if (!output) return;
    all.add(result.file, output);
    const names = store?.(result.file, output.files) ?? [];
    const written = names.length > 0 ? `，已写入 ${names.join('、')}` : over.length > 0 ? '' : '，未写入文件';
    await stdout.write(`${result.file}：${output.forms} 张表${written}\n`);
  });
  for (const { stem, files: made, problems } of await all.write(new Date())) {
    refused += problems.length;
    await stderr.write(remarks({ leftOut: [], problems }));
    const names = store?.(stem, made) ?? [];
    if (names.length > 0) await stdout.write(`全部 ${all.forms} 张表，已写入 ${names.join('、')}\n`);
  }
  if (unreadable > 0) return EXIT.unreadable;
  return refused > 0 ? EXIT.findings : EXIT.clean;
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

type Store = (file: string, files: ConvertOutput['files']) => string[];

/** `<stem>.docx` and so on; a name that is taken gets a number, the same for all formats of one input. */
async function fileStore(folder: string, taken: Set<string>): Promise<Store> {
  await mkdir(folder, { recursive: true });
  return (file, files) => {
    const stem = stemOf(file);
    const namesOf = (own: string): string[] => files.map(({ extension }) => `${own}.${extension}`);
    let names = namesOf(stem);
    for (let number = 2; names.some((name) => taken.has(resolve(folder, name))); number += 1)
      names = namesOf(`${stem}-${number}`);
    files.forEach(({ bytes }, index) => {
      const name = names[index] ?? stem;
      taken.add(resolve(folder, name));
      writeWhole(join(folder, name), bytes);
    });
    return names;
  };
}
