import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';

/** Where a command writes to. Waits when the receiver is slower than we are. */
export interface Sink {
  readonly write: (text: string) => Promise<void>;
  /** Makes the result visible under its name. */
  readonly close: () => Promise<void>;
}

export function streamSink(stream: Writable): Sink {
  return {
    async write(text) {
      if (text !== '' && !stream.write(text)) await once(stream, 'drain');
    },
    close: () => Promise.resolve(),
  };
}

function temporaryName(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.tmp`;
}

/** A file that appears whole or not at all. */
export async function fileSink(path: string): Promise<Sink> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryName(path);
  const stream = createWriteStream(temporary);
  await once(stream, 'open');
  const inner = streamSink(stream);
  return {
    write: inner.write,
    async close() {
      stream.end();
      await once(stream, 'close');
      await rename(temporary, path);
    },
  };
}

/** Writes a whole file under its name in one step. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
