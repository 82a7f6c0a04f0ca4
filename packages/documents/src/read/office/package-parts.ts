import type { Problem } from '@jiheng/domain';

import { readingProblem } from '../../problems.ts';
import type { Archive } from './unzip.ts';
import { attributeOf, parseXml } from './xml.ts';

/** A relationship of a part to another part of the same file. */
export interface Relationship {
  readonly id: string;
  /** Last word of its type: `officeDocument`, `worksheet`, `styles`. */
  readonly type: string;
  /** Name of the part in the archive. */
  readonly target: string;
}

function resolveTarget(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** 关系: relationships of a part, those to anything outside the file left out. An empty name means the file itself. */
export function relationshipsOf(archive: Archive, part: string): Relationship[] {
  const cut = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, cut);
  const bytes = archive.read(`${folder}_rels/${part.slice(cut)}.rels`);
  const found: Relationship[] = [];
  if (!bytes) return found;
  parseXml(bytes, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const type = attributes['Type'] ?? '';
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(folder, attributes['Target'] ?? ''),
      });
    },
    close: () => undefined,
  });
  return found;
}

/** 主文档: the part that the file is about, by its relationship, else by its usual names. */
export function mainPart(archive: Archive): string | undefined {
  const [main] = relationshipsOf(archive, '').filter(({ type }) => type === 'officeDocument');
  const candidates = [main?.target, 'word/document.xml', 'xl/workbook.xml'];
  return candidates.find((name) => name !== undefined && archive.has(name));
}

const MACROS = /(?:^|\/)vbaproject\.bin$/;
/** Links that a reader follows by hand; others bring content in. */
const BY_HAND = 'hyperlink';
const MAX_RELATIONSHIP_PARTS = 200;

/** Relationships of a file that bring in content from outside it. */
function countExternal(archive: Archive): number {
  const parts = [...archive.names()]
    .filter((name) => name.endsWith('.rels'))
    .slice(0, MAX_RELATIONSHIP_PARTS);
  let count = 0;
  for (const part of parts) {
    const bytes = archive.read(part);
    if (!bytes) continue;
    parseXml(bytes, {
      open(name, attributes) {
        const isExternal = name === 'Relationship' && attributes['TargetMode'] === 'External';
        if (isExternal && !(attributes['Type'] ?? '').endsWith(BY_HAND)) count++;
      },
      close: () => undefined,
    });
  }
  return count;
}

/** 活动内容: what a file would run or fetch, and that it was left alone. */
export function activeContent(archive: Archive): Problem[] {
  const problems: Problem[] = [];
  if ([...archive.names()].some((name) => MACROS.test(name))) problems.push(readingProblem('READ-MACROS'));
  const count = countExternal(archive);
  if (count > 0) problems.push(readingProblem('READ-EXTERNAL-LINKS', { count }));
  return problems;
}
