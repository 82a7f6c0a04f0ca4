// A screenshot with a palette of 256 colours: about a third of its size, alike to the eye. Only what Chromium writes is
// read: 8 bits a channel, not interlaced.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const CHANNELS = { 2: 3, 6: 4 };
const COLOURS = 256;

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** Undoes the filters of the rows in place. */
function unfilter(raw, height, stride, step) {
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1) + 1;
    const filter = raw[start - 1];
    for (let at = start; at < start + stride; at += 1) {
      const left = at - step >= start ? raw[at - step] : 0;
      const above = row > 0 ? raw[at - stride - 1] : 0;
      const corner = row > 0 && at - step >= start ? raw[at - step - stride - 1] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      raw[at] = (raw[at] + guess) & 255;
    }
  }
}

function pixelsOf(png) {
  const chunks = chunksOf(png);
  const header = chunks[0].data;
  const [width, height, step] = [header.readUInt32BE(0), header.readUInt32BE(4), CHANNELS[header[9]]];
  if (header[8] !== 8 || step === undefined || header[12] !== 0) throw new Error('not a picture of Chromium');
  const raw = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  unfilter(raw, height, width * step, step);
  const pixels = new Uint32Array(width * height);
  for (let row = 0, pixel = 0; row < height; row += 1)
    for (let at = row * (width * step + 1) + 1, column = 0; column < width; column += 1, at += step)
      pixels[pixel++] = (raw[at] << 16) | (raw[at + 1] << 8) | raw[at + 2];
  return { width, height, pixels };
}

function distance(one, other) {
  const part = (shift) => ((one >> shift) & 255) - ((other >> shift) & 255);
  return part(16) ** 2 + part(8) ** 2 + part(0) ** 2;
}

/** The most frequent colour of each of the most frequent shades. */
function paletteOf(counts) {
  const shades = new Map();
  for (const [colour, count] of counts) {
    const key = colour & 0xf8f8f8;
    const shade = shades.get(key) ?? { total: 0, colour, most: 0 };
    shade.total += count;
    if (count > shade.most) Object.assign(shade, { colour, most: count });
    shades.set(key, shade);
  }
  const often = [...shades.values()].sort((a, b) => b.total - a.total);
  return often.slice(0, COLOURS).map(({ colour }) => colour);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The same picture with a palette. */
export function smallPng(png) {
  const { width, height, pixels } = pixelsOf(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = paletteOf(counts);
  const nearest = new Map();
  for (const colour of counts.keys()) {
    const far = palette.map((known) => distance(known, colour));
    nearest.set(colour, far.indexOf(Math.min(...far)));
  }
  const rows = Buffer.alloc(height * (width + 1));
  for (let at = 0; at < pixels.length; at += 1)
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = nearest.get(pixels[at]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
