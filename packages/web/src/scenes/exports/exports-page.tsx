import type { ExportJob } from '@jiheng/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Progress } from 'antd';
import { ApiError } from '../../client/api.ts';
import { exportFileUrl, exportQueries, exportsApi } from '../../client/exports.ts';
import { queries } from '../../client/queries.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { bytesText } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { chipsOf, parseFilters } from '../forms/filters.ts';
import { contentText, problemText, progressText, STATUS_LABELS } from './job-words.ts';
import './exports.css';

function useCancel() {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: exportsApi.cancel,
    onError: (error) => {
      void message.error(`${error.message}${error instanceof ApiError ? error.remedy : ''}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: exportQueries.list.queryKey }),
  });
}

/** The filter whose forms were exported, as the list says it. */
function Filter({ filter }: Pick<ExportJob, 'filter'>) {
  const facets = useQuery({ ...queries.facets, enabled: filter !== null });
  if (!filter) return <span className="quiet">选中的表</span>;
  const chips = chipsOf(parseFilters(filter), { facets: facets.data });
  const words = chips.map(({ label, value }) => `${label}：${value}`).join('，');
  return <span className="quiet">{words === '' ? '全部表' : words}</span>;
}

/** Forms that are missing, by name; they stand in the file's 导出说明 as well. */
function Problems({ job }: { readonly job: ExportJob }) {
  const summary = problemText(job);
  if (summary === null) return null;
  return (
    <details className="export-problems">
      <summary>{summary}</summary>
      <ul>
        {job.problems.map(({ name, message }, index) => (
          <li key={index}>
            {name !== null && `${name}：`}
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

function State({ job, updatedAt }: { readonly job: ExportJob; readonly updatedAt: number }) {
  if (job.status === 'running') {
    const percent = job.formsTotal === 0 ? 0 : Math.floor((job.formsDone / job.formsTotal) * 100);
    return (
      <div role="status">
        {STATUS_LABELS.running}
        <Progress percent={percent} size="small" strokeColor="var(--accent)" aria-label="生成进度" />
        <span className="quiet">{progressText(job, updatedAt)}</span>
      </div>
    );
  }
  return (
    <>
      <span className={`export-status ${job.status}`}>{STATUS_LABELS[job.status]}</span>
      <Problems job={job} />
    </>
  );
}

function Actions({ job }: { readonly job: ExportJob }) {
  const { mutate, isPending } = useCancel();
  if (job.status === 'done') {
    return (
      <Button type="primary" size="small" href={exportFileUrl(job.id)} download={job.file?.name}>
        下载
      </Button>
    );
  }
  if (job.status !== 'waiting' && job.status !== 'running') return null;
  return (
    <Button
      size="small"
      loading={isPending}
      onClick={() => {
        mutate(job.id);
      }}
    >
      取消
    </Button>
  );
}

function Jobs({ jobs, updatedAt }: { readonly jobs: readonly ExportJob[]; readonly updatedAt: number }) {
  return (
    <table className="data-table exports-table">
      <caption className="hidden-text">导出记录，新的在前</caption>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">内容</th>
          <th scope="col">状态</th>
          <th scope="col" className="number">
            大小
          </th>
          <th scope="col">导出人</th>
          <th scope="col">保留至</th>
          <th scope="col">
            <span className="hidden-text">操作</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id} data-export={job.id}>
            <td>{instantText(job.createdAt)}</td>
            <td className="content">
              {contentText(job)}
              <Filter filter={job.filter} />
            </td>
            <td className="state">
              <State job={job} updatedAt={updatedAt} />
            </td>
            <td className="number">{job.file === null ? '' : bytesText(job.file.bytes)}</td>
            <td>{job.actor}</td>
            <td>{job.status === 'done' && job.expiresAt !== null ? instantText(job.expiresAt) : ''}</td>
            <td className="actions">
              <Actions job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 导出记录: what is being made, what can be downloaded, until when. */
export function ExportsPage() {
  const { data, error, refetch, dataUpdatedAt } = useQuery(exportQueries.list);
  return (
    <div className="page exports-page">
      <PageHead title="导出" note="在后台生成，可以离开；文件保留 7 天" />
      <div className="exports-sheet">
        {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading rows={4} label="正在读取导出记录" />}
        {data?.items.length === 0 && (
          <Nothing title="还没有导出过" hint="在表单列表中选好表，按“导出”即可。">
            <Link to="/forms">去表单列表</Link>
          </Nothing>
        )}
        {data && data.items.length > 0 && <Jobs jobs={data.items} updatedAt={dataUpdatedAt} />}
      </div>
    </div>
  );
}
