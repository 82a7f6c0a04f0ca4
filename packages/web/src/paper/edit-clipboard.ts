/** 剪贴板表格: texts by row and column; merged cells are filled into every square they cover. */
export type Matrix = readonly (readonly string[])[];

const QUOTED = /^"((?:[^"]|"")*)"(?=\t|\r?\n|$)/;

/**
 * 制表符文本 of Excel and WPS: cells with tabs or line breaks inside are quoted, quotes inside are doubled. A final line
 * break ends the last row and begins none.
 */
export function parseTabs(text: string): Matrix {
  const rows: string[][] = [[]];
  let rest = text.replace(/\r?\n$/, '');
  for (;;) {
    const quoted = QUOTED.exec(rest);
    const plain = quoted ? undefined : /^[^\t\r\n]*/.exec(rest)?.[0];
    const cell = quoted ? (quoted[1] ?? '').replaceAll('""', '"').replaceAll('\r\n', '\n') : (plain ?? '');
    rows.at(-1)?.push(cell);
    rest = rest.slice(quoted ? quoted[0].length : cell.length);
    if (rest.startsWith('\t')) rest = rest.slice(1);
    else if (/^\r?\n|^\r/.test(rest)) {
      rows.push([]);
      rest = rest.replace(/^\r?\n|^\r/, '');
    } else return rows;
  }
}

/** Text of one cell of a web table: `<br>` and paragraphs are line breaks, other white space is one blank. */
function cellText(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const lineBreak of copy.querySelectorAll('br')) lineBreak.replaceWith('\n');
  for (const block of copy.querySelectorAll('p, div')) block.append('\n');
  const lines = copy.textContent.replaceAll('\r', '').split('\n');
  // Excel wraps its own source lines; what it means as a break is a <br> followed by such a wrap.
  return lines
    .map((line) => line.replace(/[ \t\u00a0]+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}

/**
 * 网页表格 of Excel and WPS: the first table of the clipboard's HTML, `rowspan` and `colspan` filled. Undefined when there
 * is none; nothing of it is ever shown, so it can do no harm.
 */
export function parseTable(html: string): Matrix | undefined {
  // Wraps of the source between words are no line breaks of the cell.
  const source = html.replace(/(?<!<br[^>]{0,40}>)\r?\n\s*/giu, ' ');
  const table = new DOMParser().parseFromString(source, 'text/html').querySelector('table');
  if (!table) return undefined;
  const rows: string[][] = [];
  const filled = new Set<string>();
  [...table.rows].forEach((row, top) => {
    let left = 0;
    for (const cell of row.cells) {
      while (filled.has(`${String(top)}:${String(left)}`)) left += 1;
      const text = cellText(cell);
      for (let down = 0; down < Math.max(1, cell.rowSpan); down += 1) {
        for (let across = 0; across < Math.max(1, cell.colSpan); across += 1) {
          filled.add(`${String(top + down)}:${String(left + across)}`);
          // A cell over several columns is one value; only downwards is it the value of each row.
          (rows[top + down] ??= [])[left + across] = across === 0 ? text : '';
        }
      }
      left += Math.max(1, cell.colSpan);
    }
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows
    .slice(0, table.rows.length)
    .map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

/** What the clipboard holds as a table; the web table first, for it knows merged cells. */
export function readClipboard(data: Pick<DataTransfer, 'getData'>): Matrix {
  const html = data.getData('text/html');
  const table = html.includes('<t') ? parseTable(html) : undefined;
  return table && table.length > 0 ? table : parseTabs(data.getData('text/plain'));
}

function quote(text: string): string {
  return /["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toTabs(matrix: Matrix): string {
  return matrix.map((row) => row.map(quote).join('\t')).join('\r\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}

export function toTable(matrix: Matrix): string {
  // Excel reads a text that begins with a sign as a formula unless the cell says that it is text.
  const cell = (text: string): string => `<td style="mso-number-format:'\\@'">${escape(text)}</td>`;
  return `<table>${matrix.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}
