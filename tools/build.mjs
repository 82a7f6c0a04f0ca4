// Builds the packages (tsc -b) and the browser application (vite), each only when its sources changed, and copies the fonts.
// --code: only the packages, for the command line.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, bin, filesBelow, fingerprint, run } from './workspace.mjs';

const CODE = ['domain', 'regulation', 'documents', 'store', 'api', 'server', 'cli'];
const SHARED = ['package-lock.json', 'tsconfig.base.json'].map((name) => join(ROOT, name));

const FONT_PACKAGE = join(ROOT, 'node_modules/@expo-google-fonts/noto-serif-sc');
/** The weights that PDF files are set in, and their licence; the package holds eight weights, 115 MB. */
const FONTS = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf', 'LICENSE_FONT'];
const FONT_FOLDER = join(ROOT, 'packages/documents/dist/fonts');

function copyFonts() {
  mkdirSync(FONT_FOLDER, { recursive: true });
  for (const file of FONTS) copyFileSync(join(FONT_PACKAGE, file), join(FONT_FOLDER, basename(file)));
  return 0;
}

function sources(names) {
  const keep = (path) => !/\.(test|bench)\.tsx?$/.test(path);
  return [...SHARED, ...names.flatMap((name) => filesBelow(join(ROOT, 'packages', name), keep))];
}

async function step(name, files, output, work) {
  const stamp = join(ROOT, 'node_modules', '.cache', 'jiheng', `${name}.stamp`);
  const now = createHash('sha256').update(fingerprint(files)).digest('hex');
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 0;
  const code = await work();
  if (code === 0) {
    mkdirSync(join(stamp, '..'), { recursive: true });
    writeFileSync(stamp, now);
  }
  return code;
}

/** Resolves to an exit code; 0 when everything is up to date. */
export async function build({ codeOnly = false } = {}) {
  const code = await step('code', sources(CODE), join(ROOT, 'packages/cli/dist/main.js'), () => {
    console.log('正在编译……');
    return run(bin('tsc'), ['-b', ...CODE.map((name) => `packages/${name}`)]);
  });
  if (code !== 0) return code;
  await step('fonts', SHARED, join(FONT_FOLDER, 'LICENSE_FONT'), copyFonts);
  if (codeOnly) return code;
  return step(
    'web',
    sources(['web', 'api', 'domain', 'regulation']),
    join(ROOT, 'packages/web/dist/index.html'),
    () => {
      console.log('正在构建网页……');
      return run(bin('vite'), ['build', '--logLevel', 'warn'], { cwd: join(ROOT, 'packages/web') });
    },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exit(await build({ codeOnly: process.argv.includes('--code') }));
}
