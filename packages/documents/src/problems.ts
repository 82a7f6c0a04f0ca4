import { fillIn, type Place, type Problem } from '@jiheng/domain';

/** 读取问题: every fault that reading can meet, what it says and what to do about it. */
const CATALOGUE = {
  'READ-EMPTY-FILE': ['error', '文件是空的，没有可读的内容', '请确认文件已保存完整后重新导入'],
  'READ-BINARY': ['error', '文件不是文本，无法读取', '请用原软件另存为DOCX、XLSX、PDF或TXT后重新导入'],
  'READ-UNSUPPORTED': [
    'error',
    '本版本尚不能读取{format}文件',
    '请用原软件另存为DOCX、XLSX、PDF或TXT后重新导入',
  ],
  'READ-ENCRYPTED': ['error', '文件已加密，无法读取', '请用原软件取消打开密码后重新导入'],
  'READ-ZIP-DAMAGED': ['error', '文件已损坏，无法打开', '请用Word、Excel或WPS打开并另存后重新导入'],
  'READ-ZIP-BOMB': ['error', '文件解压后过大（超过{limit}MB或压缩比异常）', '请拆分文件，或另存后重新导入'],
  'READ-XML-DAMAGED': ['error', '文件内部结构有误，无法读取', '请用Word、Excel或WPS打开并另存后重新导入'],
  'READ-XML-ENTITIES': [
    'error',
    '文件内部自行定义了实体，可能有害，未读取',
    '请用Word、Excel或WPS打开并另存后重新导入',
  ],
  'READ-MACROS': ['warning', '文件含有宏，没有读取也没有运行', '请核对内容；不需要宏时可另存为DOCX或XLSX'],
  'READ-EXTERNAL-LINKS': [
    'warning',
    '文件引用了{count}处外部内容，没有访问',
    '请核对引用处的内容；需要时粘贴为数值后重新导入',
  ],
  'READ-TOO-DEEP': ['error', '文件内部嵌套超过{limit}层，未读取', '请用Word、Excel或WPS打开并另存后重新导入'],
  'READ-TOO-MANY-CELLS': ['error', '文件的单元格超过{limit}个或文字过多，未读取', '请按单位或年度拆分后导入'],
  'READ-TOO-MANY-SHEETS': ['error', '工作簿的工作表超过{limit}张，未读取', '请按单位或年度拆分后导入'],
  'READ-TOO-MANY-MERGES': ['error', '工作表的合并单元格超过{limit}处，未读取', '请清除多余的合并后重新导入'],
  'READ-WRONG-EXTENSION': [
    'warning',
    '扩展名是.{extension}，实际是{format}，已按实际格式读取',
    '请更正文件的扩展名',
  ],
  'READ-NO-RESULT': [
    'warning',
    '有{count}个公式没有保存计算结果，按空白读取',
    '请用Excel或WPS打开并保存后重新导入',
  ],
  'READ-PDF-ENCRYPTED': ['error', 'PDF已加密，无法读取', '请用打开密码解密并另存后重新导入'],
  'READ-PDF-DAMAGED': ['error', 'PDF已损坏，无法完整读取', '请重新导出或下载该文件后再导入'],
  'READ-PDF-SCANNED': [
    'error',
    '第{pages}页是扫描图片，没有可读的文字',
    '请导入原始的Word、Excel文件，或用带文字的PDF',
  ],
  'READ-PDF-TOO-LONG': ['error', 'PDF共{pages}页，只读取前{limit}页', '请按单位或年度拆分后导入'],
  'READ-PDF-TOO-COMPLEX': ['error', 'PDF自第{page}页起文字或图形过多，未读取', '请重新导出，或拆分后导入'],
  'READ-NEEDS-LIBREOFFICE': [
    'error',
    '读取旧版Word文档需要LibreOffice，本机没有安装',
    '请安装LibreOffice，或用Word、WPS另存为DOCX后导入',
  ],
  'READ-CONVERSION-FAILED': ['error', '旧版Word文档转换失败，未读取', '请用Word或WPS另存为DOCX后重新导入'],
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
  'READ-TOO-MANY-FORMS': ['error', '文件中的表超过{limit}张，其余未读取', '请按单位或年度拆分后导入'],
} as const satisfies Record<string, readonly ['error' | 'warning', string, string]>;

export type ReadingProblemCode = keyof typeof CATALOGUE;

/** One fault with its words filled in. */
export function readingProblem(
  code: ReadingProblemCode,
  values: Readonly<Record<string, string | number>> = {},
  place?: Place,
): Problem {
  const [severity, message, remedy] = CATALOGUE[code];
  const filled = fillIn(message, (name) => String(values[name] ?? ''));
  return { code, severity, message: filled, remedy, ...(place ? { place } : {}) };
}
