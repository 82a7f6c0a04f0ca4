import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';

/** Where a command writes to. Waits when the receiver is slower than we are. */
export interface Sink {
  readonly write: (text: string) => Promise<void>;
  /** Makes the result visible under its name. */
  readonly close: () => Promise<void>;
  /** Leaves nothing behind. */
  readonly discard: () => Promise<void>;
}

export function streamSink(stream: Writable): Sink {
  return {
    async write(text) {
      if (text !== '' && !stream.write(text)) await once(stream, 'drain');
    },
    close: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

function temporaryName(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.tmp`;
}

/** A file that appears whole or not at all. */
export async function fileSink(path: string): Promise<Sink> {
  await mkdir(dirname(path), { recursive: true });
  // A device or pipe (/dev/stdout) is written to, never replaced.
  const isReplaced = (await stat(path).catch(() => undefined))?.isFile() ?? true;
  const written = isReplaced ? temporaryName(path) : path;
  const handle = await open(written, 'w');
  return {
    write: (text) => handle.appendFile(text),
    async close() {
      await handle.close();
      if (isReplaced) await rename(written, path);
    },
    async discard() {
      await handle.close();
      if (isReplaced) await rm(written, { force: true });
    },
  };
}

/**
 * Writes a whole file under its name in one step. Blocking: with thousands of small files the turns of the event loop
 * would take longer than the writing, and the main thread has nothing else to do.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
