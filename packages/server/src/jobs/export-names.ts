import type { ExportFormat } from '@jiheng/api';
import { FORM_KIND_LABELS, type FormRecord } from '@jiheng/domain';

const LONGEST = 60;
const UNNAMED = '未填项目名称';

export const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  docx: 'docx',
  xlsx: 'xlsx',
  pdf: 'pdf',
  exchange: 'json',
};
/** 文件夹 of a ZIP with several formats. */
export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  docx: 'Word',
  xlsx: 'Excel',
  pdf: 'PDF',
  exchange: '交换格式',
};
export const MEDIA_TYPES: Readonly<Record<ExportFormat | 'zip', string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  exchange: 'application/json',
  zip: 'application/zip',
};

/** A part of a file name that Windows, macOS and Linux take. */
export function safeName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|]/gu, '_')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, '')
    .replace(/\s+/gu, ' ');
  const short = Array.from(clean).slice(0, LONGEST).join('');
  return short.replace(/^[. ]+|[. ]+$/gu, '');
}

/** 图书采购专项（2024年度项目绩效自评表） */
export function formName({ header, fiscalYear, kind }: FormRecord): string {
  const name = safeName(header.projectName ?? '');
  const year = fiscalYear === null ? '' : `${String(fiscalYear)}年度`;
  return `${name === '' ? UNNAMED : name}（${year}${FORM_KIND_LABELS[kind]}）`;
}

/** The name under which a form of a list is spoken of; damaged records have one as well. */
export function listName(projectName: string | null): string {
  return projectName ?? UNNAMED;
}
