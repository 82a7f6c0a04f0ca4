import type { TargetStart, TargetStarts } from '@jiheng/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { targetApi } from '../../client/targets.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { StartFromFile } from './start-from-file.tsx';
import './target.css';

const route = getRouteApi('/targets/new');

interface ChoicesProps {
  readonly starts: TargetStarts;
  readonly isBusy: boolean;
  readonly onStart: (formId: string | null) => void;
}

interface RowsProps {
  readonly items: readonly TargetStart[];
  readonly isBusy: boolean;
  readonly onStart: (formId: string) => void;
}

function Rows({ items, isBusy, onStart }: RowsProps) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">年度</th>
          <th scope="col">表种</th>
          <th scope="col">项目</th>
          <th scope="col">单位</th>
          <th scope="col" className="number">
            指标
          </th>
          <th scope="col">
            <span className="hidden-text">操作</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ formId, fiscalYear, kindLabel, projectName, unit, indicators }) => (
          <tr key={formId}>
            <td>{fiscalYear ?? ''}</td>
            <td>{kindLabel}</td>
            <td>
              <Link to="/forms/$formId" params={{ formId }}>
                {projectName ?? '未写项目名称'}
              </Link>
            </td>
            <td>{unit}</td>
            <td className="number">{indicators}</td>
            <td>
              <Button
                size="small"
                disabled={isBusy}
                onClick={() => {
                  onStart(formId);
                }}
              >
                以此为底稿
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SearchProps {
  readonly onSearch: (text: string) => void;
}

function Others({ items, isBusy, onStart, onSearch }: RowsProps & SearchProps) {
  return (
    <section className="card">
      <h2>参照其他已有的表</h2>
      <Input.Search
        aria-label="按项目、单位、指标查已有的表"
        placeholder="按项目、单位、指标查已有的表"
        allowClear
        onSearch={onSearch}
      />
      {items.length > 0 && <Rows items={items} isBusy={isBusy} onStart={onStart} />}
    </section>
  );
}

function Choices({ starts, isBusy, onStart, onSearch }: ChoicesProps & SearchProps) {
  const own = starts.items.filter(({ isSameProject }) => isSameProject);
  const others = starts.items.filter(({ isSameProject }) => !isSameProject);
  const newest = own[0];
  return (
    <>
      {newest && (
        <section className="card">
          <h2>沿用本项目往年的表</h2>
          <p>
            带入 {newest.fiscalYear} 年度的绩效目标和 {newest.indicators} 条指标，项目信息和资金按{' '}
            {starts.fiscalYear} 年度项目库填好。
          </p>
          <p>
            <Button
              type="primary"
              disabled={isBusy}
              onClick={() => {
                onStart(newest.formId);
              }}
            >
              从 {newest.fiscalYear} 年度的表开始
            </Button>
          </p>
          {own.length > 1 && <Rows items={own.slice(1)} isBusy={isBusy} onStart={onStart} />}
        </section>
      )}
      <section className="card">
        <h2>从空表开始</h2>
        <p>项目信息和资金按项目库填好，指标按体系给出各类一行。</p>
        <p>
          <Button
            type={newest ? 'default' : 'primary'}
            disabled={isBusy}
            onClick={() => {
              onStart(null);
            }}
          >
            从空表开始
          </Button>
        </p>
      </section>
      <StartFromFile isBusy={isBusy} onStart={onStart} />
      <Others items={others} isBusy={isBusy} onStart={onStart} onSearch={onSearch} />
    </>
  );
}

/** 开始填报: what the form of a project begins with. */
export function StartPage() {
  const { project = '', campaign = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState('');
  const starts = useQuery({
    queryKey: ['target-starts', project, campaign, text],
    queryFn: () => targetApi.starts(project, campaign, text === '' ? undefined : text),
    enabled: project !== '' && campaign !== '',
    placeholderData: (before) => before,
  });
  const open = (formId: string) => navigate({ to: '/targets/$formId', params: { formId }, replace: true });
  const start = useMutation({
    mutationFn: (formId: string | null) =>
      targetApi.start({
        projectId: project,
        campaignId: campaign,
        from: formId === null ? { kind: 'empty' } : { kind: 'form', formId },
      }),
    onSuccess: ({ id }) => open(id),
  });
  const begun = starts.data?.formId ?? null;
  useEffect(() => {
    if (begun !== null) void navigate({ to: '/targets/$formId', params: { formId: begun }, replace: true });
  }, [begun, navigate]);
  if (project === '' || campaign === '')
    return (
      <div className="page">
        <PageHead title="开始填报" />
        <Nothing title="没有指明项目和批次" hint="请从工作台的待填报项目进入。">
          <Link to="/workbench">去工作台</Link>
        </Nothing>
      </div>
    );
  return (
    <div className="page">
      <PageHead
        title={starts.data ? `${starts.data.projectName}：开始填报` : '开始填报'}
        note={starts.data && `${starts.data.organisationName}，${starts.data.campaignName}`}
      />
      {start.error && <Failure error={start.error} onRetry={start.reset} />}
      {starts.error && <Failure error={starts.error} onRetry={() => void starts.refetch()} />}
      {!starts.data && !starts.error && <Loading rows={10} label="正在查找可以沿用的表" />}
      {starts.data && begun === null && (
        <div className="start-choices">
          <Choices
            starts={starts.data}
            isBusy={start.isPending}
            onStart={(formId) => {
              start.mutate(formId);
            }}
            onSearch={setText}
          />
        </div>
      )}
    </div>
  );
}
