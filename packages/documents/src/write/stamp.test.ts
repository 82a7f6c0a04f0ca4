import { TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { templateRecord } from '@jiheng/testkit';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { planExport } from './plan-export.ts';
import { stampZip } from './stamp.ts';
import { PAPER_FORMATS, writePaper } from './write-paper.ts';

const PAPERS = TEMPLATES.slice(0, 4).map((template) => {
  const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
  if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
  const { paper } = planExport(template, templateRecord(template, taxonomy, 2026), template.id);
  if (!paper) throw new Error('no paper');
  return paper;
});
/** Times of last change in the directory of a ZIP, as stored. */
function timesOf(zip: Uint8Array): number[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const times: number[] = [];
  for (let at = 0; at + 46 < zip.length; at += 1)
    if (view.getUint32(at, true) === 0x02_01_4b_50) times.push(view.getUint32(at + 12, true));
  return times;
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(PAPER_FORMATS)('a %s', (format) => {
  it.each([1, 4])('of %i papers has the same bytes whenever it is written', async (count) => {
    const papers = PAPERS.slice(0, count);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T02:00:00Z') });
    const first = await writePaper(papers, format, '2026-01-31');
    vi.setSystemTime(new Date('2027-11-21T09:30:00Z'));
    expect(Buffer.compare(await writePaper(papers, format, '2026-01-31'), first)).toBe(0);
    expect(Buffer.compare(await writePaper(papers, format, '2026-02-01'), first)).not.toBe(0);
    expect(Buffer.compare(await writePaper(papers, format), await writePaper(papers, format, null))).toBe(0);
  });
});

describe.each(['docx', 'xlsx'] as const)('the date of a %s', (format) => {
  it('is the one it was given, and nothing is told of the machine', async () => {
    const bytes = await writePaper(PAPERS.slice(0, 1), format, '2026-01-31');
    const core = strFromU8(unzipSync(bytes)['docProps/core.xml'] ?? new Uint8Array());
    expect(core.match(/\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual(['2026-01-31T00:00:00Z', '2026-01-31T00:00:00Z']);
    expect(core).not.toMatch(/creator|lastModifiedBy/);
    expect(new Set(timesOf(bytes)).size).toBe(1);
  });
});

describe('stampZip', () => {
  it('takes nothing but a ZIP', () => {
    expect(() => stampZip(new Uint8Array(40), null)).toThrow('not a ZIP');
    expect(() => stampZip(new Uint8Array(3), null)).toThrow('not a ZIP');
  });
});
