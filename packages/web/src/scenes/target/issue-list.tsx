import { SEVERITY_LABELS, type FormRecord, type PlacedFinding } from '@jiheng/domain';
import { fixOf, type Fix } from '@jiheng/regulation';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { Issue } from './target-view.ts';
import '../../paper/margin.css';

interface IssueListProps {
  readonly issues: readonly Issue[] | null;
  readonly record: FormRecord;
  readonly chosen: string | null;
  readonly onGo: (issue: Issue) => void;
  readonly onFix: (fix: Fix) => void;
  readonly onSilence: (finding: PlacedFinding, reason: string) => Promise<void>;
}

const SHORTEST_REASON = 4;

interface ReasonProps {
  readonly onSay: (reason: string) => Promise<void>;
  readonly onCancel: () => void;
}

function Reason({ onSay, onCancel }: ReasonProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const isEnough = Array.from(reason.trim()).length >= SHORTEST_REASON;
  return (
    <form
      className="issue-reason"
      onSubmit={(event) => {
        event.preventDefault();
        onSay(reason.trim()).catch((error: unknown) => {
          setFault(error instanceof Error ? error.message : '没有保存，请重试。');
        });
      }}
    >
      <Input.TextArea
        aria-label="说明原因"
        placeholder="写明为什么可以这样填，审核人会看到"
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={500}
        value={reason}
        autoFocus
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
      {fault !== '' && <p role="alert">{fault}</p>}
      <Button size="small" type="primary" htmlType="submit" disabled={!isEnough}>
        保存说明
      </Button>
      <Button size="small" onClick={onCancel}>
        取消
      </Button>
    </form>
  );
}

interface IssueCardProps extends Omit<IssueListProps, 'issues'> {
  readonly issue: Issue;
}

function IssueText({ issue, onGo }: Pick<IssueCardProps, 'issue' | 'onGo'>) {
  const { finding, silence } = issue;
  return (
    <button
      type="button"
      className="issue-text"
      onClick={() => {
        onGo(issue);
      }}
    >
      <span className="note-head">
        <SeverityMark severity={finding.severity} />
        {SEVERITY_LABELS[finding.severity]}
        {silence && <span>已说明</span>}
        <span className="note-code">{finding.code}</span>
      </span>
      <span>{finding.message}</span>
      <span className="note-remedy">
        {silence ? `说明：${silence.reason}（${silence.actor}）` : finding.remedy}
      </span>
    </button>
  );
}

function IssueCard({ issue, record, chosen, onGo, onFix, onSilence }: IssueCardProps) {
  const [isSaying, setIsSaying] = useState(false);
  const { finding, silence } = issue;
  const fix = silence ? null : fixOf(finding, record);
  const stop = () => {
    setIsSaying(false);
  };
  const say = async (reason: string) => {
    await onSilence(finding, reason);
    stop();
  };
  const isChosen = chosen === issue.id;
  return (
    <li className={`issue ${finding.severity}${silence ? ' silenced' : ''}${isChosen ? ' chosen' : ''}`}>
      <IssueText issue={issue} onGo={onGo} />
      <span className="issue-actions">
        {fix && (
          <Button
            size="small"
            type="primary"
            ghost
            onClick={() => {
              onFix(fix);
            }}
          >
            {fix.label}
          </Button>
        )}
        {finding.severity === 'warning' && !silence && !isSaying && (
          <Button
            size="small"
            onClick={() => {
              setIsSaying(true);
            }}
          >
            说明原因
          </Button>
        )}
        {silence && (
          <Button size="small" type="text" onClick={() => void onSilence(finding, '')}>
            撤回说明
          </Button>
        )}
      </span>
      {isSaying && !silence && <Reason onSay={say} onCancel={stop} />}
    </li>
  );
}

/** 问题清单: worst first; each leads to its cell, offers a fix where one is safe, and takes a reason where one will do. */
export function IssueList({ issues, ...rest }: IssueListProps) {
  if (issues === null) return <p className="quiet panel-note">正在审核…</p>;
  if (issues.length === 0) return <p className="panel-note done">没有发现问题。</p>;
  return (
    <ol className="issues" aria-label="问题清单">
      {issues.map((issue) => (
        <IssueCard key={issue.id} issue={issue} {...rest} />
      ))}
    </ol>
  );
}
