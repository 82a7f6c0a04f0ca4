import type { Problem } from '@jiheng/domain';

/** 无法写出PDF: the machine lacks what writing needs; the door returns it as a problem. */
export class PdfUnavailable extends Error {
  readonly problem: Problem;

  constructor(what: string, options?: ErrorOptions) {
    super('PDF writing is unavailable', options);
    this.problem = {
      code: 'WRITE-PDF-UNAVAILABLE',
      severity: 'error',
      message: `本机缺少${what}，无法生成PDF`,
      remedy: '请重新执行npm install（不要加--omit=optional），或改为导出Word、Excel文件',
    };
  }
}
