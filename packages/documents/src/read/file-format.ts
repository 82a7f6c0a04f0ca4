import { foreignFormat } from '../model/decode.ts';
import { mainPart } from './office/package-parts.ts';
import { Archive } from './office/unzip.ts';

/** 文件格式 by content; the extension decides nothing. */
export type FileFormat =
  | { readonly kind: 'text' | 'html' | 'pdf' | 'xls' | 'sheet-xml' | 'doc' | 'encrypted' | 'binary' }
  | { readonly kind: 'docx' | 'xlsx'; readonly archive: Archive; readonly main: string }
  /** A format that is known by name but not read. */
  | { readonly kind: 'other'; readonly name: string };

const HTML =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div)\b/i;
const SHEET_XML = /<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/;
const WORD_XML = /progid="Word\.Document"|<(?:\w+:)?wordDocument\b|<pkg:package\b/;
const SNIFFED = 4096;

/** A name as directory entries of compound files hold it: UTF-16, in records of 128 bytes. */
function hasStream(bytes: Uint8Array, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 2))
    if (at % 128 === 0) return true;
  return false;
}

function compoundFormat(bytes: Uint8Array): FileFormat {
  if (hasStream(bytes, 'EncryptedPackage') || hasStream(bytes, 'EncryptionInfo'))
    return { kind: 'encrypted' };
  if (hasStream(bytes, 'WordDocument')) return { kind: 'doc' };
  if (hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book')) return { kind: 'xls' };
  return { kind: 'other', name: '此类旧版Office' };
}

function zipFormat(bytes: Uint8Array): FileFormat {
  const archive = new Archive(bytes);
  if (archive.has('ofd.xml')) return { kind: 'other', name: 'OFD' };
  if (archive.has('xl/workbook.bin')) return { kind: 'other', name: 'XLSB' };
  if (archive.has('mimetype')) return { kind: 'other', name: 'OpenDocument或电子书' };
  const main = mainPart(archive);
  if (main === undefined) return { kind: 'other', name: '压缩包' };
  if (main.startsWith('xl/') || main.endsWith('workbook.xml')) return { kind: 'xlsx', archive, main };
  return main.startsWith('ppt/') ? { kind: 'other', name: 'PowerPoint' } : { kind: 'docx', archive, main };
}

/** 识别格式: by the first bytes, then by what is inside. Throws `UnreadableFile` for a damaged archive. */
export function fileFormat(bytes: Uint8Array): FileFormat {
  switch (foreignFormat(bytes)) {
    case 'pdf':
      return { kind: 'pdf' };
    case 'zip':
      return zipFormat(bytes);
    case 'ole':
      return compoundFormat(bytes);
    case 'binary':
      return { kind: 'binary' };
    case undefined:
      return textFormat(bytes);
  }
}

/** What a file of characters is: the beginning of some XML files names their program. */
function textFormat(bytes: Uint8Array): FileFormat {
  const head = Buffer.from(bytes.subarray(0, SNIFFED))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  if (SHEET_XML.test(head)) return { kind: 'sheet-xml' };
  if (WORD_XML.test(head)) return { kind: 'other', name: 'Word XML' };
  return { kind: HTML.test(head) ? 'html' : 'text' };
}

const EXTENSIONS: Readonly<Record<string, readonly FileFormat['kind'][]>> = {
  docx: ['docx'],
  docm: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  doc: ['doc'],
  wps: ['doc'],
  xls: ['xls', 'sheet-xml'],
  et: ['xls'],
  pdf: ['pdf'],
  html: ['html'],
  htm: ['html'],
};
const NAMES: Readonly<Partial<Record<FileFormat['kind'], string>>> = {
  docx: 'Word文档（DOCX）',
  xlsx: 'Excel工作簿（XLSX）',
  doc: '旧版Word文档（DOC）',
  xls: '旧版Excel工作簿（XLS）',
  'sheet-xml': 'Excel 2003的XML表格',
  pdf: 'PDF文件',
  html: '网页（HTML）',
  text: '文本文件',
};

/** What an extension promises and the content is instead; `undefined` where they agree or the extension promises nothing. */
export function extensionMismatch(
  fileName: string,
  { kind }: FileFormat,
): { extension: string; format: string } | undefined {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const format = NAMES[kind];
  const promised = EXTENSIONS[extension] ?? (extension === 'txt' ? ['text', 'html'] : undefined);
  return promised && format && !promised.includes(kind) ? { extension, format } : undefined;
}
