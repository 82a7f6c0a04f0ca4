import type { Overview } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { queries } from '../../client/queries.ts';
import { Chart } from '../../components/chart.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { executionRate, wanColumn } from '../../wording/numbers.ts';
import type { FormFilters } from '../forms/filters.ts';
import { BarList } from './bar-list.tsx';
import { bubbleOption, formOfMark, unitOfMark, unitOption } from './chart-options.ts';
import { pointsOf, unitsByMoney } from './figures.ts';
import { HeatTable } from './heat-table.tsx';
import { KeyFigures } from './key-figures.tsx';
import { OpenRounds } from './open-rounds.tsx';
import { WorkStrip } from './work-strip.tsx';
import './overview.css';

const route = getRouteApi('/');
const MOST_UNITS = 10;

interface PartProps {
  readonly overview: Overview;
  readonly search: FormFilters;
}

function ScoreTable({ scores }: Pick<Overview, 'scores'>) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          {['项目', '执行率（%）', '总分', '等级', '金额（万元）'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scores.map(({ formId, projectName, executionRate: rate, totalScore, grade, amountWan }) => (
          <tr key={formId}>
            <td>
              <Link to="/forms/$formId" params={{ formId }}>
                {projectName}
              </Link>
            </td>
            <td className="number">{rate}</td>
            <td className="number">{totalScore}</td>
            <td>{grade}</td>
            <td className="number">{wanColumn(amountWan)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ScoreChart({ overview }: PartProps) {
  const navigate = useNavigate();
  const points = useMemo(() => pointsOf(overview.scores), [overview.scores]);
  const option = useMemo(() => bubbleOption(points), [points]);
  return (
    <Chart
      title="自评总分与执行率"
      note="一个点是一张自评表，大小表示金额；点开即看"
      option={option}
      height={250}
      summary={`${String(points.length)} 张自评表的总分与执行率，明细见数据表`}
      empty={points.length === 0 ? '还没有填了总分和执行率的自评表。' : undefined}
      onPick={(mark) => {
        const formId = formOfMark(mark);
        if (formId !== null) void navigate({ to: '/forms/$formId', params: { formId }, search: {} });
      }}
      table={<ScoreTable scores={overview.scores} />}
    />
  );
}

function UnitTable({ units, search }: { readonly units: Overview['byUnit']; readonly search: FormFilters }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          {['单位', '表', '预算（万元）', '执行（万元）', '执行率（%）', '问题'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {units.map(({ unit, forms, budgetWan, spentWan, evaluatedBudgetWan, errors, warnings }) => (
          <tr key={unit}>
            <td>
              <Link to="/forms" search={{ ...search, unit }}>
                {unit}
              </Link>
            </td>
            <td className="number">{forms}</td>
            <td className="number">{wanColumn(budgetWan)}</td>
            <td className="number">{wanColumn(spentWan)}</td>
            <td className="number">{executionRate(evaluatedBudgetWan, spentWan) ?? ''}</td>
            <td>
              <SeverityCounts errors={errors} warnings={warnings} advice={0} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnitChart({ overview, search }: PartProps) {
  const navigate = useNavigate();
  const units = useMemo(() => unitsByMoney(overview.byUnit, MOST_UNITS), [overview.byUnit]);
  const option = useMemo(() => unitOption(units), [units]);
  return (
    <Chart
      title="各单位资金"
      note="万元，按预算从多到少"
      option={option}
      height={Math.max(180, units.length * 30 + 40)}
      summary={`预算最多的 ${String(units.length)} 个单位的预算与执行，明细见数据表`}
      onPick={(mark) => {
        const unit = unitOfMark(mark);
        if (unit !== null) void navigate({ to: '/forms', search: { ...search, unit } });
      }}
      table={<UnitTable units={overview.byUnit} search={search} />}
    />
  );
}

function Distributions({ overview, search }: PartProps) {
  const { byGrade, byKind } = overview;
  return (
    <div className="card distributions">
      <BarList
        title="评价等级"
        items={byGrade.map(({ grade, count }) => ({ label: grade, count, search: { ...search, grade } }))}
      />
      <BarList
        title="表种"
        items={byKind.map(({ kind, label, count }) => ({ label, count, search: { ...search, kind } }))}
      />
    </div>
  );
}

function Filled({ overview, search }: PartProps) {
  return (
    <>
      <KeyFigures totals={overview.totals} search={search} />
      <WorkStrip byState={overview.byState} search={search} />
      <OpenRounds year={search.year} />
      <div className="overview-grid">
        <ScoreChart overview={overview} search={search} />
        <Distributions overview={overview} search={search} />
        <HeatTable findings={overview.findings} search={search} />
        <UnitChart overview={overview} search={search} />
      </div>
    </>
  );
}

export function OverviewPage() {
  const { year } = route.useSearch();
  const { data, error, refetch } = useQuery(queries.overview(year));
  const search = year === undefined ? {} : { year };
  return (
    <div className="page">
      <PageHead title="总览" note={year === undefined ? '全部年度' : `${String(year)} 年度`} />
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={14} label="正在读取总览" />}
      {data && data.totals.forms > 0 && <Filled overview={data} search={search} />}
      {data?.totals.forms === 0 && (
        <Nothing title="还没有表" hint="导入第一批文件后，这里显示资金、等级和问题的全貌。">
          <Link to="/import">去导入</Link>
        </Nothing>
      )}
    </div>
  );
}
