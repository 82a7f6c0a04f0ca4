import type { ProjectBody } from '@jiheng/api';
import { Button, Input } from 'antd';

type Fund = ProjectBody['funds'][number];

interface FundFieldsProps {
  readonly funds: readonly Fund[];
  readonly onChange: (funds: readonly Fund[]) => void;
}

/** 资金来源 in 万元, one line each; the total is a line of its own. */
export function FundFields({ funds, onChange }: FundFieldsProps) {
  const change = (at: number, changed: Partial<Fund>) => {
    onChange(funds.map((fund, index) => (index === at ? { ...fund, ...changed } : fund)));
  };
  return (
    <fieldset className="member-tree">
      <legend>资金来源（万元）</legend>
      <div className="fund-rows">
        {funds.map((fund, at) => (
          <div key={`${String(at)}-${fund.key ?? ''}`}>
            <Input
              aria-label={`第 ${String(at + 1)} 行资金名称`}
              value={fund.label}
              maxLength={60}
              onChange={(event) => {
                change(at, { label: event.target.value });
              }}
            />
            <Input
              aria-label={`${fund.label} 金额（万元）`}
              value={fund.amountWan}
              inputMode="decimal"
              onChange={(event) => {
                change(at, { amountWan: event.target.value.replaceAll(/[,，\s]/gu, '') });
              }}
            />
            <Button
              aria-label={`删去 ${fund.label}`}
              onClick={() => {
                onChange(funds.filter((_, index) => index !== at));
              }}
            >
              删去
            </Button>
          </div>
        ))}
      </div>
      <Button
        size="small"
        onClick={() => {
          onChange([...funds, { label: '其他资金', key: 'other', amountWan: '0.00' }]);
        }}
      >
        添加一行
      </Button>
    </fieldset>
  );
}
