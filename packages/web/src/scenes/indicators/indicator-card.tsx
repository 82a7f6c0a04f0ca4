import type { LibraryIndicator } from '@jiheng/api';
import { Button } from 'antd';

interface IndicatorCardProps {
  readonly item: LibraryIndicator;
  /** Takes a value over into the form under way. */
  readonly onValue?: (target: string) => void;
  /** Takes the whole indicator over. */
  readonly onInsert?: (item: LibraryIndicator, target: string) => void;
}

function reachedText({ evaluated, reached }: LibraryIndicator): string {
  if (evaluated === 0) return '没有完成情况';
  return `${String(evaluated)} 次评价中 ${String(reached)} 次达到`;
}

/** 指标库条目: one wording, how it was set, and how often it was reached. */
export function IndicatorCard({ item, onValue, onInsert }: IndicatorCardProps) {
  const take = onValue ?? ((target: string) => onInsert?.(item, target));
  const canTake = onValue !== undefined || onInsert !== undefined;
  return (
    <article className="indicator-card">
      <p className="indicator-name">{item.name}</p>
      <p className="quiet">
        {[item.level1, item.level2].filter(Boolean).join(' · ')}
        {item.years.length > 0 && `，${item.years.slice(0, 4).join('、')} 年`}，{item.forms} 张表，
        {reachedText(item)}
      </p>
      <p className="indicator-values">
        {item.targets.map(({ text, count }) =>
          canTake ? (
            <Button
              key={text}
              size="small"
              title={onInsert ? '以这个指标值插入正在填的表' : '填入当前指标值'}
              onClick={() => {
                take(text);
              }}
            >
              {text}
              <span className="quiet"> ×{count}</span>
            </Button>
          ) : (
            <span key={text} className="indicator-value">
              {text}
              <span className="quiet"> ×{count}</span>
            </span>
          ),
        )}
      </p>
      {item.actuals.length > 0 && (
        <ul className="indicator-actuals">
          {item.actuals.map(({ year, target, actual }, at) => (
            <li key={`${String(year)}-${String(at)}`}>
              {year === null ? '' : `${String(year)} 年 `}目标 {target}，完成 {actual}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
