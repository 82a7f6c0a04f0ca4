import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = resolve(dirname(fileURLToPath(import.meta.url)), '../fixtures');

/** One invented text document with what reading it must give. */
export interface TextFixture {
  /** Name of the case, unique over all regions: `he-gb18030`. */
  readonly case: string;
  /** Folder of the region, `hebei`. */
  readonly region: string;
  /** The document. */
  readonly source: string;
  /** Expected forms in the exchange schema. */
  readonly expected: string;
}

/** Every text fixture of the repository, by region and case. */
export function textFixtures(): readonly TextFixture[] {
  const root = join(FIXTURES, 'text');
  const folders = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  return folders(root).flatMap((region) =>
    folders(join(root, region)).map((name) => ({
      case: name,
      region,
      source: join(root, region, name, 'source.txt'),
      expected: join(root, region, name, 'expected.json'),
    })),
  );
}

/** Copies the fixtures into one folder under the names the scorer of the corpus wants: `<case>.txt`, `<case>.expected.json`. */
export function layOutForScorer(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { case: name, source, expected } of textFixtures()) {
    copyFileSync(source, join(folder, `${name}.txt`));
    copyFileSync(expected, join(folder, `${name}.expected.json`));
  }
}
