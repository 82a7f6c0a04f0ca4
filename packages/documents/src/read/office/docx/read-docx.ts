import type { Block } from '../../../model/blocks.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { blocksOf } from '../content-blocks.ts';
import { relationshipsOf } from '../package-parts.ts';
import type { Archive } from '../unzip.ts';
import { parseXml } from '../xml.ts';
import { Numbering } from './numbering.ts';
import { BodyParser } from './parse-body.ts';
import { Styles } from './styles.ts';

/** 读 Word 文档: paragraphs and tables of a .docx in reading order. Automatic numbers are text; headers, footers, comments and deleted or hidden text are no content. */
export function readDocx(archive: Archive, main: string): Block[] {
  const bytes = archive.read(main);
  if (!bytes) throw new UnreadableFile('READ-ZIP-DAMAGED');
  const relationships = relationshipsOf(archive, main);
  const partOf = (kind: string): Uint8Array | undefined => {
    const found = relationships.find(({ type }) => type === kind);
    return found && archive.read(found.target);
  };
  const parser = new BodyParser(new Styles(partOf('styles')), new Numbering(partOf('numbering')));
  parseXml(bytes, parser);
  return blocksOf(parser.content);
}
