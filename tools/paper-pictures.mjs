// Makes docs/pictures/papers: forms of the text fixtures on their official papers, written as Word, Excel and PDF files and
// printed. Needs LibreOffice and poppler (apt-get install -y libreoffice-writer libreoffice-calc poppler-utils fonts-noto-cjk).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
import { ROOT } from './workspace.mjs';

register();
const { planExport, readDocument, writePaper } = await import('../packages/documents/src/index.ts');
const { chooseTemplate, LEXICON, TAXONOMIES, TEMPLATES } =
  await import('../packages/regulation/src/index.ts');
const { textFixtures } = await import('../packages/testkit/src/fixtures.ts');

/** Case of the text fixtures and the format its paper is written in. */
const PAPERS = [
  ['sh-target-shifted', 'docx'],
  ['sh-self-tabs', 'xlsx'],
  ['tj-cell-per-line', 'pdf'],
  ['bj-utf16', 'docx'],
  ['he-gb18030', 'pdf'],
  ['hb-2080-pipes', 'xlsx'],
  ['hn-markdown', 'docx'],
  ['js-half-year', 'xlsx'],
  ['sc-cell-pipe', 'pdf'],
  ['cn-monitoring', 'docx'],
  ['yn-pipes', 'xlsx'],
  ['hi-spaces', 'pdf'],
];
const OUT = join(ROOT, 'docs/pictures/papers');
const RULES = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };
const LARGEST = 150 * 1024;

const work = mkdtempSync(join(tmpdir(), 'jiheng-papers-'));
mkdirSync(OUT, { recursive: true });
try {
  for (const [name, format] of PAPERS) {
    const fixture = textFixtures().find((other) => other.case === name);
    const [form] = readDocument(readFileSync(fixture.source), `${name}.txt`, RULES).forms;
    const { record } = form;
    const { template } = chooseTemplate({
      templateId: form.template?.id ?? null,
      regionName: record.region,
      fiscalYear: record.fiscalYear,
      kind: record.kind,
    });
    const { paper } = planExport(template, record, template.id);
    const file = join(work, `${template.id}.${format}`);
    writeFileSync(file, await writePaper([paper], format));
    if (format !== 'pdf') {
      const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`;
      const flags = [profile, '--headless', '--convert-to', 'pdf', '--outdir', work, file];
      execFileSync('soffice', flags, { stdio: 'ignore' });
    }
    const picture = join(OUT, `${template.id}-${format}`);
    execFileSync('pdftoppm', [
      '-r',
      '84',
      '-gray',
      '-png',
      '-singlefile',
      join(work, `${template.id}.pdf`),
      picture,
    ]);
    const { size } = statSync(`${picture}.png`);
    console.log(`${template.id}.${format} ${Math.round(size / 1024)} KB`);
    if (size > LARGEST) throw new Error(`${picture}.png is larger than ${LARGEST / 1024} KB`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
