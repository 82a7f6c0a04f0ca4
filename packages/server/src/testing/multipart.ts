import { randomBytes } from 'node:crypto';

/** A file as a test drops it. */
export interface UploadedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files as the browser sends them. */
export function multipart(files: readonly UploadedFile[]): {
  readonly headers: Record<string, string>;
  readonly payload: Buffer;
} {
  const boundary = `jiheng-${randomBytes(12).toString('hex')}`;
  const pieces = files.flatMap(({ name, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name.replaceAll('"', '%22')}"\r\nContent-Type: text/plain\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
