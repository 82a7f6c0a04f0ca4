import type { InboxItem } from '@jiheng/api';
import { FORM_STATE_LABELS, REVIEW_STAGES, type FormState } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useSession } from '../../client/session.ts';
import { workQueries } from '../../client/work.ts';
import { DeadlineMark } from '../../components/deadline-mark.tsx';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { wanColumn } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { isWriting, mayDecide } from './duties.ts';

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

interface HeadProps {
  readonly state: FormState;
  readonly count: number | undefined;
  readonly clean: readonly InboxItem[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
  readonly onDecide: () => void;
}

function Head({ state, count, clean, picked, onPick, onDecide }: HeadProps) {
  const isAll = clean.length > 0 && clean.every(({ id }) => picked.has(id));
  return (
    <header className="inbox-head">
      <h2 id="inbox">{FORM_STATE_LABELS[state]}</h2>
      <span className="quiet" role="status">
        {count !== undefined && `共 ${String(count)} 张，按风险（金额×问题）排列`}
        {clean.length > 0 && `，其中 ${String(clean.length)} 张没有问题`}
      </span>
      {clean.length > 0 && (
        <span className="inbox-actions">
          <Button
            onClick={() => {
              onPick(isAll ? new Set() : new Set(clean.map(({ id }) => id)));
            }}
          >
            {isAll ? '取消选中' : `选中无问题的 ${String(clean.length)} 张`}
          </Button>
          <Button type="primary" disabled={picked.size === 0} onClick={onDecide}>
            {state === 'office-review' ? '批量批复' : '批量通过'}
            {picked.size > 0 && ` ${String(picked.size)} 张`}
          </Button>
        </span>
      )}
    </header>
  );
}

const HEADS = ['项目', '单位', '金额（万元）', '问题', '到达时间', '截止'] as const;

function Table(props: RowsProps) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          {props.isReview && (
            <th scope="col">
              <span className="hidden-text">选中</span>
            </th>
          )}
          {HEADS.map((head) => (
            <th key={head} scope="col" className={head === '金额（万元）' ? 'number' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <Rows {...props} />
    </table>
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
  const { can } = useSession();
  const isReview = mayDecide(state, can);
  const items = data?.items.filter((item) => item.state === state) ?? [];
  const chosen = items.filter(({ id }) => picked.has(id));
  return (
    <section className="card inbox" aria-labelledby="inbox">
      <Head
        state={state}
        count={data?.count}
        clean={isReview ? items.filter(({ isClean }) => isClean) : []}
        picked={new Set(chosen.map(({ id }) => id))}
        onPick={setPicked}
        onDecide={() => {
          setIsDeciding(true);
        }}
      />
      {!isReview && !isWriting(state) && (
        <p className="quiet">委托您评审的项目：可在表上提出意见，由各级审核人决定。</p>
      )}
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} label="正在读取待办" />}
      {data && items.length === 0 && <p className="quiet">这个环节没有待办。</p>}
      {items.length > 0 && <Table {...{ items, today, isReview, picked }} onPick={setPicked} />}
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
