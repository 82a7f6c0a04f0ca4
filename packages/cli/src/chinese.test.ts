import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { run } from './program.ts';
import type { Session } from './session.ts';

async function call(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const session = { stdin: new PassThrough(), stdout: out, stderr: err } as unknown as Session;
  const exit = await run(args, session);
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { exit, out: text(out), err: text(err) };
}

/** Words of the command line itself, names and formats; everything else must be Chinese. */
const ALLOWED =
  /--?[a-z-]+|\b(jiheng|read|verify|score|check|convert|help|docx|xlsx|pdf|ID|Word|Excel|PDF|text|json|exchange|summary|sarif|html|error|warning|advice|V|txt)\b|\d/g;

describe('the words of the command line', () => {
  it.each([
    [],
    ['--help'],
    ['read', '--help'],
    ['score', '--help'],
    ['check', '--help'],
    ['convert', '--help'],
    ['help', 'check'],
  ])('are Chinese throughout: jiheng %s %s', async (...args) => {
    const { exit, out, err } = await call(...args);
    expect([exit, err]).toEqual([0, '']);
    expect(out).toContain('用法：');
    expect(out.replace(ALLOWED, '')).not.toMatch(/[A-Za-z]{2,}/);
  });

  it.each([
    [['chek', 'a'], '没有命令 chek，是否要用 check'],
    [['check', 'a', '--formt', 'x'], '没有选项 --formt，是否要用 --format'],
    [['check'], '缺少参数：文件'],
    [
      ['check', 'a', '--format', 'xml'],
      '选项 -f, --format <格式> 的取值不正确，可选 text、json、sarif、html',
    ],
    [['check', 'a', '--out'], '选项 -o, --out <文件> 后面缺少取值'],
    [['read', 'a', '--jobs', '0'], '选项 --jobs <数> 的取值不正确，应为 1 至 999 的整数'],
    [['read', 'a', '--timeout', 'x'], '选项 --timeout <秒> 的取值不正确，应为大于 0 的秒数'],
    [['read', 'a', '--format', 'text', '--out', 'b'], '--format text 不能与 --out 同用'],
  ])('explain wrong use: %j', async (args, message) => {
    const { exit, out, err } = await call(...args);
    expect([exit, out]).toEqual([2, '']);
    expect(err.split('\n')[0]).toBe(message);
  });
});
