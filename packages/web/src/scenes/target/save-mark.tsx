import type { DraftState } from './draft-state.ts';

function timeText(at: Date): string {
  return at.toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
}

function words({ status, waiting, isKept }: DraftState): { readonly text: string; readonly tone: string } {
  switch (status.kind) {
    case 'saved':
      if (waiting > 0) return { text: '正在保存…', tone: '' };
      return { text: status.at === null ? '已保存' : `已保存 ${timeText(status.at)}`, tone: 'done' };
    case 'saving':
      return { text: '正在保存…', tone: '' };
    case 'offline':
      return {
        text: isKept
          ? `已离线，${String(waiting)} 处修改已存在本机，恢复后自动保存`
          : `已离线，${String(waiting)} 处修改待保存，本机不能暂存，请勿关闭页面`,
        tone: 'warning',
      };
    case 'signed-out':
      return {
        text: isKept
          ? `登录已过期，${String(waiting)} 处待保存，重新登录后自动保存`
          : `登录已过期，${String(waiting)} 处待保存，请勿关闭页面，重新登录后自动保存`,
        tone: 'warning',
      };
    case 'closed':
      return { text: status.message, tone: 'error' };
    case 'failed':
      return {
        text: `未能保存：${status.message}${isKept || waiting === 0 ? '' : '请勿关闭页面。'}`,
        tone: 'error',
      };
  }
}

/** 保存状态: what is saved and what is not, at every moment. */
export function SaveMark({ state }: { readonly state: DraftState }) {
  const { text, tone } = words(state);
  return (
    <span
      className={`save-mark ${tone}`}
      role="status"
      data-save={state.status.kind}
      data-waiting={state.waiting}
    >
      {text}
    </span>
  );
}
