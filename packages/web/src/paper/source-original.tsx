import type { FormDetail } from '@jiheng/api';
import type { FieldPath, Origin, OriginMap } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queries } from '../client/queries.ts';
import { Failure, Loading } from '../components/states.tsx';
import { SourceLines } from './source-lines.tsx';
import { SourcePages } from './source-pages.tsx';
import { SourceTables } from './source-tables.tsx';

export type DocumentOrigin = Extract<Origin, { kind: 'document' }>;

interface SourceOriginalProps {
  readonly documentId: string;
  readonly origin: DocumentOrigin;
  readonly origins: OriginMap;
  readonly onChoose: (path: FieldPath) => void;
}

/** The original a value came from. */
export function sourceOf(
  sources: FormDetail['sources'],
  origin: DocumentOrigin,
): FormDetail['sources'][number] | undefined {
  return sources.find(({ file }) => file === origin.place.file) ?? sources[0];
}

/** After so long a person is told why nothing is seen yet. */
const LONG_MS = 3_000;

/** While the original is opened; an old Word file is converted first. */
function Opening() {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLong(true);
    }, LONG_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <p className="quiet" role="status">
        {isLong ? '正在打开原件。旧版 Word 文件（.doc）要先转换，最多约一分钟。' : ''}
      </p>
      <Loading rows={8} label="正在打开原件" />
    </>
  );
}

/** 原件: the page, sheet, table or lines in which a value stands, as the kind of file has it. */
export function SourceOriginal({ documentId, origin, origins, onChoose }: SourceOriginalProps) {
  const { data, error, refetch } = useQuery(queries.original(documentId));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Opening />;
  const { spans, cell } = origin.place;
  switch (data.kind) {
    case 'pages':
      return <SourcePages {...{ documentId, outline: data, spans, origins, onChoose }} />;
    case 'tables':
      return <SourceTables {...{ documentId, near: cell?.column ?? 1, spans, origins, onChoose }} />;
    case 'text':
      return <SourceLines documentId={documentId} spans={spans} />;
    case 'unreadable':
      return (
        <div role="alert" className="state-message">
          <h2>无法显示原件</h2>
          <p>{data.problem?.message}</p>
          <p className="quiet">{data.problem?.remedy}</p>
        </div>
      );
  }
}
