import type { Overview } from '@jiheng/api';
import { FORM_STATE_LABELS, REVIEW_STAGES, type FormState } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import type { FormFilters } from '../forms/filters.ts';

/** The way of a target, then what stands beside it. */
const WAY: readonly FormState[] = [
  'draft',
  ...REVIEW_STAGES.map(({ state }) => state),
  'approved',
  'returned',
  'adjusting',
  'imported',
];

function labelOf(state: FormState): string {
  const isReview = REVIEW_STAGES.some((stage) => stage.state === state);
  return `${isReview ? '待' : ''}${FORM_STATE_LABELS[state]}`;
}

interface WorkStripProps {
  readonly byState: Overview['byState'];
  readonly search: FormFilters;
}

/** 办理进度: how many forms are where; each opens its list. */
export function WorkStrip({ byState, search }: WorkStripProps) {
  const countOf = (state: FormState) => byState.find((entry) => entry.state === state)?.count ?? 0;
  return (
    <nav className="card work-strip" aria-label="办理进度">
      {WAY.map((state) => {
        const count = countOf(state);
        const label = labelOf(state);
        const inside = (
          <>
            <span className="label">{label}</span>
            <strong>{count}</strong>
          </>
        );
        if (count === 0)
          return (
            <span key={state} className="empty">
              {inside}
            </span>
          );
        return (
          <Link
            key={state}
            to="/forms"
            search={{ ...search, state }}
            aria-label={`${label} ${String(count)} 张，查看列表`}
          >
            {inside}
          </Link>
        );
      })}
    </nav>
  );
}
