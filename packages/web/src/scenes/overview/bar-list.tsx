import { Link } from '@tanstack/react-router';
import type { FormFilters } from '../forms/filters.ts';

export interface BarItem {
  readonly label: string;
  readonly count: number;
  readonly search: FormFilters;
}

/** Counts as bars; each bar opens its list. */
export function BarList({ title, items }: { readonly title: string; readonly items: readonly BarItem[] }) {
  const most = Math.max(...items.map(({ count }) => count), 1);
  return (
    <section className="bar-list">
      <h2>{title}</h2>
      {items.length === 0 && <p className="quiet">暂无</p>}
      <ul>
        {items.map(({ label, count, search }) => (
          <li key={label}>
            <Link to="/forms" search={search} aria-label={`${title} ${label}：${String(count)} 张，查看列表`}>
              <span className="bar-label">{label}</span>
              <span className="bar">
                <i style={{ width: `${((count / most) * 100).toFixed(1)}%` }} />
              </span>
              <span className="bar-count">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
