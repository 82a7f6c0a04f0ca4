import type { Overview } from '@jiheng/api';
import { withThousands } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { executionRate, moneyHeadline } from '../../wording/numbers.ts';
import type { FormFilters } from '../forms/filters.ts';

interface FigureProps {
  readonly label: ReactNode;
  readonly number: string;
  readonly unit: string;
  readonly note: ReactNode;
  readonly search: FormFilters;
}

function Figure({ label, number, unit, note, search }: FigureProps) {
  return (
    <Link to="/forms" search={search} className="card key-figure">
      <span className="label">{label}</span>
      <span className="number">
        {number}
        <small>{unit}</small>
      </span>
      <span className="quiet">{note}</span>
    </Link>
  );
}

/** Where not all money has been evaluated, the rate names the part it speaks of. */
function Rate({ totals }: Pick<Overview, 'totals'>) {
  const { budgetWan, evaluatedBudgetWan, spentWan } = totals;
  const rate = executionRate(evaluatedBudgetWan, spentWan);
  if (rate === null) return '还没有自评表';
  if (evaluatedBudgetWan !== budgetWan) {
    const { number, unit } = moneyHeadline(evaluatedBudgetWan);
    return `已自评 ${number} ${unit}，执行率 ${rate} %`;
  }
  return (
    <>
      <span className="rate-bar" aria-hidden="true">
        <i style={{ width: `${String(Math.min(100, Number(rate)))}%` }} />
      </span>
      执行率 {rate} %
    </>
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `占 ${String(Math.round((part / whole) * 100))} %`;
}

/** What a chief asks first: how much money, how far, how many forms, what is wrong. */
export function KeyFigures({ totals, search }: Pick<Overview, 'totals'> & { readonly search: FormFilters }) {
  const budget = moneyHeadline(totals.budgetWan);
  const spent = moneyHeadline(totals.spentWan);
  const count = (number: number) => withThousands(String(number));
  return (
    <div className="key-figures">
      <Figure
        label="预算资金"
        number={budget.number}
        unit={budget.unit}
        note={`${count(totals.projects)} 个项目，${count(totals.units)} 个单位`}
        search={{ ...search, sort: 'amount' }}
      />
      <Figure
        label="执行资金"
        number={spent.number}
        unit={spent.unit}
        note={<Rate totals={totals} />}
        search={{ ...search, kind: 'self-evaluation', sort: 'amount' }}
      />
      <Figure
        label="绩效表"
        number={count(totals.forms)}
        unit="张"
        note="目标申报、自评等各表种"
        search={search}
      />
      <Figure
        label={
          <>
            <SeverityMark severity="error" /> 有错误
          </>
        }
        number={count(totals.formsWithErrors)}
        unit="张"
        note={share(totals.formsWithErrors, totals.forms)}
        search={{ ...search, severity: 'error', sort: 'errors' }}
      />
      <Figure
        label="需核对"
        number={count(totals.needsReview)}
        unit="张"
        note="数字对不上或认不准"
        search={{ ...search, needsReview: 'true' }}
      />
    </div>
  );
}
