import type { RuleInfo } from '@jiheng/api';
import { SEVERITIES, SEVERITY_LABELS, withThousands, type Severity } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { queries } from '../../client/queries.ts';
import { PageHead } from '../../components/page-head.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { rulesShown } from './rules-shown.ts';
import './rules.css';

/** Rules of arithmetic and of the craft hold for forms of any year. */
const LONG_AGO = '2000-01-01';

function RuleRow({ rule }: { readonly rule: RuleInfo }) {
  return (
    <tr>
      <td className="code">{rule.code}</td>
      <td>
        <strong>{rule.title}</strong>
        <p className="quiet">{rule.rationale}</p>
      </td>
      <td className="severity">
        <SeverityMark severity={rule.severity} /> {SEVERITY_LABELS[rule.severity]}
      </td>
      <td className="scope">{rule.scope === 'form' ? '一张表' : '多张表之间'}</td>
      <td>{rule.citation}</td>
      <td className="since">{rule.effectiveFrom > LONG_AGO ? rule.effectiveFrom : '不限'}</td>
      <td className="number">
        {rule.count === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <Link
            to="/forms"
            search={{ rule: rule.id }}
            aria-label={`${rule.title}：${String(rule.count)} 条问题，查看所在的表`}
          >
            {withThousands(String(rule.count))}
          </Link>
        )}
      </td>
    </tr>
  );
}

function RuleTable({ rules }: { readonly rules: readonly RuleInfo[] }) {
  return (
    <table className="data-table rules-table">
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">查什么，为什么</th>
          <th scope="col">程度</th>
          <th scope="col">范围</th>
          <th scope="col">依据</th>
          <th scope="col">起用</th>
          <th scope="col" className="number">
            现有问题
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} />
        ))}
      </tbody>
    </table>
  );
}

export function RulesPage() {
  const { data, error, refetch } = useQuery(queries.rules);
  const [text, setText] = useState('');
  const [severity, setSeverity] = useState<Severity | null>(null);
  const rules = rulesShown(data?.items ?? [], text, severity);
  return (
    <div className="page">
      <PageHead
        title="规则"
        note={data && `共 ${String(data.items.length)} 条，点“现有问题”的数字看所在的表`}
      >
        <Input
          allowClear
          aria-label="查找规则"
          placeholder="编号、名称、依据"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <Select<Severity>
          aria-label="程度"
          placeholder="程度"
          allowClear
          style={{ width: 110 }}
          value={severity}
          options={SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value] }))}
          onChange={(value: Severity | undefined) => {
            setSeverity(value ?? null);
          }}
        />
      </PageHead>
      <div className="rules-sheet">
        {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading rows={14} label="正在读取规则" />}
        {data && rules.length > 0 && <RuleTable rules={rules} />}
        {data && rules.length === 0 && <Nothing title="没有符合的规则" hint="换个词，或去掉程度再看。" />}
      </div>
    </div>
  );
}
