import { describe, expect, it, vi } from 'vitest';

import { writePdf } from './write-pdf.ts';

// The npm package as it behaves where its optional native part was not installed.
vi.mock('@myriaddreamin/typst-ts-node-compiler', () => {
  throw new Error('Cannot find native binding.');
});

describe('a machine without the native part of Typst', () => {
  it('is told what is missing and what to do', async () => {
    await expect(writePdf([], { date: null })).rejects.toMatchObject({
      problem: {
        code: 'WRITE-PDF-UNAVAILABLE',
        severity: 'error',
        message: '本机缺少PDF排版组件（Typst），无法生成PDF',
        remedy: expect.stringContaining('npm install') as string,
      },
    });
  });
});
