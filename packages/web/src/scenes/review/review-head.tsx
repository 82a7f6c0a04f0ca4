import type { FormDetail, FormWork } from '@jiheng/api';
import { civilDate, FORM_STATE_LABELS } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import type { FormView } from '../form/form-view.ts';
import type { Walk } from './use-walk.ts';

interface HeadProps {
  readonly detail: FormDetail;
  readonly view: FormView;
  readonly work: FormWork;
  readonly walk: Walk;
}

function countOf(view: FormView, severity: string): number {
  return view.notes.filter(({ finding }) => finding.severity === severity).length;
}

function Facts({ detail, view, work }: Omit<HeadProps, 'walk'>) {
  const today = civilDate(new Date());
  return (
    <div className="form-facts">
      <span className="state-mark">{FORM_STATE_LABELS[work.state]}</span>
      {work.campaign && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: work.campaign.id }}>
          {work.campaign.name}
        </Link>
      )}
      {work.project && (
        <Link to="/projects/$projectId" params={{ projectId: work.project.id }}>
          项目历年情况
        </Link>
      )}
      <span>第 {detail.revision} 版</span>
      {work.deadline && (
        <span>
          {work.deadline.stageLabel}截止{' '}
          <DeadlineMark date={work.deadline.date} isLate={work.deadline.isLate} today={today} />
        </span>
      )}
      <SeverityCounts
        errors={countOf(view, 'error')}
        warnings={countOf(view, 'warning')}
        advice={countOf(view, 'advice')}
      />
      <Link to="/forms/$formId" params={{ formId: detail.id }}>
        来源与版本
      </Link>
    </div>
  );
}

/** Title, state, round, deadline and problems of a form under review, and the walk. */
export function ReviewHead({ detail, view, work, walk }: HeadProps) {
  const { header } = view.record;
  const step = (label: string, to: string | undefined) => (
    <Button
      disabled={to === undefined}
      onClick={() => {
        walk.go(to);
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <PageHead title={header.projectName ?? '未写项目名称'} note={work.organisation?.name ?? ''}>
        <Link
          to="/workbench"
          search={walk.state === undefined ? {} : { state: walk.state }}
          className="back-link"
        >
          {walk.position === null
            ? '回到工作台'
            : `回到工作台（第 ${String(walk.position)} 张，共 ${String(walk.count)} 张）`}
        </Link>
        {step('前一张', walk.previous)}
        {step('后一张', walk.next)}
      </PageHead>
      <Facts detail={detail} view={view} work={work} />
    </>
  );
}
