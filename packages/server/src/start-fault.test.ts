import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startFault } from './start-fault.ts';

it('names a place that cannot be written, and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-fault-'));
  const file = join(folder, '占用');
  await writeFile(file, '');
  const error: unknown = await mkdir(join(file, 'data')).catch((thrown: unknown) => thrown);
  await rm(folder, { recursive: true });
  expect(startFault(error)).toContain(`${join(file, 'data')} 上级不是文件夹。`);
  expect(startFault(error)).toContain('JIHENG_DATA');
});

it('leaves other faults to be told whole', () => {
  expect(startFault(new Error('something else'))).toBeUndefined();
  expect(startFault('text')).toBeUndefined();
});
