import type { Notice } from '@jiheng/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { workApi, workQueries } from '../../client/work.ts';
import { instantText } from '../../wording/times.ts';

const KINDS: Readonly<Record<Notice['kind'], string>> = {
  assigned: '待办',
  returned: '退回',
  due: '将到期',
  overdue: '已逾期',
  approved: '批复',
};

function NoticeText({ notice, onRead }: { readonly notice: Notice; readonly onRead: () => void }) {
  if (notice.formId !== null) {
    return (
      <Link to="/forms/$formId" params={{ formId: notice.formId }} onClick={onRead}>
        {notice.text}
      </Link>
    );
  }
  if (notice.kind === 'due' || notice.kind === 'overdue' || notice.kind === 'assigned') {
    return (
      <Link to="/workbench" onClick={onRead}>
        {notice.text}
      </Link>
    );
  }
  return <span>{notice.text}</span>;
}

/** 通知, newest first; opening one reads it. */
export function NoticeList() {
  const client = useQueryClient();
  const { data } = useQuery(workQueries.notices);
  const read = useMutation({
    mutationFn: (ids: readonly string[] | undefined) => workApi.readNotices(ids),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  return (
    <section className="card" aria-labelledby="notices">
      <header className="inbox-head">
        <h2 id="notices">
          通知{data && data.unread > 0 && <span className="unread-count">{data.unread} 条未读</span>}
        </h2>
        {data && data.unread > 0 && (
          <span className="inbox-actions">
            <Button
              type="link"
              size="small"
              onClick={() => {
                read.mutate(undefined);
              }}
            >
              全部标为已读
            </Button>
          </span>
        )}
      </header>
      {data?.items.length === 0 && <p className="quiet">没有通知。</p>}
      <ul className="notice-list">
        {data?.items.map((notice) => (
          <li key={notice.id} className={notice.isRead ? 'read' : 'unread'}>
            <span className={`notice-kind ${notice.kind}`}>{KINDS[notice.kind]}</span>
            <span className="notice-text">
              <NoticeText
                notice={notice}
                onRead={() => {
                  if (!notice.isRead) read.mutate([notice.id]);
                }}
              />
              <span className="quiet">{instantText(notice.createdAt)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
