import type { ExportJob, ExportProblem } from '@jiheng/store';

const TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** 导出说明.txt, as the Windows editor shows it: who exported what, when, and what is missing, by name. */
export function exportNote(
  { actor, createdAt, formsTotal }: Pick<ExportJob, 'actor' | 'createdAt' | 'formsTotal'>,
  problems: readonly ExportProblem[],
): string {
  const missing = new Set(problems.flatMap(({ name }) => name ?? [])).size;
  const lines = [
    '绩衡 导出说明',
    '',
    `导出人：${actor}`,
    `导出时间：${TIME.format(createdAt)}（北京时间）`,
    `应导出：${String(formsTotal)}张`,
    ...(problems.length === 0
      ? ['全部导出，没有遗漏。']
      : [`未能完整导出：${String(missing)}张`, '', '未导出的内容：']),
    ...problems.map(
      ({ name, message }, index) => `${String(index + 1)}. ${name === null ? '' : `${name}：`}${message}`,
    ),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
