import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';

/** 原件库: bytes by their SHA-256, per tenant. One interface for a local folder and, later, an object store. */
export interface FileStore {
  /** Keeps the bytes durably before it returns; equal bytes of one tenant are kept once. */
  put(
    tenantId: string,
    content: Uint8Array | Readable,
  ): Promise<{ readonly sha256: string; readonly bytes: number }>;
  read(tenantId: string, sha256: string): Promise<Buffer>;
  stream(tenantId: string, sha256: string): Readable;
  has(tenantId: string, sha256: string): Promise<boolean>;
  /** Takes the bytes away; nothing happens when they are not there. Originals are never removed. */
  remove(tenantId: string, sha256: string): Promise<void>;
  /**
   * Takes away what a killed process left half written, and what is not wanted. For the start of a process that has the store
   * to itself.
   */
  clean(isWanted: (tenantId: string, sha256: string) => Promise<boolean>): Promise<void>;
}

const UNFINISHED = 'unfinished-';

/** A file store in a folder: `<tenant>/<first two digits>/<sha256>`, written under another name and renamed when whole. */
export function localFileStore(folder: string): FileStore {
  const place = (tenantId: string, sha256: string): string =>
    join(folder, tenantId, sha256.slice(0, 2), sha256);
  const has = (tenantId: string, sha256: string): Promise<boolean> =>
    access(place(tenantId, sha256)).then(
      () => true,
      () => false,
    );
  return {
    has,
    read: (tenantId, sha256) => readFile(place(tenantId, sha256)),
    remove: (tenantId, sha256) => rm(place(tenantId, sha256), { force: true }),
    async clean(isWanted) {
      const paths = await readdir(folder, { recursive: true }).catch(() => []);
      for (const path of paths) {
        const [tenantId = '', first = '', sha256] = path.split(sep);
        const isUnwanted =
          sha256 === undefined ? first.startsWith(UNFINISHED) : !(await isWanted(tenantId, sha256));
        if (isUnwanted) await rm(join(folder, path), { force: true });
      }
    },
    stream: (tenantId, sha256) => createReadStream(place(tenantId, sha256)),
    async put(tenantId, content) {
      const temporary = join(folder, tenantId, `${UNFINISHED}${randomUUID()}`);
      await mkdir(dirname(temporary), { recursive: true });
      try {
        const written = await writeWhole(temporary, content);
        const target = place(tenantId, written.sha256);
        if (await has(tenantId, written.sha256)) return written;
        await mkdir(dirname(target), { recursive: true });
        await rename(temporary, target);
        await syncFolder(dirname(target));
        return written;
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

async function writeWhole(
  path: string,
  content: Uint8Array | Readable,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file: FileHandle = await open(path, 'wx', 0o640);
  try {
    for await (const chunk of content instanceof Uint8Array
      ? [content]
      : (content as AsyncIterable<Uint8Array>)) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Makes the new name itself durable. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
