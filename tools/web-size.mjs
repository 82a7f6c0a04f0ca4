// Prints what each page loads, brotli, from the Vite manifest; fails above the budget of the form list and the start page.
// Build first: npm run build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { ROOT } from './workspace.mjs';

const DIST = join(ROOT, 'packages/web/dist');
const KB = 1024;

/** Page, its chunks besides the entry, and its budget of JavaScript in KB. Charts come after the first paint but count. */
const PAGES = [
  ['总览', ['src/scenes/overview/overview-page.tsx', 'src/components/chart-canvas.tsx'], 650],
  ['表单', ['src/scenes/forms/forms-page.tsx'], 450],
  ['一张表', ['src/scenes/form/form-page.tsx'], 450],
  ['导入', ['src/scenes/import/import-page.tsx', 'src/scenes/import/import-job-page.tsx'], 450],
  ['规则', ['src/scenes/rules/rules-page.tsx'], 450],
  ['填报', ['src/scenes/target/target-page.tsx'], 450],
  ['审核', ['src/scenes/review/review-page.tsx'], 450],
];

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));
const sizes = new Map();

function packedSize(file) {
  if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(join(DIST, file))).length);
  return sizes.get(file);
}

/** A chunk, what it imports at once, and their styles. */
function loaded(key, seen = new Set()) {
  // A page that other pages build upon stands under its chunk's name.
  const chunk = manifest[key] ?? Object.values(manifest).find(({ name }) => key.endsWith(`/${name}.tsx`));
  if (chunk === undefined) throw new Error(`not in the manifest: ${key}`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const other of chunk.imports ?? []) loaded(other, seen);
  return seen;
}

let isOver = false;
for (const [name, chunks, budget] of PAGES) {
  const files = new Set();
  for (const key of ['index.html', ...chunks]) loaded(key, files);
  const total = (ending) =>
    [...files].filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + packedSize(file), 0) / KB;
  const script = total('.js');
  if (script > budget) isOver = true;
  const verdict = script > budget ? '超出' : '以内';
  console.log(
    `${name}：JavaScript ${script.toFixed(0)} KB（${budget} KB ${verdict}），样式 ${total('.css').toFixed(0)} KB`,
  );
}
process.exit(isOver ? 1 : 0);
