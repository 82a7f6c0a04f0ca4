import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Office files and PDF are packed already. */
  readonly isPacked: boolean;
}

/** 压缩包 piece by piece: an entry is asked for when those before it have left, so only one of them is in memory. */
export async function* zipFile(
  entries: AsyncIterable<ZipEntry>,
  modified: Date,
): AsyncGenerator<Buffer, void, undefined> {
  const zip = new ZipFile();
  const output = zip.outputStream;
  const waiting = function* (): Generator<Buffer> {
    for (let chunk = output.read() as Buffer | null; chunk !== null; chunk = output.read() as Buffer | null)
      yield chunk;
  };
  for await (const { name, bytes, isPacked } of entries) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    zip.addBuffer(content, name, { mtime: modified, compress: !isPacked });
    yield* waiting();
  }
  zip.end();
  for await (const chunk of output) yield chunk as Buffer;
}
