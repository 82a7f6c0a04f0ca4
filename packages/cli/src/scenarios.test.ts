import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Scenario files: documents, commands and expected output in one file a person can read. Blocks begin with `=== `:
 *
 * - `file NAME`           the lines that follow, as UTF-8
 * - `copy NAME FROM`      a file of fixtures/
 * - `bytes NAME HEX`      exact bytes
 * - `repeat NAME N TEXT`  TEXT N times on one line
 * - `many NAME N FROM`    a file of fixtures/ N times over
 * - `sparse NAME SIZE`    a file of SIZE zero bytes that takes no disk space
 * - `stdin`               input of the next command
 * - `run ARGUMENTS`       jiheng with these arguments, split at blanks
 * - `exit CODE`, `stdout`, `stderr`, `result NAME`  what the last command must have given
 *
 * In expected text a line `…` stands for any lines, and … within a line for any text.
 */
const SCENARIOS = new URL('../scenarios/', import.meta.url);
const FIXTURES = new URL('../fixtures/', import.meta.url);
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

interface Block {
  readonly word: string;
  readonly rest: string;
  readonly body: string;
}

interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function parse(text: string): { title: string; blocks: Block[] } {
  const [head = '', ...parts] = text.split(/^=== /m);
  const blocks = parts.map((part) => {
    const [line = '', ...body] = part.split('\n');
    const [word = '', ...rest] = line.split(' ');
    return { word, rest: rest.join(' '), body: body.join('\n').replace(/\n+$/, '\n') };
  });
  return { title: head.replace(/^#\s*/, '').trim(), blocks };
}

function runCli(folder: string, args: readonly string[], stdin: string): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--conditions=@jiheng/source', '--import', TSX, MAIN, ...args], {
      cwd: folder,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', fail);
    child.on('close', (exit) => {
      done({ exit, stdout, stderr });
    });
    child.stdin.end(stdin);
  });
}

/** Makes the input file a block describes. */
async function make(folder: string, { word, rest, body }: Block): Promise<void> {
  const [name = '', ...more] = rest.split(' ');
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  if (word === 'file') await writeFile(path, body);
  else if (word === 'copy') await writeFile(path, await readFile(new URL(more.join(' '), FIXTURES)));
  else if (word === 'many')
    await writeFile(path, (await readFile(new URL(more[1] ?? '', FIXTURES), 'utf8')).repeat(Number(more[0])));
  else if (word === 'bytes') await writeFile(path, Buffer.from(more.join(''), 'hex'));
  else if (word === 'repeat') await writeFile(path, more.slice(1).join(' ').repeat(Number(more[0])));
  else if (word === 'sparse') {
    const file = await open(path, 'w');
    await file.truncate(Number(more[0]));
    await file.close();
  } else throw new Error(`unknown block: ${word}`);
}

function pattern(expected: string): RegExp {
  const lines = expected === '' ? [] : expected.replace(/\n$/, '').split('\n');
  const source = lines.map((line) =>
    line === '…'
      ? '(?:.*\n)*?'
      : `${line
          .split('…')
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}\n`,
  );
  return new RegExp(`^${source.join('')}$`);
}

async function play(folder: string, blocks: readonly Block[]): Promise<number> {
  let stdin = '';
  let outcome: Outcome | undefined;
  let expectations = 0;
  for (const block of blocks) {
    const { word, rest, body } = block;
    if (word === 'stdin') stdin = body;
    else if (word === 'run') {
      outcome = await runCli(folder, rest.split(' ').filter(Boolean), stdin);
      stdin = '';
    } else if (word === 'exit' || word === 'stdout' || word === 'stderr' || word === 'result') {
      if (!outcome) throw new Error(`${word} before run`);
      expectations += 1;
      if (word === 'exit') expect(outcome.exit, outcome.stderr).toBe(Number(rest));
      else if (word === 'result') expect(await readFile(join(folder, rest), 'utf8')).toMatch(pattern(body));
      else expect(outcome[word]).toMatch(pattern(body));
    } else await make(folder, block);
  }
  return expectations;
}

const scenarios = await Promise.all(
  (await readdir(SCENARIOS))
    .filter((name) => name.endsWith('.scenario'))
    .sort()
    .map(async (name) => ({ name, ...parse(await readFile(new URL(name, SCENARIOS), 'utf8')) })),
);

describe('the command line', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'jiheng-scenarios-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(scenarios)('$name: $title', { timeout: 120_000 }, async ({ name, blocks }) => {
    const folder = join(root, name);
    await mkdir(folder);
    expect(await play(folder, blocks)).toBeGreaterThan(0);
  });
});
