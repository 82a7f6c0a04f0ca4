export * from './read-result.ts';
export { readDocument } from './read-document.ts';
export { readFile } from './read-file.ts';
export * from './exchange.ts';
export { decode, type Decoded } from './model/decode.ts';
