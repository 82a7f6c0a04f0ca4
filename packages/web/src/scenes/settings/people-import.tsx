import type { InitialPassword, PeopleImport } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { peopleApi } from '../../client/people.ts';
import { FileChoice } from '../../components/file-choice.tsx';
import { Refusal } from '../sign-in/refusal.tsx';

const SORTS = { add: '新增', change: '修改', same: '不变' } as const;

function Outcome({ outcome }: { readonly outcome: PeopleImport }) {
  const { problems, changes } = outcome;
  if (problems.length > 0) {
    return (
      <>
        <p role="alert">{`有 ${String(problems.length)} 处需要改正，改好后再选一次文件；现在没有导入任何内容。`}</p>
        <ul className="import-faults" tabIndex={0}>
          {problems.map(({ sheet, row, message, remedy }, index) => (
            <li key={index}>
              {sheet === '' ? '' : `“${sheet}”`}
              {row === null ? '' : `第 ${String(row)} 行：`}
              {message}，{remedy}。
            </li>
          ))}
        </ul>
      </>
    );
  }
  const count = (sort: keyof typeof SORTS) => changes.filter((change) => change.sort === sort).length;
  return (
    <>
      <p>{`新增 ${String(count('add'))} 项，修改 ${String(count('change'))} 项，不变 ${String(count('same'))} 项。`}</p>
      <div className="import-changes" role="region" aria-label="将要发生的变化" tabIndex={0}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">工作表</th>
              <th scope="col">行</th>
              <th scope="col">内容</th>
              <th scope="col">变化</th>
            </tr>
          </thead>
          <tbody>
            {changes
              .filter(({ sort }) => sort !== 'same')
              .map(({ sheet, row, label, sort, detail }) => (
                <tr key={`${sheet}-${String(row)}`}>
                  <td>{sheet}</td>
                  <td>{row}</td>
                  <td>{label}</td>
                  <td>{detail === '' ? SORTS[sort] : detail}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface PeopleImportDialogProps {
  readonly onClose: () => void;
  readonly onPassword: (passwords: readonly InitialPassword[]) => void;
}

/** 批量导入: choose a workbook, look at what would change, then apply all of it. */
export function PeopleImportDialog({ onClose, onPassword }: PeopleImportDialogProps) {
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const preview = useMutation({ mutationFn: (chosen: File) => peopleApi.importPeople(chosen, false) });
  const apply = useMutation({
    mutationFn: (chosen: File) => peopleApi.importPeople(chosen, true),
    onSuccess: (outcome) => {
      if (!outcome.isApplied) return;
      void client.invalidateQueries();
      if (outcome.initialPasswords.length > 0) onPassword(outcome.initialPasswords);
      onClose();
    },
  });
  const outcome = apply.data ?? preview.data;
  const isReady = file !== undefined && preview.data?.problems.length === 0;
  return (
    <Modal
      open
      width={760}
      title="批量导入机构和人员"
      okText="全部导入"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={apply.isPending}
      onOk={() => {
        if (file) apply.mutate(file);
      }}
      onCancel={onClose}
    >
      <ol className="import-steps">
        <li>
          下载 <a href="/api/people/workbook">现有机构和人员的 Excel 表</a>，按其中的说明增改。
        </li>
        <li>
          选择填好的文件：
          <FileChoice
            label="选择填好的文件"
            file={file}
            onChoose={(chosen) => {
              setFile(chosen);
              apply.reset();
              preview.mutate(chosen);
            }}
          />
        </li>
        <li>核对下面列出的变化，再点“全部导入”。表中没有的机构和人员保持不变。</li>
      </ol>
      <Refusal error={preview.error ?? apply.error} />
      {preview.isPending && <p role="status">正在核对……</p>}
      {outcome !== undefined && <Outcome outcome={outcome} />}
    </Modal>
  );
}
