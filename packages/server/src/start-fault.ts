import { StoreError } from '@jiheng/store';

/** What the operating system says of a place that cannot be written, for whoever starts the product. */
const PLACE_FAULTS: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '所在磁盘只读',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  ENOTDIR: '上级不是文件夹',
  EEXIST: '已有同名文件',
};

/** Why the product did not start and what to do; undefined for a fault of our own. */
export function startFault(error: unknown): string | undefined {
  if (error instanceof StoreError) return `${error.message}\n${error.remedy}`;
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const fault = code === undefined ? undefined : PLACE_FAULTS[code];
  if (fault === undefined || path === undefined) return undefined;
  return `绩衡未能启动：${path} ${fault}。\n请调整权限或腾出空间后重试，也可用环境变量 JIHENG_DATA 指定另一个数据文件夹。`;
}
