import type { ExportFormat } from '@jiheng/api';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../client/session.ts';
import { useFormDownload, type DownloadMenuProps } from './form-download.ts';
import { FORMAT_LABELS, FORMATS } from './job-words.ts';

const OtherTemplate = lazy(async () => ({ default: (await import('./other-template.tsx')).OtherTemplate }));

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  docx: '.docx',
  xlsx: '.xlsx',
  pdf: '.pdf',
  exchange: '.json',
};
const OTHER = 'other';

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
