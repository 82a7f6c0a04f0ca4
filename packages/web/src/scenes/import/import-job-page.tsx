import type { ImportJob } from '@jiheng/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useEffect } from 'react';
import { queries } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { instantText } from '../../wording/times.ts';
import { AcceptAll } from './accept-all.tsx';
import { FileResult } from './file-result.tsx';
import { filesInOrder, progressText, summaryOf } from './job-summary.ts';
import './import.css';

const route = getRouteApi('/import/$importId');

/** Lists, overview and rules count anew once the import is through. */
function useRefreshWhenDone(isDone: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isDone) return;
    for (const key of ['forms', 'facets', 'overview', 'rules', 'imports'])
      void client.invalidateQueries({ queryKey: [key] });
  }, [isDone, client]);
}

function Summary({ job }: { readonly job: ImportJob }) {
  const { added, same, proposed, accepted, separated, failedFiles, duplicateFiles, needsReview, errors } =
    summaryOf(job);
  const figures = [
    { label: '新增的表', value: added },
    { label: '与现有的表不同，待定', value: proposed },
    { label: '已采用为新版本', value: accepted },
    { label: '已另立为新表', value: separated },
    { label: '已有，内容相同', value: same },
    { label: '有错误的表', value: errors },
    { label: '需核对的表', value: needsReview },
    { label: '没有读成的文件', value: failedFiles },
    { label: '重复的文件', value: duplicateFiles },
  ].filter(({ value }, at) => at === 0 || value > 0);
  return (
    <dl className="job-figures">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function JobView({ job, updatedAt }: { readonly job: ImportJob; readonly updatedAt: number }) {
  const isDone = job.finishedAt !== null;
  const { can } = useSession();
  useRefreshWhenDone(isDone);
  return (
    <>
      <div className="card job-head">
        <p role="status">{progressText(job, updatedAt)}</p>
        {!isDone && (
          <>
            <Progress
              aria-label="读取进度"
              percent={job.filesTotal === 0 ? 0 : Math.floor((job.filesDone / job.filesTotal) * 100)}
              size="small"
            />
            <p className="quiet">可以离开此页，读取不会中断；以后从“导入”页再打开。</p>
          </>
        )}
        <Summary job={job} />
        {isDone && can('form.revise') && <AcceptAll job={job} />}
      </div>
      {filesInOrder(job.files).map((file, index) => (
        <FileResult key={`${file.file}-${String(index)}`} file={file} importId={job.id} />
      ))}
    </>
  );
}

export function ImportJobPage() {
  const { importId } = route.useParams();
  const { data, error, refetch, dataUpdatedAt } = useQuery(queries.importJob(importId));
  return (
    <div className="page import-page">
      <PageHead title="导入结果" note={data && instantText(data.createdAt)}>
        {data && data.formsDone > 0 && (
          <Link to="/forms" search={{ importId }} className="back-link">
            在列表中查看这次导入的表
          </Link>
        )}
        <Link to="/import">再导入</Link>
      </PageHead>
      {error && !data && (
        <Failure error={error} onRetry={() => void refetch()}>
          <Link to="/import">回到导入</Link>
        </Failure>
      )}
      {!error && !data && <Loading label="正在读取导入结果" />}
      {data && <JobView job={data} updatedAt={dataUpdatedAt} />}
    </div>
  );
}
