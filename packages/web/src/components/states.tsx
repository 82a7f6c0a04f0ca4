import { Button, Skeleton } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { ApiError } from '../client/api.ts';

interface LoadingProps {
  readonly rows?: number;
  readonly label?: string;
}

/** Grey bars where the content will stand. */
export function Loading({ rows = 8, label = '正在读取' }: LoadingProps) {
  return (
    <div role="status" aria-label={label} className="state-loading">
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

interface HeadingProps {
  readonly title: string;
  /** True where the page has no title of its own: then this is the title. */
  readonly isPage?: boolean;
}

function Heading({ title, isPage = false }: HeadingProps) {
  useEffect(() => {
    if (isPage) document.title = `${title} · 绩衡`;
  }, [isPage, title]);
  return isPage ? <h1>{title}</h1> : <h2>{title}</h2>;
}

interface FailureProps extends Pick<HeadingProps, 'isPage'> {
  readonly error: Error;
  readonly onRetry?: () => void;
  /** Where else to go: shown instead of a retry when what was asked for does not exist. */
  readonly children?: ReactNode;
}

const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** What happened, that nothing was lost, and a way to go on. */
export function Failure({ error, isPage, onRetry, children }: FailureProps) {
  const isKnown = error instanceof ApiError;
  const isMissing = isKnown && error.status === NOT_FOUND;
  // Asking again would not help.
  const isFinal = isMissing || (isKnown && error.status === FORBIDDEN);
  const kept = isKnown ? '已保存的内容不受影响。' : '已保存的内容不受影响；请确认绩衡仍在运行，然后重试。';
  const remedy = isMissing ? '地址可能有误，或内容已不在。' : kept;
  return (
    <div role="alert" className="state-message">
      <Heading title={isKnown ? error.title : '页面没有显示出来'} {...(isPage ? { isPage } : {})} />
      <p>{isKnown ? error.message : '这一页没有下载完，或浏览器在显示时出错。'}</p>
      <p className="quiet">{isKnown && error.remedy !== '' ? error.remedy : remedy}</p>
      {onRetry && !isFinal && (
        <Button type="primary" onClick={onRetry}>
          重试
        </Button>
      )}
      {isMissing && children}
    </div>
  );
}

interface NothingProps extends Pick<HeadingProps, 'title'> {
  readonly hint: string;
  readonly children?: ReactNode;
}

/** Empty state: what is missing and what to do next. */
export function Nothing({ title, hint, children }: NothingProps) {
  return (
    <div className="state-message">
      <Heading title={title} />
      <p className="quiet">{hint}</p>
      {children}
    </div>
  );
}
