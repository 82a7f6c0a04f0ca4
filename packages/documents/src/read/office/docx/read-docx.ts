import type { Block } from '../../../model/blocks.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { blocksOf } from '../content-blocks.ts';
import { relationshipsOf } from '../package-parts.ts';
import type { Archive } from '../unzip.ts';
import { parseXml } from '../xml.ts';
import { BodyParser } from './parse-body.ts';
import { Styles } from './styles.ts';

/** 读 Word 文档: paragraphs and tables of a .docx in reading order. Headers, footers, comments and deleted or hidden text are no content. */
export function readDocx(archive: Archive, main: string): Block[] {
  const bytes = archive.read(main);
  if (!bytes) throw new UnreadableFile('READ-ZIP-DAMAGED');
  const styles = relationshipsOf(archive, main).find(({ type }) => type === 'styles');
  const parser = new BodyParser(new Styles(styles && archive.read(styles.target)));
  parseXml(bytes, parser);
  return blocksOf(parser.content);
}
