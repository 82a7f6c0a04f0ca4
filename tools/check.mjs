// npm run check: everything static. Each failing step prints the command that repairs it.
import { ROOT, bin, ensureInstalled, runQuietly } from './workspace.mjs';
import { join } from 'node:path';

const CACHE = ['--cache', '--cache-location', 'node_modules/.cache/eslint/'];

/**
 * Static steps: name, command, repair. The lanes run side by side; each step uses one processor, and the lint alone takes
 * about as long as all the others.
 */
const LANES = [
  [['代码规则', bin('eslint'), [...CACHE, '--max-warnings', '0', '.'], 'npm run fix']],
  [
    ['格式', bin('prettier'), ['--check', '--log-level', 'warn', '.'], 'npm run fix'],
    ['类型', bin('tsc'), ['-b'], '按提示修改类型'],
    ['测试的类型', bin('tsc'), ['-p', 'tsconfig.test.json'], '按提示修改类型'],
    [
      '房间与循环',
      bin('depcruise'),
      ['--config', 'tools/rooms.cjs', 'packages'],
      '按 ARCHITECTURE.md 调整引用',
    ],
    ['无用代码', bin('knip'), ['--no-progress'], '删除未使用的导出或依赖'],
    [
      '规则文档',
      process.execPath,
      [join(ROOT, 'tools/rule-docs.mjs'), '--check'],
      'node tools/rule-docs.mjs',
    ],
    ['文档中的名称', process.execPath, [join(ROOT, 'tools/doc-names.mjs')], '改正文档中的路径或命令'],
  ],
];

/** Runs the steps of a lane one after the other; resolves to the number of failed ones. */
async function runLane(steps) {
  let failed = 0;
  for (const [name, command, args, repair] of steps) {
    const started = performance.now();
    const { code, output } = await runQuietly(command, args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(output);
    console.log(`${code === 0 ? '✔' : '✘'} ${name}（${seconds} 秒）${code === 0 ? '' : ` 修复：${repair}`}`);
    if (code !== 0) failed += 1;
  }
  return failed;
}

/** Runs all steps; resolves to the number of failed ones. */
export async function check() {
  const failed = await Promise.all(LANES.map(runLane));
  return failed.reduce((sum, count) => sum + count, 0);
}

if (process.argv[1]?.endsWith('check.mjs')) {
  await ensureInstalled();
  process.exit((await check()) === 0 ? 0 : 1);
}
