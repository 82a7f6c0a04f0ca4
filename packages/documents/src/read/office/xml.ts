import { SaxesParser } from 'saxes';

import { UnreadableFile } from '../unreadable-file.ts';

/** Attributes by printed name. */
export type Attributes = Readonly<Record<string, string>>;

/** What a part's reader hears. Names are without prefix: `w:tbl` comes as `tbl`. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

const MAX_DEPTH = 200;

const localNames = new Map<string, string>();
const MAX_NAMES = 5000;

function localName(name: string): string {
  const known = localNames.get(name);
  if (known !== undefined) return known;
  if (localNames.size >= MAX_NAMES) localNames.clear();
  const local = name.slice(name.indexOf(':') + 1);
  localNames.set(name, local);
  return local;
}

function decodePart(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function damaged(): UnreadableFile {
  return new UnreadableFile('READ-XML-DAMAGED');
}

/** 解析部件: one XML part, from beginning to end. A DOCTYPE, and with it every entity of the file's own, is refused. */
export function parseXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let depth = 0;
  parser.on('error', () => {
    throw damaged();
  });
  parser.on('doctype', () => {
    throw new UnreadableFile('READ-XML-ENTITIES');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH) throw new UnreadableFile('READ-TOO-DEEP', { limit: MAX_DEPTH });
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    handler.close(localName(name));
  });
  if (handler.text) {
    const text = handler.text.bind(handler);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.write(decodePart(bytes)).close();
}

/** Value of an attribute whatever its prefix is: strict and transitional files, and files of other producers, differ in it. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const direct = attributes[`w:${name}`] ?? attributes[name];
  if (direct !== undefined) return direct;
  for (const key in attributes) if (localName(key) === name) return attributes[key];
  return undefined;
}

/** True unless a property is switched off: `<w:vanish w:val="0"/>`. */
export function isOn(attributes: Attributes): boolean {
  const value = attributeOf(attributes, 'val');
  return value === undefined || !/^(?:0|false|off|none)$/.test(value);
}
