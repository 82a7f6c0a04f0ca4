import type { TextSpan } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/queries.ts';
import { Failure, Loading } from '../components/states.tsx';
import { cutLine, linesAround } from './source-text.ts';

interface SourceLinesProps {
  readonly documentId: string;
  readonly spans: readonly TextSpan[];
}

/** 原文: lines of a text file around a value. */
export function SourceLines({ documentId, spans }: SourceLinesProps) {
  const around = linesAround(spans) ?? { from: 1, to: 1 };
  const { data, error, refetch } = useQuery(queries.sourceLines(documentId, around.from, around.to));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={5} label="正在读取原件" />;
  return (
    <ol className="source-lines" aria-label="原件内容">
      {data.lines.map((line, offset) => {
        const number = data.fromLine + offset;
        return (
          <li key={number} className={spans.some((span) => span.line === number) ? 'hit' : undefined}>
            <span className="line-number">{number}</span>
            <code>
              {cutLine(line, number, spans).map((piece, at) =>
                // Pieces of a fixed line have no other name than their place.
                piece.isHit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
              )}
            </code>
          </li>
        );
      })}
    </ol>
  );
}
