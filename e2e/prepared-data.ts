import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the first file of a run: where the data folders are kept that all files begin with (see product.ts). */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'jiheng-prepared-'));
  chmodSync(folder, 0o755);
  process.env['JIHENG_E2E_FOLDER'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
