import type { ProjectImport } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { workApi } from '../../client/work.ts';
import { FileChoice } from '../../components/file-choice.tsx';
import { useSayFailure } from '../../components/say-failure.ts';

const OUTCOMES = { added: '新增', changed: '更新', same: '无变化', faulty: '有误' } as const;

function Rows({ result }: { readonly result: ProjectImport }) {
  const worth = result.rows.filter(({ outcome }) => outcome !== 'same');
  return (
    <div className="import-rows" role="region" aria-label="逐行结果" tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">编码</th>
            <th scope="col">项目</th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {worth.map(({ row, code, name, outcome, faults }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>{code}</td>
              <td>{name}</td>
              <td className={outcome === 'faulty' ? 'faulty' : undefined}>
                {OUTCOMES[outcome]}
                {faults.length > 0 && `：${faults.join('；')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HEADS = '年度、项目编码、项目名称、实施单位（单位名称或单位编码）';
const FURTHER =
  '项目性质、项目类别、计划开始日期、计划完成日期、资金总额（万元）、当年财政拨款（万元）、上年结转资金（万元）、其他资金（万元）、公开';

function Columns() {
  return (
    <p>
      表的第一行为栏目名，须有：{HEADS}；可有：{FURTHER}。
      <a href="/api/projects/template" download>
        下载模板
      </a>
    </p>
  );
}

function Result({ result }: { readonly result: ProjectImport }) {
  const faulty = result.rows.filter(({ outcome }) => outcome === 'faulty').length;
  return (
    <>
      <p role="status">
        {result.isDryRun ? '试算结果：' : '✓ 已导入：'}新增 {result.added} 个，更新 {result.changed}{' '}
        个，无变化 {result.same} 个，有误 {faulty} 行{faulty > 0 && '（有误的行不会导入）'}。
      </p>
      <Rows result={result} />
    </>
  );
}

/** 从 Excel 导入项目: first what would happen, row by row, then the import itself. */
export function ProjectImportDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const [file, setFile] = useState<File | null>(null);
  const run = useMutation({
    mutationFn: ({ from, isDryRun }: { from: File; isDryRun: boolean }) =>
      workApi.importProjects(from, isDryRun),
    onSuccess: async ({ isDryRun }) => {
      if (!isDryRun) await client.invalidateQueries({ queryKey: ['projects'] });
    },
    onError: sayFailure,
  });
  const result = run.data;
  const count = result ? result.added + result.changed : 0;
  const isDone = result?.isDryRun === false;
  const begin = (
    <Button
      type="primary"
      disabled={file === null || count === 0}
      loading={run.isPending}
      onClick={() => {
        if (file) run.mutate({ from: file, isDryRun: false });
      }}
    >
      导入{count > 0 && ` ${String(count)} 个`}
    </Button>
  );
  return (
    <Modal
      open
      width={720}
      title="从 Excel 导入项目"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{isDone ? '完成' : '取消'}</Button>
          {!isDone && begin}
        </>
      }
    >
      <div className="dialog-fields">
        <Columns />
        <FileChoice
          label="项目表文件"
          file={file}
          onChoose={(from) => {
            setFile(from);
            run.mutate({ from, isDryRun: true });
          }}
        />
        {result && <Result result={result} />}
      </div>
    </Modal>
  );
}
