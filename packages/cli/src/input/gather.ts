import { readdir, stat } from 'node:fs/promises';
import { createReadStream, type Dirent } from 'node:fs';
import { extname, isAbsolute, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { glob, isDynamicPattern } from 'tinyglobby';

import { STDIN_NAME, problemInput, type Input } from './input.ts';
import { emptyFolder, errorCode, noMatch, notFound, openFailed, tooLarge } from './problems.ts';
import { readAtMost } from './read-at-most.ts';

/** What is taken from a folder; a file named by itself is always read. */
const FOLDER_EXTENSIONS = [
  'txt',
  'text',
  'md',
  'csv',
  'tsv',
  'docx',
  'doc',
  'xlsx',
  'xls',
  'pdf',
  'wps',
  'et',
  'html',
  'htm',
];

const IN_FOLDER = new Set(FOLDER_EXTENSIONS);

export interface GatherOptions {
  readonly maxBytes: number;
  readonly stdin: Readable;
}

/**
 * Files, folders (recursive), globs and `-` to a list of inputs: in the order of the arguments, sorted within a folder or
 * glob, each path once. Nothing is opened here but pipes, so the list of ten thousand files costs ten thousand stats.
 */
export async function gatherInputs(args: readonly string[], options: GatherOptions): Promise<Input[]> {
  const inputs: Input[] = [];
  const seen = new Set<string>();
  for (const arg of args) {
    for (const found of arg === '-' ? [arg] : await namesOf(arg)) {
      const name = typeof found === 'string' ? found : found.name;
      const key = name === '-' ? name : resolve(name);
      if (seen.has(key)) continue;
      seen.add(key);
      inputs.push(typeof found === 'string' ? await inputOf(found, options) : found);
    }
  }
  return inputs;
}

/** Paths that one argument stands for, or the fault that it stands for none. */
async function namesOf(arg: string): Promise<readonly (string | Input)[]> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(arg)).isDirectory();
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? matchesOf(arg) : [problemInput(arg, openFailed(arg, error))];
  }
  if (!isFolder) return [arg];
  const files = await filesBelow(arg);
  return files.length > 0 ? files : [problemInput(arg, emptyFolder(arg, FOLDER_EXTENSIONS.join('、')))];
}

async function matchesOf(arg: string): Promise<readonly (string | Input)[]> {
  const pattern = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  if (!isDynamicPattern(pattern)) return [problemInput(arg, notFound(arg))];
  const files = await glob(pattern, {
    absolute: isAbsolute(pattern),
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return files.length > 0 ? files.sort() : [problemInput(arg, noMatch(arg))];
}

/** Readable files below a folder, sorted; hidden ones and links to folders are left out. */
async function filesBelow(folder: string): Promise<(string | Input)[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return [problemInput(folder, openFailed(folder, error))];
  }
  const files: (string | Input)[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (IN_FOLDER.has(extname(entry.name).slice(1).toLowerCase())) files.push(path);
  }
  return files;
}

async function inputOf(name: string, { maxBytes, stdin }: GatherOptions): Promise<Input> {
  if (name === '-') return streamInput(STDIN_NAME, stdin, maxBytes);
  try {
    const found = await stat(name);
    if (found.isFile()) {
      if (found.size > maxBytes) return problemInput(name, tooLarge(name, maxBytes));
      return { name, size: found.size, source: { kind: 'file', path: name } };
    }
    return await streamInput(name, createReadStream(name), maxBytes);
  } catch (error) {
    return problemInput(name, openFailed(name, error));
  }
}

/** Pipes tell no size, so they are read at once and given up at the limit. */
async function streamInput(name: string, stream: Readable, maxBytes: number): Promise<Input> {
  const bytes = await readAtMost(stream, maxBytes);
  if (!bytes) return problemInput(name, tooLarge(name, maxBytes));
  return { name, size: bytes.length, source: { kind: 'bytes', bytes } };
}
