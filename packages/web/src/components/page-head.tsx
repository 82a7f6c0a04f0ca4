import { useEffect, type ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** Title of the page (also of the browser tab), a quiet note, and the page's actions at the right. */
export function PageHead({ title, note, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · 绩衡`;
  }, [title]);
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {note !== undefined && <p className="quiet">{note}</p>}
      {children !== undefined && <div className="page-actions">{children}</div>}
    </header>
  );
}
