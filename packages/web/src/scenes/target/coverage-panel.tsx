import { Decimal, withThousands, type FieldPath } from '@jiheng/domain';
import type { Coverage, CoverageLine } from '@jiheng/regulation';

interface CoveragePanelProps {
  readonly coverage: Coverage;
  readonly onGo: (path: FieldPath) => void;
}

const WAN = Decimal.of('10000');

function wan(yuan: string | null): string {
  return yuan === null ? '未填' : `${withThousands(Decimal.of(yuan).div(WAN, 2, 'half-up').toString())} 万元`;
}

interface LevelProps extends Pick<CoveragePanelProps, 'onGo'> {
  readonly level1: string;
  readonly lines: readonly CoverageLine[];
}

function Level({ level1, lines, onGo }: LevelProps) {
  // A kind without any indicator is worth a look; single sorts of it often do not apply.
  const isBlank = lines.every(({ count }) => count === 0);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4}>
          {level1}
        </th>
      </tr>
      {lines.map(({ level2, count, measured, weight, first }) => (
        <tr key={level2} className={count > 0 ? '' : isBlank ? 'missing' : 'none'}>
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
  );
}

const HEADS = ['指标', '可考核', '分值'];

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
            {HEADS.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {levels.map((level1) => (
          <Level
            key={level1}
            level1={level1}
            lines={lines.filter((line) => line.level1 === level1)}
            onGo={onGo}
          />
        ))}
      </table>
    </div>
  );
}
