import type { MessagePort } from 'node:worker_threads';
import { readTables, type DataTables } from '@jiheng/documents';

/** Lists of an Excel workbook. Runs in a thread of its own. */
export function readTablesTask({
  bytes,
  port,
}: {
  readonly bytes: Uint8Array;
  readonly port: MessagePort;
}): DataTables {
  port.close();
  return readTables(bytes);
}
