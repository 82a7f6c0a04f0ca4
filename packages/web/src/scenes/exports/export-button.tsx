import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../client/session.ts';
import type { ExportDialogProps } from './export-dialog.tsx';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

interface ExportButtonProps extends Omit<ExportDialogProps, 'onClose'> {
  readonly isEmpty: boolean;
}

/** 导出 of the list: the chosen forms, or all that the filter shows. */
export function ExportButton({ isEmpty, ...dialog }: ExportButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { can } = useSession();
  const count = dialog.chosenIds.length;
  if (!can('form.export')) return null;
  return (
    <>
      <Button
        type="primary"
        disabled={isEmpty}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {count > 0 ? `导出所选 ${String(count)} 张` : '导出'}
      </Button>
      <Suspense>
        {isOpen && (
          <ExportDialog
            {...dialog}
            onClose={() => {
              setIsOpen(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
