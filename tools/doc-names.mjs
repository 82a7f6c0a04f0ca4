// Part of npm run check: what the documents for developers name is there: linked files, paths, npm commands.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT, filesBelow } from './workspace.mjs';

const slashed = (path) => relative(ROOT, path).replaceAll('\\', '/');
const files = filesBelow(ROOT).map(slashed);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Documents of the product's own; fixtures come with notes of where they are from. */
const documents = files.filter((file) => /^([A-Z]+|docs\/.*|packages\/[a-z]+\/README)\.md$/.test(file));

/** A path as documents write it: whole, or from the folder that they speak of. */
function isThere(path) {
  const end = `/${path.replace(/\/$/, '')}`;
  return files.some((file) => `/${file}`.endsWith(end) || `/${file}`.includes(`${end}/`));
}

const LINK = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;
const PATH = /`([\w.-]+(?:\/[\w.-]+)*\/(?:[\w.-]+)?)`|(?<![\w/.-])((?:packages|tools|docs|e2e)\/[\w./-]*\w)/g;
const COMMAND = /npm run ([a-z]+)/g;

function unknownNames(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const all = (pattern) => [...text.matchAll(pattern)].map(([, first, second]) => first ?? second);
  return [
    ...all(LINK).filter((to) => !/^[a-z]+:/.test(to) && !existsSync(join(ROOT, dirname(file), to))),
    ...all(PATH).filter((path) => !/^\.\.\/|\/dist\//.test(path) && !isThere(path)),
    ...all(COMMAND).filter((name) => scripts[name] === undefined),
  ];
}

for (const file of documents) {
  for (const name of new Set(unknownNames(file))) {
    console.error(`${file}：没有“${name}”`);
    process.exitCode = 1;
  }
}
