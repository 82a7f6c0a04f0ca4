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
  { keys: ['Ctrl', 'K'], does: '搜索表单、单位、规则、页面' },
  { keys: ['?'], does: '显示本说明' },
  { keys: ['/'], does: '在表单列表中：光标到搜索框' },
  { keys: ['↑', '↓'], does: '在列表中：移到上一行、下一行' },
  { keys: ['回车'], does: '打开所在行的表；在表中查看所在单元格的来源' },
  { keys: ['空格'], does: '在列表中：选中所在行' },
  { keys: ['←', '→'], does: '在一张表中：前一张、后一张；在原件中：前一页、后一页' },
  { keys: ['Tab'], does: '移到下一个单元格、按钮或链接' },
  { keys: ['Esc'], does: '关闭面板，回到原处' },
  { keys: ['Ctrl', 'V'], does: '在导入页：导入从 Excel、WPS 或网页复制的表' },
  { keys: ['Ctrl', 'P'], does: '在一张表中：只打印这张表' },
];
