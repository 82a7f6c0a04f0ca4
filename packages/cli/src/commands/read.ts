import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { inputPaths, stemOf, type Input } from '../input/input.ts';
import { streamSink, writeWhole, type Sink } from '../output/sink.ts';
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
import type { FileResult, ReadOptions } from '../work/task.ts';

export interface ReadCommandOptions extends CommonOptions, ReadOptions {
  readonly out?: string;
}

/** `jiheng read`: documents to records. */
export async function read(
  session: Session,
  files: readonly string[],
  options: ReadCommandOptions,
): Promise<Exit> {
  const inputs = await findInputs(session, files);
  const writer =
    options.out === undefined ? streamWriter(session, options) : await folderWriter(options.out, inputs);
  const stderr = streamSink(session.stderr);
  let unreadable = 0;
  const { format, residue } = options;
  await writer.begin();
  await workThrough(session, inputs, 'read', { format, residue }, options, async (result) => {
    if (isUnreadable(result)) unreadable += 1;
    const problems = result.problems.map(problemText).join('');
    if (problems !== '') await stderr.write(`${result.file}\n${problems}`);
    const warning = await writer.file(result);
    if (warning !== undefined) await stderr.write(`${warning}\n`);
  });
  await writer.end();
  return unreadable > 0 ? EXIT.unreadable : EXIT.clean;
}

interface ReadWriter {
  begin(): Promise<void>;
  /** Resolves to a remark for the user, if there is one. */
  file(result: FileResult<'read'>): Promise<string | undefined>;
  end(): Promise<void>;
}

/** Text as it is; JSON as one list, one file a line. */
function streamWriter(session: Session, { format }: ReadOptions): ReadWriter {
  const sink: Sink = streamSink(session.stdout);
  const isList = format !== 'text';
  let separator = '';
  return {
    begin: () => sink.write(isList ? '[\n' : ''),
    async file({ output }) {
      if (!output) return undefined;
      await sink.write(isList ? separator + output.text : output.text);
      separator = ',\n';
      return undefined;
    },
    end: () => sink.write(isList ? '\n]\n' : ''),
  };
}

/** One file per input, `<stem>.json`; a stem that is taken gets a number, for nothing may be overwritten unnoticed. */
async function folderWriter(folder: string, inputs: readonly Input[]): Promise<ReadWriter> {
  await mkdir(folder, { recursive: true });
  const taken = inputPaths(inputs);
  return {
    begin: () => Promise.resolve(),
    file({ file, output }) {
      if (!output) return Promise.resolve(undefined);
      const stem = stemOf(file);
      let name = `${stem}.json`;
      for (let number = 2; taken.has(resolve(folder, name)); number += 1) name = `${stem}-${number}.json`;
      taken.add(resolve(folder, name));
      writeWhole(join(folder, name), `${output.text}\n`);
      const isOwn = name === `${stem}.json`;
      return Promise.resolve(isOwn ? undefined : `${file}：有同名文件，结果写入 ${name}`);
    },
    end: () => Promise.resolve(),
  };
}
