import type { FormDetail } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popover, Select } from 'antd';
import { useEffect } from 'react';
import { isTyping } from '../../app/keys.ts';
import { originalFileUrl } from '../../client/api.ts';
import { inPage } from '../../components/in-page.ts';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { countText } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { DownloadMenu } from '../exports/download-menu.tsx';
import { parseFilters } from '../forms/filters.ts';
import type { FormView } from './form-view.ts';
import { useNeighbours } from './neighbours.ts';

const route = getRouteApi('/forms/$formId');

/** 前一张/后一张 in the list of the address, also by the arrow keys. */
function Steps({ id }: { readonly id: string }) {
  const filters = parseFilters(route.useSearch());
  const navigate = route.useNavigate();
  const { previous, next, position, count, isCapped } = useNeighbours(id, filters);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = { ArrowLeft: previous, ArrowRight: next }[event.key];
      if (!target || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      void navigate({ to: '/forms/$formId', params: { formId: target }, search: filters });
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
  const step = (target: string | null, label: string) => (
    <Button
      disabled={target === null}
      onClick={() => {
        if (target !== null)
          void navigate({ to: '/forms/$formId', params: { formId: target }, search: filters });
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Link to="/forms" search={filters} className="back-link">
        {position === null
          ? '回到列表'
          : `回到列表（第 ${String(position)} 张，共 ${countText(count, isCapped)} 张）`}
      </Link>
      {step(previous, '前一张')}
      {step(next, '后一张')}
    </>
  );
}

function Sources({ sources }: { readonly sources: FormDetail['sources'] }) {
  const list = (
    <ul>
      {sources.map(({ documentId, file, importedAt, mayOpen }) => (
        <li key={documentId}>
          {file} <span className="quiet">{instantText(importedAt)} 导入</span>{' '}
          {mayOpen ? (
            <a href={originalFileUrl(documentId)} download={file}>
              下载原件
            </a>
          ) : (
            <span className="quiet">原件中还有您不能查看的表</span>
          )}
        </li>
      ))}
    </ul>
  );
  const first = sources[0];
  if (!first) return null;
  return (
    <Popover
      trigger={['click', 'hover']}
      content={list}
      title="来源文件"
      placement="bottomLeft"
      getPopupContainer={inPage}
    >
      <button type="button" className="text-button">
        来源：{first.file}
        {sources.length > 1 && ` 等 ${String(sources.length)} 个文件`}
      </button>
    </Popover>
  );
}

function Revisions({ detail }: { readonly detail: FormDetail }) {
  const navigate = route.useNavigate();
  if (detail.revisions.length < 2) return <span className="quiet">第 {detail.revision} 版</span>;
  const newest = Math.max(...detail.revisions.map(({ number }) => number));
  return (
    <Select<number>
      aria-label="版本"
      size="small"
      value={detail.revision}
      popupMatchSelectWidth={false}
      options={detail.revisions.map(({ number, createdAt, actor }) => ({
        value: number,
        label: `第 ${String(number)} 版${number === newest ? '（现行）' : ''} · ${instantText(createdAt)} · ${actor}`,
      }))}
      onChange={(revision) => {
        void navigate({
          search: (before) => ({ ...parseFilters(before), ...(revision === newest ? {} : { revision }) }),
        });
      }}
    />
  );
}

/** 总分 and 等级 as printed and as computed. */
function Totals({ sheet }: Pick<FormView, 'sheet'>) {
  if (!sheet) return null;
  const { total, grade } = sheet;
  return (
    <span className={total.agrees && grade.agrees ? 'totals' : 'totals differs'}>
      总分 {total.printed ?? '未填'}
      {total.computed !== null && !total.agrees && `（计算 ${total.computed}）`}
      {grade.printed !== null && `，等级 ${grade.printed}`}
      {!grade.agrees && grade.computed !== null && `（应为 ${grade.computed}）`}
    </span>
  );
}

/** 需核对: how many sums do not close; leads to the first. */
function FailedCount({ view: { failedChecks }, onGo }: Pick<FormHeadProps, 'view' | 'onGo'>) {
  if (failedChecks.length === 0) return null;
  return (
    <button
      type="button"
      className="state-mark to-check"
      onClick={() => {
        onGo(failedChecks[0]?.at[0]);
      }}
    >
      需核对 {failedChecks.length} 处
    </button>
  );
}

interface FormHeadProps {
  readonly detail: FormDetail;
  readonly view: FormView;
  readonly onGo: (path: string | undefined) => void;
  readonly onSource: (path: string, text: string) => void;
}

function countOf(view: FormView, severity: string): number {
  return view.notes.filter(({ finding }) => finding.severity === severity).length;
}

export function FormHead({ detail, view, onGo, onSource }: FormHeadProps) {
  const { record } = view;
  return (
    <div className="form-head">
      <PageHead
        title={record.header.projectName ?? '未写项目名称'}
        note={record.header.implementingUnit ?? record.header.competentDepartment ?? ''}
      >
        <Steps id={detail.id} />
        <DownloadMenu id={detail.id} revision={detail.revision} record={record} template={view.template} />
        <Button
          onClick={() => {
            window.print();
          }}
        >
          打印
        </Button>
      </PageHead>
      <div className="form-facts">
        {record.fiscalYear !== null && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              onSource('/fiscalYear', String(record.fiscalYear));
            }}
          >
            {record.fiscalYear} 年度
          </button>
        )}
        <span className="state-mark">{FORM_STATE_LABELS[detail.state]}</span>
        {detail.state !== 'imported' && (
          <Link to="/review/$formId" params={{ formId: detail.id }}>
            办理
          </Link>
        )}
        <FailedCount view={view} onGo={onGo} />
        <SeverityCounts
          errors={countOf(view, 'error')}
          warnings={countOf(view, 'warning')}
          advice={countOf(view, 'advice')}
        />
        <Totals sheet={view.sheet} />
        <Sources sources={detail.sources} />
        <Revisions detail={detail} />
        <Popover
          content={<p className="choice-reason">{detail.choiceReason}</p>}
          trigger={['click', 'hover']}
          placement="bottomLeft"
          getPopupContainer={inPage}
        >
          <button type="button" className="text-button">
            表样：{view.template.regionName}
            {view.template.title}
          </button>
        </Popover>
      </div>
    </div>
  );
}
