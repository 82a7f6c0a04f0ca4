import type { PaperLayout } from '@jiheng/domain';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeDocx } from './docx.ts';

/** A paper of so many rows, each a line high. */
function paper(name: string, rows: number): PaperLayout {
  const cell = (text: string, column: number, paths: readonly string[] = []) =>
    ({
      key: `${text}-${String(column)}`,
      role: 'value',
      text,
      column,
      columns: 1,
      rows: 1,
      align: 'left',
      paths,
    }) as const;
  return {
    title: '项目支出绩效自评表',
    yearLine: '（2025年度）',
    grid: [1, 3],
    linesAbove: [],
    rows: Array.from({ length: rows }, (_, at) => ({
      key: String(at),
      cells:
        at === 0
          ? [cell('项目名称', 0), cell(name, 1, ['/header/projectName'])]
          : [cell(`指标${String(at)}`, 0), cell('完成', 1)],
    })),
    linesBelow: [],
    leftOver: [],
    isLandscape: false,
  };
}

async function documentXml(papers: readonly PaperLayout[]): Promise<string> {
  return strFromU8(unzipSync(await writeDocx(papers, null))['word/document.xml'] ?? new Uint8Array());
}

const all = (xml: string, pattern: RegExp): string[] =>
  [...xml.matchAll(pattern)].map(([, found]) => found ?? '');

describe('many forms in one Word file', () => {
  it('have a table of contents that leads to each form and tells its page, without asking to be updated', async () => {
    const xml = await documentXml([paper('图书采购', 5), paper('河道清淤', 100), paper('路灯养护', 5)]);
    expect(xml).toMatch(/<w:instrText[^>]*>TOC [^<]*\\f &quot;C&quot;[^<]*<\/w:instrText>/);
    expect(all(xml, /w:anchor="(form_\d+)"/g)).toEqual(['form_1', 'form_2', 'form_3']);
    expect(all(xml, /<w:bookmarkStart [^>]*w:name="(form_\d+)"/g)).toEqual(['form_1', 'form_2', 'form_3']);
    const pages = all(xml, /w:instr="PAGEREF form_\d+ \\h".*?<w:t[^>]*>(\d+)<\/w:t>/g).map(Number);
    // One page of contents, one for the first form, several for the second.
    expect(pages.slice(0, 2)).toEqual([2, 3]);
    expect(pages[2]).toBeGreaterThan(4);
    expect(xml).not.toContain('w:dirty="true"');
    expect(all(xml, /<w:pStyle w:val="(Heading1)"\/>/g)).toHaveLength(3);
  });

  it('are named by their projects, also in the fields from which Word makes the contents anew', async () => {
    const xml = await documentXml([paper('“一网通办”"运维"\\平台', 3), paper('乙', 3)]);
    const marks = all(xml, /<w:instrText[^>]*>(TC [^<]*)<\/w:instrText>/g);
    expect(marks[0]).toBe(
      'TC &quot;“一网通办”\\&quot;运维\\&quot;\\\\平台 项目支出绩效自评表&quot; \\f C \\l 1',
    );
    expect(all(xml, /<w:t[^>]*>(乙 项目支出绩效自评表)<\/w:t>/g)).toHaveLength(1);
  });

  it('are a form without contents when there is one', async () => {
    const xml = await documentXml([paper('甲', 3)]);
    expect(xml).not.toMatch(/TOC |fldSimple/);
  });
});
