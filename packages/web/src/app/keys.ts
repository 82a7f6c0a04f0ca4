/** True while a key press belongs to a text field or an open list, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], [role="dialog"]') !== null
  );
}

/** What `?` shows. */
export const KEY_HELP: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Ctrl', 'K'], does: '搜索表单、项目、单位、规则、页面' },
  { keys: ['?'], does: '显示本说明' },
  { keys: ['/'], does: '在表单列表中：光标到搜索框' },
  { keys: ['↑', '↓'], does: '在列表中：移到上一行、下一行' },
  { keys: ['回车'], does: '打开所在行的表；在表中查看所在单元格的来源' },
  { keys: ['空格'], does: '在列表中：选中所在行' },
  { keys: ['←', '→'], does: '在一张表中：前一张、后一张；在原件中：前一页、后一页' },
  { keys: ['Tab'], does: '移到下一个单元格、按钮或链接' },
  { keys: ['Esc'], does: '关闭面板，回到原处' },
  { keys: ['Ctrl', 'V'], does: '在导入页：导入从 Excel、WPS 或网页复制的表' },
  { keys: ['F2'], does: '在填报页：打开所在单元格；直接打字则从头写' },
  { keys: ['Alt', '回车'], does: '在填报页：单元格内换行' },
  { keys: ['Ctrl', '回车'], does: '在填报页：在下面插入一行' },
  { keys: ['Ctrl', 'D'], does: '在填报页：复制所在行' },
  { keys: ['Ctrl', 'Delete'], does: '在填报页：删除所在行' },
  { keys: ['Alt', '↑', '↓'], does: '在填报页：上移、下移所在行' },
  { keys: ['Ctrl', 'Z', 'Y'], does: '在填报页：撤销、重做自己的修改' },
  { keys: ['Ctrl', 'C', 'X', 'V'], does: '在填报页：与 Excel、WPS 互相复制粘贴' },
  { keys: ['F8'], does: '在填报页：下一处问题；Shift+F8 上一处' },
  { keys: ['Esc', 'Tab'], does: '在填报页：先后按下，离开表格' },
  { keys: ['T'], does: '在审核页：审核通过' },
  { keys: ['P'], does: '在审核页：批复' },
  { keys: ['H'], does: '在审核页：退回修改' },
  { keys: ['Y'], does: '在审核页：对所在单元格提意见' },
  { keys: ['Ctrl', 'P'], does: '在一张表中：只打印这张表' },
];
