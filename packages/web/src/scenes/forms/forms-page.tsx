import type { FormListItem } from '@jiheng/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { queries } from '../../client/queries.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { countText } from '../../wording/numbers.ts';
import { FIRST_COLUMNS } from './columns.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { FilterBar, FilterChips, SortSelect } from './filter-bar.tsx';
import { chipsOf, type FormFilters } from './filters.ts';
import { columnsShown, FormsTable } from './forms-table.tsx';
import { useColumnChoice } from './kept.ts';
import { ColumnChoice, SavedViews } from './list-tools.tsx';
import { csvOf, saveText } from './table-export.ts';
import './forms.css';

const route = getRouteApi('/forms');

/** The next page is fetched when its button comes into sight. */
function MoreButton({ isLoading, onMore }: { readonly isLoading: boolean; readonly onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || isLoading) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) onMore();
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
    };
  }, [isLoading, onMore]);
  return (
    <div className="forms-more" ref={place}>
      <Button type="link" loading={isLoading} onClick={onMore}>
        加载更多
      </Button>
    </div>
  );
}

function EmptyList({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  if (!isFiltered) {
    return (
      <Nothing title="还没有表" hint="把已公开的绩效目标表、自评表拖进导入页，即可逐张读取、核对。">
        <Link to="/import">去导入</Link>
      </Nothing>
    );
  }
  return (
    <Nothing title="没有符合条件的表" hint="可以去掉一两个筛选条件再看。">
      <Button onClick={onClear}>去掉全部筛选</Button>
    </Nothing>
  );
}

function useFormList(filters: FormFilters) {
  const query = useInfiniteQuery(queries.forms(filters));
  const { fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const items: readonly FormListItem[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { query, more, items, first: query.data?.pages[0] };
}

export function FormsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const { query, more, items, first } = useFormList(filters);
  const [columnIds, chooseColumns] = useColumnChoice(FIRST_COLUMNS);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const columns = columnsShown(columnIds);
  const change = useCallback(
    (search: FormFilters) => {
      setPicked(new Set());
      void navigate({ to: '/forms', search });
    },
    [navigate],
  );
  const chosen = items.filter(({ id }) => picked.has(id));
  return (
    <div className="page">
      <PageHead title="表单">
        <SavedViews filters={filters} onOpen={change} />
        <ColumnChoice shown={columnIds} onChange={chooseColumns} />
        <ExportButton
          isEmpty={items.length === 0}
          chosenIds={chosen.map(({ id }) => id)}
          filters={filters}
          all={first ? countText(first.count, first.isCountCapped) : ''}
          onList={() => {
            saveText('表单列表.csv', csvOf(chosen.length > 0 ? chosen : items, columns));
          }}
        />
      </PageHead>
      <FilterBar filters={filters} onChange={change} />
      <div className="chips">
        <FilterChips filters={filters} onChange={change} />
        <span className="forms-count quiet" role="status">
          {first && `共 ${countText(first.count, first.isCountCapped)} 张，已显示 ${String(items.length)} 张`}
          {chosen.length > 0 && `，选中 ${String(chosen.length)} 张`}
        </span>
        <SortSelect filters={filters} onChange={change} />
      </div>
      <div className="forms-sheet">
        {query.isPending && <Loading rows={14} label="正在读取表单列表" />}
        {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && items.length > 0 && (
          <FormsTable {...{ items, columns, filters, picked }} onPick={setPicked} />
        )}
        {query.isSuccess && items.length === 0 && (
          <EmptyList
            isFiltered={chipsOf(filters, {}).length > 0}
            onClear={() => {
              change({});
            }}
          />
        )}
        {query.hasNextPage && <MoreButton isLoading={query.isFetchingNextPage} onMore={more} />}
      </div>
    </div>
  );
}
