import { Decimal, withThousands, type FieldPath } from '@jiheng/domain';
import type { Coverage } from '@jiheng/regulation';

interface CoveragePanelProps {
  readonly coverage: Coverage;
  readonly onGo: (path: FieldPath) => void;
}

const WAN = Decimal.of('10000');

function wan(yuan: string | null): string {
  return yuan === null ? '未填' : `${withThousands(Decimal.of(yuan).div(WAN, 2, 'half-up').toString())} 万元`;
}

/** 覆盖情况: which kinds of results are promised for the money, and how much of it has an upper limit. */
export function CoveragePanel({ coverage, onGo }: CoveragePanelProps) {
  const { lines, budget, controlled } = coverage;
  const levels = [...new Set(lines.map(({ level1 }) => level1))];
  return (
    <div className="coverage">
      <dl>
        <div>
          <dt>年度资金</dt>
          <dd>{wan(budget)}</dd>
        </div>
        <div>
          <dt>成本指标控制的金额</dt>
          <dd>{wan(controlled)}</dd>
        </div>
      </dl>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">指标类型</th>
            <th scope="col" className="number">
              指标
            </th>
            <th scope="col" className="number">
              可考核
            </th>
            <th scope="col" className="number">
              分值
            </th>
          </tr>
        </thead>
        {levels.map((level1) => (
          <tbody key={level1}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {level1}
              </th>
            </tr>
            {lines
              .filter((line) => line.level1 === level1)
              .map(({ level2, count, measured, weight, first }) => (
                <tr key={level2} className={count === 0 ? 'missing' : ''}>
                  <td>
                    {first === null ? (
                      level2
                    ) : (
                      <button
                        type="button"
                        className="text-button"
                        onClick={() => {
                          onGo(first);
                        }}
                      >
                        {level2}
                      </button>
                    )}
                  </td>
                  <td className="number">{count === 0 ? '没有' : count}</td>
                  <td className="number">{count === 0 ? '' : measured}</td>
                  <td className="number">{weight ?? ''}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
