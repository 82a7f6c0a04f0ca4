import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { workQueries } from '../../client/work.ts';
import { NoticeList } from './notice-list.tsx';
import './workbench.css';

/** 通知 in the head of every page: how many are unread, and the list. */
export function Bell() {
  const { data } = useQuery(workQueries.notices);
  const [isOpen, setIsOpen] = useState(false);
  const unread = data?.unread ?? 0;
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="bell-list">
          <NoticeList />
        </div>
      }
    >
      <Button
        type="text"
        className="bell"
        aria-label={unread > 0 ? `通知，${String(unread)} 条未读` : '通知'}
        icon={<BellOutlined />}
      >
        {unread > 0 && <span className="bell-count">{unread > 99 ? '99+' : unread}</span>}
      </Button>
    </Popover>
  );
}
