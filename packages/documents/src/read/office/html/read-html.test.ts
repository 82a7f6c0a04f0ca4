import { expect, it } from 'vitest';

import { readHtml } from './read-html.ts';

/** Paragraphs as text, tables as rows of `text@column+columns×rows`. */
function shown(html: string): unknown[] {
  return readHtml(html).map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((row) =>
          row.map(({ text, column, columns, rows }) => `${text}@${column}+${columns}×${rows}`),
        ),
  );
}

it.each([
  ['paragraphs and line breaks', '<p>甲</p><div>乙<br>丙</div>丁', ['甲', '乙\n丙', '丁']],
  ['entities', '<p>A&amp;B&nbsp;&ge;95%</p>', ['A&B ≥95%']],
  [
    'nothing of scripts, styles and hidden elements',
    '<script>甲</script><style>乙</style><p style="display: none">丙</p><p hidden>丁</p><p>戊</p>',
    ['戊'],
  ],
  [
    'nothing of the notes on cells that LibreOffice writes',
    '<table><tr><td><a class="comment-indicator"></a><comment>批注</comment>项目名称</td><td>乙</td></tr></table>',
    [[['项目名称@0+1×1', '乙@1+1×1']]],
  ],
  ['no signs around a form field', '<p>单位：\u0007\u0003甲单位\u0008</p>', ['单位：甲单位']],
  [
    'merges to the right and downwards',
    '<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>',
    [
      [
        ['甲@0+1×2', '乙@1+2×1'],
        ['丙@1+1×1', '丁@2+1×1'],
      ],
    ],
  ],
  [
    'merges at the end of a row',
    '<table><tr><td>甲</td><td rowspan="3">乙</td></tr><tr><td>丙</td></tr><tr><td>丁</td></tr></table>',
    [[['甲@0+1×1', '乙@1+1×3'], ['丙@0+1×1'], ['丁@0+1×1']]],
  ],
  [
    'tables that lay out a page',
    '<table><tr><td><p>标题</p><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>',
    ['标题', [['甲@0+1×1', '乙@1+1×1']]],
  ],
  [
    'heads of tables',
    '<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>',
    [[['甲@0+1×1'], ['乙@0+1×1']]],
  ],
  ['cells without a table, as lines', '<td>甲</td><td>乙</td>', ['甲', '乙']],
])('reads %s', (_, html, expected) => {
  expect(shown(html)).toEqual(expected);
});
