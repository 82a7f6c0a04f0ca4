import type { ExportJob } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { contentText, problemText, progressText } from './job-words.ts';

const job: ExportJob = {
  id: 'a',
  createdAt: '2026-03-01T02:00:00.000Z',
  actor: '王敏',
  status: 'running',
  arrangement: 'separate',
  formats: ['docx', 'pdf'],
  filter: null,
  formsTotal: 1200,
  formsDone: 300,
  problems: [],
  file: null,
  finishedAt: null,
  expiresAt: null,
};

describe('words of an export', () => {
  it('say what it holds', () => {
    expect(contentText(job)).toBe('1,200 张表：每张一个文件，Word、PDF');
    expect(contentText({ ...job, arrangement: 'summary', formats: [] })).toBe('1,200 张表：汇总表，Excel');
  });

  it('say how far it is and how long it will take', () => {
    const now = Date.parse(job.createdAt) + 10_000;
    expect(progressText(job, now)).toBe('已生成 300 张，共 1,200 张；还需约 30 秒');
    expect(progressText({ ...job, formsDone: 0 }, now)).toBe('已生成 0 张，共 1,200 张');
  });

  it('count each form that is missing once', () => {
    const problems = ['甲', '甲', '乙'].map((name) => ({ name, message: '坏了' }));
    expect(problemText({ problems })).toBe('2 张未能完整导出');
    expect(problemText({ problems: [{ name: null, message: '本机无法生成PDF' }] })).toBe('有需要说明的情况');
    expect(problemText({ problems: [] })).toBeNull();
  });
});
