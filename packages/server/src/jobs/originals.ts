import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OriginalWindow, PageImage } from '@jiheng/documents';
import type { FileStore, StoredDocument, Tenant } from '@jiheng/store';
import type { OriginalFile, OriginalSummary, ReadingPool, WantedLines } from './reading-pool.ts';

/** Page images kept on disk for a bureau, some 400 KB each. */
const KEPT_IMAGES = 500;

type TenantId = Tenant['tenantId'];
type Wanted = Pick<StoredDocument, 'sha256' | 'fileName'>;

export interface WantedPage {
  readonly page: number;
  /** Pixels a point. */
  readonly scale: number;
}

/** 原件: what is shown of the files that forms came from. All work on a file is done in a thread of its own. */
export interface Originals {
  summary(tenantId: TenantId, document: Wanted): Promise<OriginalSummary>;
  /** Undefined for a file without tables and paragraphs. */
  window(tenantId: TenantId, document: Wanted, wanted: WantedLines): Promise<OriginalWindow | undefined>;
  page(tenantId: TenantId, document: Wanted, wanted: WantedPage): Promise<PageImage>;
}

/** Images in a folder; the oldest go when there are too many. They can be drawn again, so nothing is made durable. */
class ImageCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(name: string): Promise<Buffer<ArrayBuffer> | undefined> {
    return readFile(join(this.#folder, name)).catch(() => undefined);
  }

  async write(name: string, image: Uint8Array): Promise<void> {
    const path = join(this.#folder, name);
    const temporary = `${path}.${randomUUID()}`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, image, { mode: 0o600 });
    await rename(temporary, path);
    await this.#prune(dirname(path));
  }

  async #prune(folder: string): Promise<void> {
    const names = await readdir(folder);
    if (names.length <= KEPT_IMAGES) return;
    const age = async (path: string): Promise<number> =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
    const paths = names.map((name) => join(folder, name));
    const aged = await Promise.all(paths.map(async (path) => ({ path, written: await age(path) })));
    aged.sort((a, b) => a.written - b.written);
    for (const { path } of aged.slice(0, KEPT_IMAGES / 4)) await rm(path, { force: true });
  }
}

/** `folder` holds the images of pages that were drawn. */
export function createOriginals(
  files: FileStore,
  pool: Pick<ReadingPool, 'summariseOriginal' | 'originalWindow' | 'drawPage'>,
  folder: string,
): Originals {
  const images = new ImageCache(folder);
  const drawing = new Map<string, Promise<PageImage>>();
  const fileOf = (tenantId: TenantId, { sha256, fileName }: Wanted): OriginalFile => ({
    sha256,
    fileName,
    read: () => files.read(tenantId, sha256),
  });
  const draw = async (
    name: string,
    tenantId: TenantId,
    document: Wanted,
    { page, scale }: WantedPage,
  ): Promise<PageImage> => {
    const kept = await images.read(name);
    if (kept) return { kind: 'image', png: kept };
    const drawn = await pool.drawPage(fileOf(tenantId, document), page, scale);
    // A full disk takes the image from nobody who waits for it.
    if (drawn.kind === 'image') await images.write(name, drawn.png).catch(() => undefined);
    return drawn;
  };
  return {
    summary: (tenantId, document) => pool.summariseOriginal(fileOf(tenantId, document)),
    window: (tenantId, document, wanted) => pool.originalWindow(fileOf(tenantId, document), wanted),
    page(tenantId, document, wanted) {
      const name = join(tenantId, `${document.sha256}-${wanted.page}-${wanted.scale}.png`);
      const known = drawing.get(name);
      if (known) return known;
      const drawn = draw(name, tenantId, document, wanted).finally(() => drawing.delete(name));
      drawing.set(name, drawn);
      return drawn;
    },
  };
}
