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
import { rulesShown, type WantedRules } from './rules-shown.ts';
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

interface FilterProps {
  readonly wanted: WantedRules;
  readonly profiles: readonly string[];
  readonly onChange: (wanted: WantedRules) => void;
}

function Filters({ wanted, profiles, onChange }: FilterProps) {
  return (
    <>
      <Input
        allowClear
        aria-label="查找规则"
        placeholder="编号、名称、依据"
        value={wanted.text}
        onChange={(event) => {
          onChange({ ...wanted, text: event.target.value });
        }}
      />
      <Select<string>
        aria-label="规则方案"
        placeholder="规则方案"
        allowClear
        style={{ width: 190 }}
        value={wanted.profile}
        options={profiles.map((value) => ({ value, label: value }))}
        onChange={(profile: string | undefined) => {
          onChange({ ...wanted, profile: profile ?? null });
        }}
      />
      <Select<Severity>
        aria-label="程度"
        placeholder="程度"
        allowClear
        style={{ width: 110 }}
        value={wanted.severity}
        options={SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value] }))}
        onChange={(severity: Severity | undefined) => {
          onChange({ ...wanted, severity: severity ?? null });
        }}
      />
    </>
  );
}

function noteOf(all: number, shown: number): string {
  const count = shown === all ? `共 ${String(all)} 条` : `共 ${String(all)} 条，现列 ${String(shown)} 条`;
  return `${count}，点“现有问题”的数字看所在的表`;
}

export function RulesPage() {
  const { data, error, refetch } = useQuery(queries.rules);
  const [wanted, setWanted] = useState<WantedRules>({ text: '', severity: null, profile: null });
  const items = data?.items ?? [];
  const rules = rulesShown(items, wanted);
  const profiles = [...new Set(items.flatMap((rule) => rule.profiles))];
  return (
    <div className="page">
      <PageHead title="规则" note={data && noteOf(items.length, rules.length)}>
        <Filters wanted={wanted} profiles={profiles} onChange={setWanted} />
      </PageHead>
      <div className="rules-sheet">
        {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading rows={14} label="正在读取规则" />}
        {data && rules.length > 0 && <RuleTable rules={rules} />}
        {data && rules.length === 0 && (
          <Nothing title="没有符合的规则" hint="换个词，或去掉程度和方案再看。" />
        )}
      </div>
    </div>
  );
}
