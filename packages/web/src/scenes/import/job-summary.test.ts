import type { ImportFileResult, ImportJob } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { filesInOrder, progressText, summaryOf } from './job-summary.ts';
import { pastedName } from './paste.ts';

const form = (outcome: 'new' | 'same' | 'revision-proposed', errors = 0) =>
  ({
    outcome,
    errors,
    needsReview: errors > 1,
    acceptedAs: null,
    differences: [] as unknown[],
  }) as ImportFileResult['forms'][number];
const file = (
  name: string,
  status: ImportFileResult['status'],
  forms: ImportFileResult['forms'] = [],
): ImportFileResult => ({
  documentId: null,
  file: name,
  bytes: 1,
  status,
  encoding: null,
  forms,
  problems: [],
  residue: [],
  residueShare: 0,
});
const job = (finishedAt: string | null): ImportJob => ({
  id: 'j',
  createdAt: '2026-01-31T00:00:00Z',
  finishedAt,
  filesTotal: 4,
  filesDone: 1,
  formsDone: 3,
  files: [],
});

describe('an import', () => {
  it('is summed up in what a person acts on', () => {
    const files = [
      file('a', 'done', [form('new'), form('new', 2), form('same')]),
      file('b', 'failed'),
      file('c', 'duplicate'),
    ];
    expect(summaryOf({ files })).toEqual({
      added: 2,
      same: 1,
      proposed: 0,
      accepted: 0,
      separated: 0,
      failedFiles: 1,
      duplicateFiles: 1,
      needsReview: 1,
      errors: 1,
    });
  });

  it('says how far it is and how long it still takes', () => {
    const tenSecondsIn = Date.parse('2026-01-31T00:00:10Z');
    expect(progressText(job(null), tenSecondsIn)).toBe('已读 1 个文件，共 4 个，得到 3 张表；还需约 30 秒');
    expect(progressText(job('2026-01-31T00:00:20Z'), tenSecondsIn)).toBe('4 个文件读取完毕，得到 3 张表');
  });

  it('shows first what needs a person', () => {
    const files = [
      file('ok', 'done'),
      file('differs', 'done', [form('revision-proposed')]),
      file('broken', 'failed'),
    ];
    expect(filesInOrder(files).map((entry) => entry.file)).toEqual(['broken', 'differs', 'ok']);
  });

  it('names a pasted table by its moment', () => {
    expect(pastedName(new Date(2026, 0, 31, 14, 5, 9))).toBe('粘贴内容 2026-01-31 14.05.09.txt');
  });
});
