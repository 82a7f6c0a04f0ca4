import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { realDocuments } from '@jiheng/testkit';
import { default as ajvDraft04 } from 'ajv-draft-04';
import { default as ajvFormats } from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = realDocuments('the command line over the seeds');
const seeds = join(folder ?? '', 'seeds');

function jiheng(...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  const node = ['--conditions=@jiheng/source', '--import', import.meta.resolve('tsx'), MAIN, ...args];
  return new Promise((done) => {
    const child = execFile(process.execPath, node, { maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      done({ exit: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

interface ScoredFile {
  readonly forms: readonly {
    readonly agrees: boolean;
    readonly sheet: {
      readonly total: { readonly printed: string; readonly sumOfPrinted: string; readonly agrees: boolean };
      readonly grade: { readonly printed: string; readonly computed: string; readonly agrees: boolean };
      readonly execution: { readonly rateVerdict: string };
      readonly indicators: readonly {
        readonly printed: string | null;
        readonly verdict: string;
        readonly trace: { readonly formula: string };
      }[];
    };
  }[];
}

describe.skipIf(!folder)('over the seeds', { timeout: 60_000 }, () => {
  it('gives valid SARIF in which every finding points to text of a line', async () => {
    const { exit, stdout, stderr } = await jiheng('check', seeds, '--format', 'sarif');
    expect(exit, stderr).toBe(1);
    const schema = new URL('../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url);
    const ajv = new ajvDraft04.default({ strict: false });
    ajvFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    const log = JSON.parse(stdout) as Log;
    validate(log);
    expect(validate.errors).toBeNull();

    const lines = new Map<string, string[]>();
    const linesOf = (uri: string): string[] => {
      const known = lines.get(uri) ?? readFileSync(fileURLToPath(uri), 'utf8').split('\n');
      lines.set(uri, known);
      return known;
    };
    const results = log.runs[0]?.results ?? [];
    expect(results.length).toBeGreaterThan(100);
    for (const { ruleId, locations } of results) {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      expect(artifactLocation?.uri).toMatch(pathToFileURL(seeds).href);
      const line = linesOf(artifactLocation?.uri ?? '')[(region?.startLine ?? 0) - 1] ?? '';
      const end = region?.endLine === undefined ? region?.endColumn : undefined;
      const text = line.slice((region?.startColumn ?? 0) - 1, end === undefined ? undefined : end - 1);
      expect(text.trim(), `${String(ruleId)} ${String(region?.startLine)}`).not.toBe('');
    }
  });

  it('reproduces totals and grades of the 28 self-evaluations, and tells the one number that cannot be right', async () => {
    const files = ['001_8099f6b4c1660719.txt', '002_5fe884a6c99ea6c5.txt'].map((name) => join(seeds, name));
    const { exit, stdout, stderr } = await jiheng('score', ...files, '--format', 'json');
    expect(exit, stderr).toBe(1);
    const forms = (JSON.parse(stdout) as ScoredFile[]).flatMap((file) => file.forms);
    expect(forms).toHaveLength(28);
    expect(forms.filter(({ sheet }) => !sheet.total.agrees || !sheet.grade.agrees)).toEqual([]);
    expect(forms.filter(({ sheet }) => sheet.execution.rateVerdict !== 'reproduced')).toEqual([]);
    expect(forms.filter(({ agrees }) => !agrees)).toHaveLength(1);
    const differing = forms
      .flatMap(({ sheet }) => sheet.indicators)
      .filter(({ verdict }) => verdict === 'differs');
    expect(differing.map(({ printed }) => printed)).toEqual(['9.66']);
    for (const { sheet } of forms)
      for (const { trace } of sheet.indicators) expect(trace.formula).not.toBe('');
  });
});
