import type { Overview } from '@jiheng/api';
import { SEVERITY_LABELS } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { FormFilters } from '../forms/filters.ts';
import { heatLevel, heatMap, shortNames, type HeatMap, type HeatRow } from './figures.ts';

const MOST_UNITS = 14;
const MOST_RULES = 12;
/** Characters that stand above a column. */
const LONGEST_NAME = 9;

interface RowProps {
  readonly row: HeatRow;
  readonly map: HeatMap;
  readonly search: FormFilters;
}

function Row({ row, map, search }: RowProps) {
  const { ruleId, title, severity, counts, total } = row;
  return (
    <tr>
      <th scope="row">
        <Link to="/forms" search={{ ...search, rule: ruleId }}>
          <SeverityMark severity={severity} />{' '}
          <span className="hidden-text">{SEVERITY_LABELS[severity]}</span>
          {title}
        </Link>
      </th>
      {counts.map((count, at) => {
        const unit = map.units[at] ?? '';
        return (
          <td key={unit} className={`${severity} level-${String(heatLevel(count, map.most))}`}>
            {count > 0 && (
              <Link
                to="/forms"
                search={{ ...search, rule: ruleId, unit }}
                title={`${unit}：${title} ${String(count)} 条`}
              >
                {count}
              </Link>
            )}
          </td>
        );
      })}
      <td className="total">{total}</td>
    </tr>
  );
}

/** 问题分布: rules × units; the table is its own accessible text, every cell opens its list. */
export function HeatTable({
  findings,
  search,
}: Pick<Overview, 'findings'> & { readonly search: FormFilters }) {
  const map = heatMap(findings, MOST_UNITS, MOST_RULES);
  const names = shortNames(map.units, LONGEST_NAME);
  return (
    <section className="card heat">
      <h2>
        问题分布 <span className="quiet">哪些单位，哪些问题；点数字看所在的表</span>
      </h2>
      {map.rows.length === 0 ? (
        <p className="quiet">没有发现问题。</p>
      ) : (
        <div className="heat-scroll">
          <table>
            <thead>
              <tr>
                <td />
                {map.units.map((unit, at) => (
                  <th key={unit} scope="col">
                    <Link to="/forms" search={{ ...search, unit }} title={unit} aria-label={unit}>
                      {names[at]}
                    </Link>
                  </th>
                ))}
                <th scope="col" className="total">
                  合计
                </th>
              </tr>
            </thead>
            <tbody>
              {map.rows.map((row) => (
                <Row key={row.ruleId} row={row} map={map} search={search} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
