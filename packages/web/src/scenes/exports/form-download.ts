import type { FormRecord, FormTemplate } from '@jiheng/domain';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { ApiError } from '../../client/api.ts';
import { downloadForm, type FormFile } from '../../client/exports.ts';

/** Saves one form; a failure is said where one is. */
export function useFormDownload() {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (file: FormFile) => downloadForm(file),
    onError: (error) => {
      const remedy = error instanceof ApiError ? error.remedy : '';
      void message.error(`${error.message}${remedy}`);
    },
  });
}

export interface DownloadMenuProps {
  readonly id: string;
  readonly revision: number;
  readonly record: FormRecord;
  readonly template: FormTemplate;
}
