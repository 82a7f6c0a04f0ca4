import type { ProjectItem } from '@jiheng/api';
import { FORM_STATE_LABELS } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { workQueries } from '../../client/work.ts';
import { useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { ProjectImportDialog } from './project-import-dialog.tsx';
import type { ProjectSearch } from './project-search.ts';
import '../campaigns/campaigns.css';
import '../forms/forms.css';
import './projects.css';

const route = getRouteApi('/projects');
const PAGE_SIZE = 50;
const TYPING_PAUSE = 300;

function TextFilter({ search, onChange }: FilterProps) {
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (search.text ?? '')) return undefined;
    const timer = setTimeout(() => {
      onChange({ ...search, text: wanted === '' ? undefined : wanted, page: undefined });
    }, TYPING_PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [text, search, onChange]);
  return (
    <Input
      allowClear
      value={text}
      style={{ width: 260 }}
      aria-label="搜索项目"
      placeholder="项目名称、编码、单位"
      onChange={(event) => {
        setText(event.target.value);
      }}
    />
  );
}

interface FilterProps {
  readonly search: ProjectSearch;
  readonly onChange: (search: ProjectSearch) => void;
}

function Filters({ search, onChange, years }: FilterProps & { readonly years: readonly number[] }) {
  const { data: choices } = useQuery(workQueries.campaignChoices);
  return (
    <div className="forms-tools" role="search" aria-label="筛选项目">
      <TextFilter search={search} onChange={onChange} />
      <Select
        aria-label="年度"
        placeholder="年度"
        allowClear
        style={{ width: 110 }}
        value={search.year ?? null}
        options={years.map((year) => ({ value: year, label: `${String(year)} 年度` }))}
        onChange={(year: number | null | undefined) => {
          onChange({ ...search, year: year ?? undefined, page: undefined });
        }}
      />
      <Select
        aria-label="单位"
        placeholder="单位"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        value={search.organisation ?? null}
        options={(choices?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(organisation: string | null | undefined) => {
          onChange({ ...search, organisation: organisation ?? undefined, page: undefined });
        }}
      />
      <Select
        aria-label="状态"
        placeholder="状态"
        allowClear
        style={{ width: 110 }}
        value={search.closed ?? null}
        options={[
          { value: 'false', label: '执行中' },
          { value: 'true', label: '已停用' },
        ]}
        onChange={(closed: 'true' | 'false' | null | undefined) => {
          onChange({ ...search, closed: closed ?? undefined, page: undefined });
        }}
      />
    </div>
  );
}

const DISCLOSURE = { public: '公开', internal: '内部', withheld: '不公开' } as const;

function Row({ item }: { readonly item: ProjectItem }) {
  return (
    <tr>
      <td>{item.code}</td>
      <td>
        <Link to="/projects/$projectId" params={{ projectId: item.id }}>
          {item.name}
        </Link>
        {item.isClosed && <span className="quiet">（已停用）</span>}
      </td>
      <td>{item.fiscalYear}</td>
      <td>{item.organisationName}</td>
      <td>{item.nature ?? ''}</td>
      <td>{item.category ?? ''}</td>
      <td className="number">{item.amountWan === null ? '' : wanColumn(item.amountWan)}</td>
      <td>{DISCLOSURE[item.disclosure]}</td>
      <td>
        {item.targetState !== null && item.targetFormId !== null ? (
          <Link to="/forms/$formId" params={{ formId: item.targetFormId }}>
            {FORM_STATE_LABELS[item.targetState]}
          </Link>
        ) : (
          <span className="quiet">无</span>
        )}
      </td>
    </tr>
  );
}

const HEADS = ['编码', '项目', '年度', '单位', '性质', '类别', '金额（万元）', '公开', '目标表'] as const;

function Table({ items }: { readonly items: readonly ProjectItem[] }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" className={head === '金额（万元）' ? 'number' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

interface PagerProps {
  readonly page: number;
  readonly last: number;
  readonly onPage: (page: number) => void;
}

function Pager({ page, last, onPage }: PagerProps) {
  const button = (label: string, to: number, isOff: boolean) => (
    <Button
      disabled={isOff}
      onClick={() => {
        onPage(to);
      }}
    >
      {label}
    </Button>
  );
  return (
    <nav className="pager" aria-label="翻页">
      {button('上一页', page - 1, page <= 1)}
      <span>
        第 {page} 页，共 {last} 页
      </span>
      {button('下一页', page + 1, page >= last)}
    </nav>
  );
}

function Tools() {
  const { can } = useSession();
  const [isImporting, setIsImporting] = useState(false);
  if (!can('project.manage')) return null;
  return (
    <>
      <Button
        onClick={() => {
          setIsImporting(true);
        }}
      >
        从 Excel 导入
      </Button>
      <Link to="/projects/new" className="main-link">
        新建项目
      </Link>
      {isImporting && (
        <ProjectImportDialog
          onClose={() => {
            setIsImporting(false);
          }}
        />
      )}
    </>
  );
}

/** 项目库. */
export function ProjectsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { page = 1, text, year, organisation, closed } = search;
  const offset = (page - 1) * PAGE_SIZE;
  const { data, error, refetch } = useQuery(
    workQueries.projects({ text, year, organisation, closed, offset }),
  );
  const change = (next: ProjectSearch) => void navigate({ search: next });
  const last = Math.max(1, Math.ceil((data?.count ?? 0) / PAGE_SIZE));
  return (
    <div className="page">
      <PageHead title="项目">
        <Tools />
      </PageHead>
      <Filters search={search} onChange={change} years={data?.years ?? []} />
      <p className="quiet projects-count" role="status">
        {data && `共 ${String(data.count)} 个项目`}
      </p>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={12} label="正在读取项目" />}
      {data?.items.length === 0 && (
        <Nothing title="没有项目" hint="项目可逐个新建，也可从 Excel 成批导入。" />
      )}
      {data && data.items.length > 0 && <Table items={data.items} />}
      {last > 1 && (
        <Pager
          page={page}
          last={last}
          onPage={(to) => {
            change({ ...search, page: to });
          }}
        />
      )}
    </div>
  );
}
