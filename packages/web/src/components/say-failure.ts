import { App } from 'antd';
import { ApiError } from '../client/api.ts';

/** A failed act in words, at the top of the page; what was filled in stays. */
export function useSayFailure(): (error: Error) => void {
  const { message } = App.useApp();
  return (error) => {
    void message.error(
      error instanceof ApiError ? `${error.message}${error.remedy}` : '没有办理成功，请重试。',
    );
  };
}
