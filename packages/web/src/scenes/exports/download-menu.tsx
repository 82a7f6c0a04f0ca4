import type { ExportFormat } from '@jiheng/api';
import type { FormRecord, FormTemplate } from '@jiheng/domain';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { ApiError } from '../../client/api.ts';
import { downloadForm, type FormFile } from '../../client/exports.ts';
import { useSession } from '../../client/session.ts';
import { FORMAT_LABELS, FORMATS } from './job-words.ts';

const OtherTemplate = lazy(async () => ({ default: (await import('./other-template.tsx')).OtherTemplate }));

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  docx: '.docx',
  xlsx: '.xlsx',
  pdf: '.pdf',
  exchange: '.json',
};
const OTHER = 'other';

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

/** 下载: the form as a file, on its own template or on another one of its kind. */
export function DownloadMenu(props: DownloadMenuProps) {
  const { id, revision } = props;
  const [isOther, setIsOther] = useState(false);
  const { mutate, isPending } = useFormDownload();
  const { can } = useSession();
  if (!can('form.export')) return null;
  const items = [
    ...FORMATS.map((format) => ({ key: format, label: `${FORMAT_LABELS[format]}（${EXTENSIONS[format]}）` })),
    { type: 'divider' as const },
    { key: OTHER, label: '改用其他表样……' },
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => {
            if (key === OTHER) setIsOther(true);
            else mutate({ id, revision, format: key as ExportFormat });
          },
        }}
      >
        <Button loading={isPending}>下载</Button>
      </Dropdown>
      <Suspense>
        {isOther && (
          <OtherTemplate
            {...props}
            onClose={() => {
              setIsOther(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
