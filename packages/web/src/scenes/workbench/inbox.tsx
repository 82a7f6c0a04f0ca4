import type { InboxItem } from '@jiheng/api';
import { FORM_STATE_LABELS, REVIEW_STAGES, type FormState } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { workQueries } from '../../client/work.ts';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { BatchDialog } from './batch-dialog.tsx';

interface ItemLinkProps {
  readonly item: InboxItem;
}

/** Forms in the hands of the unit open for writing, the others for review. */
function ItemLink({ item }: ItemLinkProps) {
  const name = item.projectName ?? '未写项目名称';
  const isReview = REVIEW_STAGES.some(({ state }) => state === item.state);
  return isReview ? (
    <Link to="/review/$formId" params={{ formId: item.id }} search={{ state: item.state }} className="open">
      {name}
    </Link>
  ) : (
    <Link to="/targets/$formId" params={{ formId: item.id }} className="open">
      {name}
    </Link>
  );
}

interface RowsProps {
  readonly items: readonly InboxItem[];
  readonly today: string;
  readonly isReview: boolean;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

function Rows({ items, today, isReview, picked, onPick }: RowsProps) {
  return (
    <tbody>
      {items.map((item) => (
        <tr key={item.id}>
          {isReview && (
            <td>
              <input
                type="checkbox"
                aria-label={`选中 ${item.projectName ?? ''}`}
                disabled={!item.isClean}
                title={item.isClean ? undefined : '有问题或未办结的意见，请逐张审核'}
                checked={picked.has(item.id)}
                onChange={() => {
                  onPick(toggled(picked, item.id));
                }}
              />
            </td>
          )}
          <td>
            <ItemLink item={item} />
            {item.returns > 0 && <span className="returned-mark">退回过 {item.returns} 次</span>}
          </td>
          <td>{item.organisationName ?? ''}</td>
          <td className="number">{item.amountWan === null ? '' : wanColumn(item.amountWan)}</td>
          <td>
            <SeverityCounts {...item} />
            {item.openOpinions > 0 && <span className="quiet"> 意见 {item.openOpinions} 条未办结</span>}
          </td>
          <td>{item.since === null ? '' : instantText(item.since)}</td>
          <td>
            <DeadlineMark date={item.deadline} isLate={item.isLate} today={today} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

interface InboxProps {
  readonly state: FormState;
  readonly today: string;
}

/** 待办清单 of one stage, the riskiest first; what is clean can be decided together. */
export function Inbox({ state, today }: InboxProps) {
  const { data, error, refetch } = useQuery(workQueries.inbox({ state }));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isDeciding, setIsDeciding] = useState(false);
  const isReview = REVIEW_STAGES.some((stage) => stage.state === state);
  const items = data?.items.filter((item) => item.state === state) ?? [];
  const clean = items.filter(({ isClean }) => isClean);
  const chosen = items.filter(({ id }) => picked.has(id));
  const isAll = clean.length > 0 && clean.every(({ id }) => picked.has(id));
  return (
    <section className="card inbox" aria-labelledby="inbox">
      <header className="inbox-head">
        <h2 id="inbox">{FORM_STATE_LABELS[state]}</h2>
        <span className="quiet" role="status">
          {data && `共 ${String(data.count)} 张，按风险（金额×问题）排列`}
          {isReview && clean.length > 0 && `，其中 ${String(clean.length)} 张没有问题`}
        </span>
        {isReview && clean.length > 0 && (
          <span className="inbox-actions">
            <Button
              onClick={() => {
                setPicked(isAll ? new Set() : new Set(clean.map(({ id }) => id)));
              }}
            >
              {isAll ? '取消选中' : `选中无问题的 ${String(clean.length)} 张`}
            </Button>
            <Button
              type="primary"
              disabled={chosen.length === 0}
              onClick={() => {
                setIsDeciding(true);
              }}
            >
              {state === 'office-review' ? '批量批复' : '批量通过'}
              {chosen.length > 0 && ` ${String(chosen.length)} 张`}
            </Button>
          </span>
        )}
      </header>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} label="正在读取待办" />}
      {data && items.length === 0 && <p className="quiet">这个环节没有待办。</p>}
      {items.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              {isReview && (
                <th scope="col">
                  <span className="hidden-text">选中</span>
                </th>
              )}
              <th scope="col">项目</th>
              <th scope="col">单位</th>
              <th scope="col" className="number">
                金额（万元）
              </th>
              <th scope="col">问题</th>
              <th scope="col">到达时间</th>
              <th scope="col">截止</th>
            </tr>
          </thead>
          <Rows items={items} today={today} isReview={isReview} picked={picked} onPick={setPicked} />
        </table>
      )}
      {isDeciding && (
        <BatchDialog
          items={chosen}
          state={state}
          onClose={() => {
            setIsDeciding(false);
            setPicked(new Set());
          }}
        />
      )}
    </section>
  );
}
