import type { AuditItem, AuditList, AuditName } from '@jiheng/api';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { instantText } from '../../wording/times.ts';
import { logLines, type LogLine } from './log-lines.ts';

interface LogTableProps {
  readonly items: readonly AuditItem[];
  readonly names: AuditList['names'];
  readonly onSubject: (subject: string) => void;
}

/** 对象 by its name, and the way to it where it has a page. */
function Subject({ id, named: { sort, name } }: { readonly id: string; readonly named: AuditName }) {
  switch (sort) {
    case 'form':
      return (
        <Link to="/forms/$formId" params={{ formId: id }}>
          {name}
        </Link>
      );
    case 'project':
      return (
        <Link to="/projects/$projectId" params={{ projectId: id }}>
          {name}
        </Link>
      );
    case 'campaign':
      return (
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
          {name}
        </Link>
      );
    case 'import':
      return (
        <Link to="/import/$importId" params={{ importId: id }}>
          {name}
        </Link>
      );
    default:
      return name;
  }
}

function Line({ line: { label, before, text } }: { readonly line: LogLine }) {
  return (
    <span className="log-line">
      {label !== '' && <span className="quiet">{label} </span>}
      {before !== undefined && (
        <>
          <del>{before}</del> →{' '}
        </>
      )}
      {text}
    </span>
  );
}

type RowProps = Omit<LogTableProps, 'items'> & { readonly item: AuditItem };

function LogRow({ item, names, onSubject }: RowProps) {
  const { subject } = item;
  const named = names[subject];
  return (
    <tr>
      <td className="log-time">{instantText(item.at)}</td>
      <td className="log-time">{item.actor}</td>
      <td className="log-time">{item.actionLabel}</td>
      <td className="log-subject">
        {named && (
          <span className="log-name">
            <Subject id={subject} named={named} />
          </span>
        )}
        {subject !== '' && (
          <Button
            size="small"
            type="link"
            aria-label={`只看与“${item.actionLabel}”同一对象的记录`}
            onClick={() => {
              onSubject(subject);
            }}
          >
            同一对象
          </Button>
        )}
      </td>
      <td className="log-detail">
        {logLines(item.detail, names).map((line) => (
          <Line key={`${line.label} ${line.text}`} line={line} />
        ))}
      </td>
      <td className="number">
        {item.sequence === null ? (
          <span className="quiet">待封存</span>
        ) : (
          <span title={item.sealSha256 ?? ''}>{item.sequence}</span>
        )}
      </td>
    </tr>
  );
}

/** 日志记录: who did what to what, old and new value. */
export function LogTable({ items, ...rest }: LogTableProps) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">人员</th>
          <th scope="col">操作</th>
          <th scope="col">对象</th>
          <th scope="col">内容</th>
          <th scope="col" className="number">
            封存序号
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <LogRow key={item.id} item={item} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
