import type { ImportJob } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useState } from 'react';
import { acceptProposals, changesOf, proposalsOf, type Changes, type Failed } from './accept-proposals.ts';

const FIELDS_NAMED = 6;

function ChangesText({ changes, count }: { readonly changes: Changes; readonly count: number }) {
  const { differences, sameButSigns, fields } = changes;
  const named = fields.slice(0, FIELDS_NAMED).map(({ name, count: times }) => `${name} ${String(times)} 处`);
  return (
    <div className="changes-text">
      <p>
        与现行版本共有 {differences} 处不同：{named.join('，')}
        {fields.length > FIELDS_NAMED && `，其他 ${String(fields.length - FIELDS_NAMED)} 种栏目`}。
      </p>
      {sameButSigns > 0 && (
        <p>
          {sameButSigns === count ? '全部' : `其中 ${String(sameButSigns)} 张`}
          仅标点、全半角或空白不同，字句和数字相同。
        </p>
      )}
      <p>原来的版本都会保留，可随时查看。</p>
    </div>
  );
}

function FailedList({ failed }: { readonly failed: readonly Failed[] }) {
  return (
    <div role="alert">
      <p>有 {failed.length} 张没有采用成功，其余已采用：</p>
      <ul className="problems">
        {failed.map(({ proposal: { form, file, documentId }, reason }) => (
          <li key={`${documentId}-${String(form.index)}`} className="error">
            <strong>错误</strong>
            <span>
              {file} · {form.projectName ?? '未写项目名称'}
              <span className="quiet"> {reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** 全部采用: all proposed versions of an import after one confirmation that says how many and what changes. */
export function AcceptAll({ job }: { readonly job: ImportJob }) {
  const client = useQueryClient();
  const { modal, message } = App.useApp();
  const [done, setDone] = useState(0);
  const { together, oneByOne } = proposalsOf(job);
  const accept = useMutation({
    mutationFn: (proposals: typeof together) => acceptProposals(job.id, proposals, setDone),
    onSuccess: async (failed, proposals) => {
      const count = proposals.length - failed.length;
      if (count > 0) message.success(`已采用 ${String(count)} 张表的新版本`);
      await client.invalidateQueries();
    },
  });
  const ask = () => {
    modal.confirm({
      title: `采用 ${String(together.length)} 张表的新版本`,
      content: <ChangesText changes={changesOf(together)} count={together.length} />,
      okText: `采用 ${String(together.length)} 张`,
      cancelText: '再看看',
      width: 520,
      onOk: () => {
        setDone(0);
        accept.mutate(together);
      },
    });
  };
  return (
    <>
      {accept.isPending && (
        <div role="status">
          正在采用：{done} / {accept.variables.length} 张
          <Progress
            aria-label="采用进度"
            percent={Math.floor((done / accept.variables.length) * 100)}
            size="small"
          />
        </div>
      )}
      {accept.data && accept.data.length > 0 && <FailedList failed={accept.data} />}
      {together.length > 1 && !accept.isPending && (
        <p className="accept-all">
          <Button onClick={ask}>全部采用（{together.length} 张）</Button>
          {oneByOne.length > 0 && (
            <span className="quiet">另有 {oneByOne.length} 张与这次导入的其他表是同一张表，请逐张决定。</span>
          )}
        </p>
      )}
    </>
  );
}
