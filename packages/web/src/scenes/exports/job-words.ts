import type { ExportArrangement, ExportFormat, ExportJob } from '@jiheng/api';
import { withThousands } from '@jiheng/domain';
import { durationText, secondsLeft } from '../../wording/times.ts';

export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  docx: 'Word',
  xlsx: 'Excel',
  pdf: 'PDF',
  exchange: '交换格式',
};
export const FORMATS = Object.keys(FORMAT_LABELS) as readonly ExportFormat[];

export const ARRANGEMENT_LABELS: Readonly<Record<ExportArrangement, string>> = {
  separate: '每张一个文件',
  combined: '合订带目录',
  summary: '汇总表',
};

export const STATUS_LABELS: Readonly<Record<ExportJob['status'], string>> = {
  waiting: '等待生成',
  running: '正在生成',
  done: '已完成',
  failed: '失败',
  cancelled: '已取消',
  expired: '已过期删除',
};

function count(forms: number): string {
  return withThousands(String(forms));
}

/** `12 张表：每张一个文件，Word、PDF` */
export function contentText({ formsTotal, arrangement, formats }: ExportJob): string {
  const how = ARRANGEMENT_LABELS[arrangement];
  const as = arrangement === 'summary' ? 'Excel' : formats.map((format) => FORMAT_LABELS[format]).join('、');
  return `${count(formsTotal)} 张表：${how}，${as}`;
}

/** `已生成 12 张，共 100 张；还需约 20 秒` */
export function progressText({ formsDone, formsTotal, createdAt }: ExportJob, now: number): string {
  const left = secondsLeft(formsDone, formsTotal, (now - Date.parse(createdAt)) / 1000);
  const done = `已生成 ${count(formsDone)} 张，共 ${count(formsTotal)} 张`;
  return left === null ? done : `${done}；还需约 ${durationText(left)}`;
}

/** `2 张未能完整导出`; null when nothing is to be said. */
export function problemText({ problems }: Pick<ExportJob, 'problems'>): string | null {
  const forms = new Set(problems.flatMap(({ name }) => name ?? [])).size;
  if (forms > 0) return `${count(forms)} 张未能完整导出`;
  return problems.length > 0 ? '有需要说明的情况' : null;
}
