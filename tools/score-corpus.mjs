// npm run corpus: reads the given seeds and text cases with the command line, prints what was not understood per document
// and the scorer's figures. Needs the real documents (JIHENG_CORPUS or ../shared) and, for the scores, python3.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { ROOT } from './workspace.mjs';

const corpus = resolve(process.env.JIHENG_CORPUS ?? join(ROOT, '..', 'shared'));
if (!existsSync(join(corpus, 'seeds'))) {
  console.error('没有找到真实文档：请把 JIHENG_CORPUS 设为含 seeds/ 与 corpus/ 的文件夹。');
  process.exit(2);
}

const textFiles = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => join(folder, name))
    : [];
const files = [...textFiles(join(corpus, 'seeds')), ...textFiles(join(corpus, 'corpus', 'text'))];

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
    const result = join(folder, `${basename(file, '.txt')}.json`);
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

/** Runs score.py over one folder of expected results; returns its exit code. */
function printScores(expected, actual) {
  console.log(`\n== ${basename(expected)} ==`);
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
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(exit);
