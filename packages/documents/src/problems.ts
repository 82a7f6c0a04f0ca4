import type { Place, Problem } from '@jiheng/domain';

/** 读取问题: every fault that reading can meet, what it says and what to do about it. */
const CATALOGUE = {
  'READ-EMPTY-FILE': ['error', '文件是空的，没有可读的内容', '请确认文件已保存完整后重新导入'],
  'READ-BINARY': ['error', '文件不是文本，无法读取', '请导出为文本文件（TXT）后重新导入'],
  'READ-UNSUPPORTED': [
    'error',
    '本版本尚不能读取{format}文件',
    '请先另存为文本文件（TXT）后导入；后续版本将直接支持此格式',
  ],
  'READ-NO-FORM': ['error', '文件中没有找到绩效表', '请确认文件含有绩效目标表、自评表或监控表'],
  'READ-TRUNCATED-FORM': ['warning', '“{name}”缺少绩效指标，表格可能不完整', '请核对原文件，补全后重新导入'],
  'READ-NO-TOTAL': ['warning', '“{name}”没有读到总分，表格可能不完整', '请核对原文件的总分一行'],
  'READ-BROKEN-ROW': ['warning', '有一行指标无法完整识别：{text}', '请对照原文件核对该行，必要时手工补录'],
  'READ-ENCODING': ['warning', '有{count}个字符无法解码，已用“�”代替', '请用原软件另存为UTF-8编码后重新导入'],
  'READ-LINE-TOO-LONG': ['error', '第{line}行超过{limit}个字符，已跳过', '请检查该行内容，拆分后重新导入'],
  'READ-TOO-LARGE': ['error', '文件超过{limit}MB，未读取', '请按单位或年度拆分后导入'],
  'READ-DUPLICATE-FORM': [
    'warning',
    '“{name}”与本文件中第{other}张表内容相同',
    '请确认是否重复，导入时只需保留一张',
  ],
  'READ-TOO-MANY-FORMS': ['warning', '文件中的表超过{limit}张，其余未读取', '请拆分文件后导入'],
} as const satisfies Record<string, readonly ['error' | 'warning', string, string]>;

export type ReadingProblemCode = keyof typeof CATALOGUE;

/** One fault with its words filled in. */
export function readingProblem(
  code: ReadingProblemCode,
  values: Readonly<Record<string, string | number>> = {},
  place?: Place,
): Problem {
  const [severity, message, remedy] = CATALOGUE[code];
  const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { code, severity, message: filled, remedy, ...(place ? { place } : {}) };
}
