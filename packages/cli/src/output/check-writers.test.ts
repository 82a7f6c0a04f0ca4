import { readFileSync } from 'node:fs';

import { default as ajvDraft04 } from 'ajv-draft-04';
import { default as ajvFormats } from 'ajv-formats';
import type { Rule } from '@jiheng/domain';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';

import type { CheckedForm, FileResult } from '../work/task.ts';
import type { CheckEnd, CheckWriter } from './check-report.ts';
import { jsonWriter } from './check-json.ts';
import { textWriter } from './check-text.ts';
import { escapeHtml, htmlWriter } from './html.ts';
import { artifactUri, sarifWriter } from './sarif.ts';

const RULES: readonly Rule[] = [
  {
    scope: 'form',
    id: 'some-requirement',
    code: 'ZP901',
    title: '某项要求',
    severity: 'error',
    kinds: ['target'],
    effective: { from: '2020-01-01' },
    citation: { source: '经验规则', basis: 'craft' },
    rationale: '否则无法比较。',
    messages: { missing: { text: '缺少某项', remedy: '补填某项' } },
    check: () => undefined,
  },
];

const place = (file: string, line: number) => ({ file, spans: [{ line, column: 3, toColumn: 9 }] });

const FORM: CheckedForm = {
  key: '甲.txt#0',
  kind: 'target',
  title: '绩效目标申报表',
  projectName: '<script>alert("x")</script>项目',
  implementingUnit: null,
  fiscalYear: 2024,
  place: place('甲.txt', 1),
  findings: [
    {
      ruleId: 'some-requirement',
      code: 'ZP901',
      severity: 'error',
      at: ['/indicators/2/target'],
      message: '缺少<某项>',
      remedy: '补填“某项” & 其他',
      place: {
        file: '甲.txt',
        spans: [
          { line: 7, column: 12, toColumn: 20 },
          { line: 8, column: 1, toColumn: 4 },
        ],
      },
    },
  ],
  facts: {},
  factPlaces: {},
  contentHash: 'a'.repeat(64),
};

const READ: FileResult<'check'> = {
  file: '甲.txt',
  sha256: 'b'.repeat(64),
  problems: [],
  output: { encoding: 'utf-8', bytes: 900, residueShare: '0.10 %', forms: [FORM] },
};
const UNREAD: FileResult<'check'> = {
  file: '/数据/坏 文件.txt',
  sha256: null,
  problems: [{ code: 'READ-BINARY', severity: 'error', message: '不是文本', remedy: '换成文本' }],
  output: null,
};
const END: CheckEnd = {
  totals: { files: 2, unreadable: 1, forms: 1, findings: { error: 1, warning: 1, advice: 0 } },
  crossFindings: [
    {
      ruleId: 'some-requirement',
      code: 'ZP901',
      severity: 'warning',
      at: ['/goals/annual'],
      message: '两表不一',
      remedy: '改为一致',
      formKey: '甲.txt#0',
      form: FORM,
      place: place('甲.txt', 5),
      others: [{ form: { ...FORM, projectName: '乙项目' }, place: place('乙.txt', 6) }],
    },
  ],
};

function write(writer: CheckWriter): string {
  return writer.begin(RULES) + [READ, UNREAD].map((result) => writer.file(result)).join('') + writer.end(END);
}

function sarifErrors(text: string): unknown {
  const schema = JSON.parse(
    readFileSync(new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
  ) as object;
  const ajv = new ajvDraft04.default({ strict: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(JSON.parse(text));
  return validate.errors;
}

describe('SARIF', () => {
  it('is valid by the official schema, with findings, cross findings, faults and nothing at all', () => {
    expect(sarifErrors(write(sarifWriter('1.0.0')))).toBeNull();
    const writer = sarifWriter('1.0.0');
    const empty = writer.begin([]) + writer.end({ ...END, crossFindings: [] });
    expect(sarifErrors(empty)).toBeNull();
  });

  it('would be refused by the schema with a wrong region', () => {
    const text = write(sarifWriter('1.0.0')).replace('"startLine":7', '"startLine":0');
    expect(sarifErrors(text)).not.toBeNull();
  });

  it('gives every result a file and a region that spans all joined lines', () => {
    const log = JSON.parse(write(sarifWriter('1.0.0'))) as Log;
    const [result, cross] = log.runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: '%E7%94%B2.txt' },
      region: { startLine: 7, startColumn: 12, endLine: 8, endColumn: 4 },
    });
    expect(result?.ruleIndex).toBe(0);
    expect(cross?.relatedLocations?.[0]?.physicalLocation?.region?.startLine).toBe(6);
  });

  it('names files so that a URI can be made of any name', () => {
    expect(artifactUri('a b/100%#?.txt')).toBe('a%20b/100%25%23%3F.txt');
    expect(artifactUri('/数据/a.txt')).toBe('file:///%E6%95%B0%E6%8D%AE/a.txt');
  });
});

describe('HTML', () => {
  it('escapes everything that comes from documents', () => {
    const html = write(htmlWriter('2024-01-01'));
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;项目');
    expect(html).toContain('缺少&lt;某项&gt;');
    expect(escapeHtml(`<a href='x'>&"`)).toBe('&lt;a href=&#39;x&#39;&gt;&amp;&quot;');
  });

  it('loads nothing from elsewhere and says each severity in a word beside its shape', () => {
    const html = write(htmlWriter('2024-01-01'));
    expect(html).not.toMatch(/https?:|src=|@import|url\(/);
    expect(html).toMatch(/■<\/i> 错误/);
    expect(html).toContain('另见');
    expect(html).toContain('/数据/坏 文件.txt');
  });
});

describe('text', () => {
  it('tells place, field, message and remedy of each finding', () => {
    expect(write(textWriter())).toBe(
      [
        '甲.txt',
        '  第 1 行  <script>alert("x")</script>项目（2024 年，项目绩效目标表）',
        '    ■ 错误    ZP901  7:12     第 3 项指标 年度指标值：缺少<某项>',
        '                      处理：补填“某项” & 其他',
        '',
        '/数据/坏 文件.txt',
        '  ■ 读取错误  READ-BINARY  不是文本',
        '      处理：换成文本',
        '',
        '跨表问题',
        '  甲.txt:1  <script>alert("x")</script>项目（2024 年，项目绩效目标表）',
        '    ▲ 需说明  ZP901  5:3      年度总体目标：两表不一',
        '                      处理：改为一致',
        '                      另见：乙.txt:6:3 乙项目（2024 年，项目绩效目标表）',
        '',
        '合计：2 个文件，1 张表；错误 1，需说明 1，建议 0；1 个文件未能完整读取',
        '',
      ].join('\n'),
    );
  });
});

describe('JSON', () => {
  it('is one document with files, cross findings and totals', () => {
    const report = JSON.parse(write(jsonWriter())) as {
      files: unknown[];
      crossFindings: unknown[];
      totals: unknown;
    };
    expect(report.files).toHaveLength(2);
    expect(report.crossFindings).toHaveLength(1);
    expect(report.totals).toEqual(END.totals);
  });
});
