import { getRouteApi } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { LibrarySearch } from './library-search.tsx';

const route = getRouteApi('/indicators');

/** 指标库: how others word, measure and set an indicator, and how far they came. */
export function IndicatorsPage() {
  const { text } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="page indicators-page">
      <PageHead title="指标库" note="来自您有权查看的已有表格，不显示项目和单位名称" />
      <LibrarySearch
        key={text ?? ''}
        initial={text ?? ''}
        onText={(next) => {
          void navigate({ search: next === '' ? {} : { text: next } });
        }}
      />
    </div>
  );
}
