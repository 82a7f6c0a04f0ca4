import type { ProjectDetail, ProjectForm, ProjectIndicator } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { workApi, workQueries } from '../../client/work.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useSayFailure } from '../../components/say-failure.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import '../campaigns/campaigns.css';
import './projects.css';

const route = getRouteApi('/projects/$projectId');

function money(amountWan: string | null): string {
  return amountWan === null ? '' : wanColumn(amountWan);
}

function Forms({ forms }: { readonly forms: readonly ProjectForm[] }) {
  return (
    <section className="card" aria-labelledby="forms">
      <h2 id="forms">历年表单</h2>
      {forms.length === 0 ? (
        <p className="quiet">还没有这个项目的表。</p>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">年度</th>
              <th scope="col">表</th>
              <th scope="col">状态</th>
              <th scope="col" className="number">
                金额（万元）
              </th>
              <th scope="col" className="number">
                执行（万元）
              </th>
              <th scope="col" className="number">
                执行率（%）
              </th>
              <th scope="col" className="number">
                得分
              </th>
              <th scope="col">等级</th>
            </tr>
          </thead>
          <tbody>
            {forms.map((form) => (
              <tr key={form.formId}>
                <td>{form.fiscalYear}</td>
                <td>
                  <Link to="/forms/$formId" params={{ formId: form.formId }}>
                    {form.kindLabel}
                  </Link>
                  {form.revision > 1 && <span className="quiet"> 第 {form.revision} 版</span>}
                </td>
                <td>{FORM_STATE_LABELS[form.state]}</td>
                <td className="number">{money(form.amountWan)}</td>
                <td className="number">{money(form.spentWan)}</td>
                <td className="number">{form.executionRate ?? ''}</td>
                <td className="number">{form.totalScore ?? ''}</td>
                <td>{form.grade ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Indicators({ indicators }: { readonly indicators: readonly ProjectIndicator[] }) {
  const years = [
    ...new Set(indicators.flatMap((line) => line.years.map(({ fiscalYear }) => fiscalYear))),
  ].sort();
  if (years.length === 0) return null;
  return (
    <section className="card" aria-labelledby="indicators">
      <h2 id="indicators">
        指标历年变化 <span className="quiet">上行为目标，下行为实际完成</span>
      </h2>
      <table className="data-table indicator-years">
        <thead>
          <tr>
            <th scope="col">二级指标</th>
            <th scope="col">三级指标</th>
            {years.map((year) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indicators.map((line) => (
            <tr key={line.name}>
              <td>{line.level2 ?? ''}</td>
              <th scope="row">{line.name}</th>
              {years.map((year) => {
                const known = line.years.find(({ fiscalYear }) => fiscalYear === year);
                return (
                  <td key={year}>
                    {known?.target ?? ''}
                    {known?.actual !== null && known?.actual !== undefined && (
                      <span className="actual">完成 {known.actual}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Suggestions({ project }: { readonly project: ProjectDetail }) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const link = useMutation({
    mutationFn: (wanted: { kind: 'form' | 'project'; linkedId: string }) =>
      workApi.linkProject(project.id, wanted),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['projects'] });
    },
    onError: sayFailure,
  });
  if (project.suggestions.length === 0) return null;
  return (
    <section className="card" aria-labelledby="suggestions">
      <h2 id="suggestions">可能是同一项目</h2>
      <p className="quiet">单位和名称相同，尚未关联。关联后往年的目标和完成情况会显示在这里和审核页。</p>
      <ul className="suggestions">
        {project.suggestions.map(({ kind, id, label, fiscalYear, unit, amountWan }) => (
          <li key={id}>
            <span>
              {fiscalYear} 年度 {label}
            </span>
            <Button
              size="small"
              loading={link.isPending && link.variables.linkedId === id}
              onClick={() => {
                link.mutate({ kind, linkedId: id });
              }}
            >
              关联
            </Button>
            <span className="quiet">
              {unit ?? ''}
              {amountWan !== null && `，${wanColumn(amountWan)} 万元`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DISCLOSURE = { public: '公开', internal: '内部', withheld: '不公开' } as const;

function Facts({ project }: { readonly project: ProjectDetail }) {
  return (
    <section className="card">
      <h2>基本情况</h2>
      <dl className="facts">
        <dt>编码</dt>
        <dd>{project.code}</dd>
        <dt>实施单位</dt>
        <dd>{project.organisationName}</dd>
        <dt>性质、类别</dt>
        <dd>{[project.nature, project.category].filter(Boolean).join('、') || '未填'}</dd>
        <dt>起止</dt>
        <dd>
          {project.startDate ?? '未填'} 至 {project.endDate ?? '未填'}
        </dd>
        <dt>公开</dt>
        <dd>{DISCLOSURE[project.disclosure]}</dd>
        <dt>资金来源（万元）</dt>
        <dd>
          {project.funds.length === 0 && '未填'}
          <ul>
            {project.funds.map(({ label, amountWan }) => (
              <li key={label}>
                {label} {wanColumn(amountWan)}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  );
}

/** 项目: one project through the years. */
export function ProjectPage() {
  const { projectId } = route.useParams();
  const { data, error, refetch } = useQuery(workQueries.project(projectId));
  return (
    <div className="page">
      {error && !data && <Failure error={error} isPage onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} label="正在读取项目" />}
      {data && (
        <>
          <PageHead title={data.name} note={`${data.organisationName}${data.isClosed ? '，已停用' : ''}`}>
            <Link to="/projects" className="back-link">
              回到项目库
            </Link>
            {data.mayManage && (
              <Link to="/projects/$projectId/edit" params={{ projectId }} className="ant-btn-like">
                修改
              </Link>
            )}
          </PageHead>
          <nav className="year-steps" aria-label="年度">
            {data.years.map((year) => (
              <Link
                key={year.id}
                to="/projects/$projectId"
                params={{ projectId: year.id }}
                aria-current={year.id === data.id ? 'page' : undefined}
              >
                {year.fiscalYear} 年度
              </Link>
            ))}
          </nav>
          <div className="project-columns">
            <div className="project-main">
              <Forms forms={data.forms} />
              <Indicators indicators={data.indicators} />
            </div>
            <aside aria-label="项目情况">
              <Facts project={data} />
              <Suggestions project={data} />
            </aside>
          </div>
        </>
      )}
    </div>
  );
}
