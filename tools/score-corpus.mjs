// npm run corpus: reads the given seeds, text cases and office files with the command line, prints what was not understood
// per document and the scorer's figures. Needs the real documents (JIHENG_CORPUS or ../shared) and, for the scores, python3.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { ROOT } from './workspace.mjs';

const corpus = resolve(process.env.JIHENG_CORPUS ?? join(ROOT, '..', 'shared'));
if (!existsSync(join(corpus, 'seeds'))) {
  console.error('没有找到真实文档：请把 JIHENG_CORPUS 设为含 seeds/ 与 corpus/ 的文件夹。');
  process.exit(2);
}

const OFFICE = ['.docx', '.xlsx', '.xls', '.doc', '.pdf'];
const filesIn = (folder, extensions) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => extensions.includes(extname(name)))
        .sort()
        .map((name) => join(folder, name))
    : [];
const officeFiles = filesIn(join(corpus, 'corpus'), OFFICE);
const files = [
  ...filesIn(join(corpus, 'seeds'), ['.txt']),
  ...filesIn(join(corpus, 'corpus', 'text'), ['.txt']),
  ...officeFiles,
];
const stem = (file) => basename(file, extname(file));

function read(format, stderr) {
  const command = [join(ROOT, 'packages/cli/bin/jiheng.mjs'), 'read', ...files];
  const { status, error } = spawnSync(
    process.execPath,
    [...command, '--format', format, '--out', join(work, format)],
    { stdio: ['ignore', 'inherit', stderr] },
  );
  if (error) throw error;
  return status ?? 2;
}

/** One line per document: forms, indicators, characters in no field, label or furniture. */
function printResidue(folder) {
  console.log('\n未识别内容\n文档                                      表   指标     字数  未识别   比例');
  for (const file of files) {
    const result = join(folder, `${stem(file)}.json`);
    if (!existsSync(result)) {
      console.log(`${basename(file).padEnd(40)}  未读取`);
      continue;
    }
    const { forms, counts } = JSON.parse(readFileSync(result, 'utf8'));
    const indicators = forms.reduce((sum, { record }) => sum + record.indicators.length, 0);
    const share = ((counts.residue / Math.max(1, counts.total)) * 100).toFixed(2);
    const numbers = [forms.length, indicators, counts.total, counts.residue].map((n, i) =>
      String(n).padStart([5, 6, 8, 7][i]),
    );
    console.log(`${basename(file).padEnd(38)}${numbers.join(' ')} ${share.padStart(6)} %`);
  }
}

/** Expected results of the office files of one format, in a folder of their own. */
function expectedOf(extension) {
  const folder = join(work, `expected${extension}`);
  mkdirSync(folder);
  for (const file of officeFiles.filter((name) => name.endsWith(extension))) {
    const name = `${stem(file)}.expected.json`;
    copyFileSync(join(corpus, 'corpus', name), join(folder, name));
  }
  return folder;
}

/** Runs score.py over one folder of expected results; returns its exit code. */
function printScores(expected, actual) {
  console.log(`\n== ${basename(expected).replace('expected.', '')} ==`);
  const { status, error } = spawnSync(
    'python3',
    [join(corpus, 'corpus', 'score.py'), expected, actual, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (error) {
    console.error('没有 python3，未评分。安装后重试：apt install python3');
    return 2;
  }
  return status ?? 2;
}

const work = mkdtempSync(join(tmpdir(), 'jiheng-corpus-'));
let exit;
try {
  exit = Math.max(read('exchange', 'inherit'), read('json', 'ignore'));
  printResidue(join(work, 'json'));
  for (const name of ['seed-text', 'text'])
    exit = Math.max(printScores(join(corpus, 'corpus', name), join(work, 'exchange')), exit);
  for (const extension of OFFICE)
    exit = Math.max(printScores(expectedOf(extension), join(work, 'exchange')), exit);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(exit);
