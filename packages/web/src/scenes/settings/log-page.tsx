import type { AuditList } from '@jiheng/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { auditQueries } from '../../client/audit.ts';
import { DateField } from '../../components/date-field.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import type { LogFilters } from './log-filters.ts';
import { LogTable } from './log-table.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import './settings.css';

interface FilterBarProps {
  readonly filters: LogFilters;
  readonly actions: AuditList['actions'];
  readonly onChange: (filters: LogFilters) => void;
}

function without(filters: LogFilters, key: keyof LogFilters): LogFilters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key));
}

function FilterBar({ filters, actions, onChange }: FilterBarProps) {
  const [actor, setActor] = useState(filters.actor ?? '');
  const put = (key: keyof LogFilters, value: string) => {
    onChange(value === '' ? without(filters, key) : { ...filters, [key]: value });
  };
  return (
    <div className="log-filters">
      <Input.Search
        aria-label="人员"
        placeholder="人员"
        value={actor}
        allowClear
        onChange={({ target }) => {
          setActor(target.value);
        }}
        onSearch={(text) => {
          put('actor', text.trim());
        }}
      />
      <Select
        aria-label="操作"
        value={filters.action ?? ''}
        onChange={(action) => {
          put('action', action);
        }}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: '', label: '全部操作' },
          ...actions.map(({ action, label }) => ({ value: action, label })),
        ]}
      />
      {(['from', 'to'] as const).map((key) => (
        <label key={key}>
          {key === 'from' ? '自' : '至'}{' '}
          <DateField
            value={filters[key] ?? ''}
            onChange={(date) => {
              put(key, date);
            }}
          />
        </label>
      ))}
      {filters.subject !== undefined && (
        <Button
          onClick={() => {
            onChange(without(filters, 'subject'));
          }}
        >
          只看同一对象 ×
        </Button>
      )}
    </div>
  );
}

function ChainHead({ head, unsealed }: Pick<AuditList, 'head' | 'unsealed'>) {
  return (
    <p className="chain-head">
      {head === null ? (
        '日志尚未封存。'
      ) : (
        <>
          {`已封存 ${String(head.sequence)} 条，待封存 ${String(unsealed)} 条。链首摘要 `}
          <code>{head.sha256}</code>
          <span className="quiet">（抄存此摘要，日后可证明此前的日志未被改动）</span>
        </>
      )}
    </p>
  );
}

/** 设置 · 审计日志. */
export function LogPage() {
  const filters = useSearch({ from: '/settings/log' });
  const navigate = useNavigate();
  const log = useInfiniteQuery(auditQueries.log(filters));
  const change = (search: LogFilters) => {
    void navigate({ to: '/settings/log', search });
  };
  const pages = log.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const names = Object.assign({}, ...pages.map((page) => page.names)) as AuditList['names'];
  const [first] = pages;
  return (
    <div className="page">
      <PageHead title="审计日志" note="谁在什么时候做了什么；只增不改">
        {/* Who may not read the log may not export it either. */}
        {first !== undefined && <Button href="/api/audit/export">导出全部日志</Button>}
      </PageHead>
      <SettingsTabs />
      {log.error ? (
        <Failure error={log.error} onRetry={() => void log.refetch()} />
      ) : (
        <section className="card">
          {first !== undefined && <ChainHead head={first.head} unsealed={first.unsealed} />}
          <FilterBar
            key={filters.actor ?? ''}
            filters={filters}
            actions={first?.actions ?? []}
            onChange={change}
          />
          {first === undefined ? (
            <Loading />
          ) : items.length === 0 ? (
            <Nothing title="没有符合条件的记录" hint="请放宽时间、人员或操作的条件。" />
          ) : (
            <LogTable
              items={items}
              names={names}
              onSubject={(subject) => {
                change({ ...filters, subject });
              }}
            />
          )}
          {log.hasNextPage && (
            <Button
              block
              loading={log.isFetchingNextPage}
              onClick={() => {
                void log.fetchNextPage();
              }}
            >
              更早的记录
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
