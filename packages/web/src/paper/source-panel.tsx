import type { FormDetail } from '@jiheng/api';
import type { Origin } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { queries } from '../client/queries.ts';
import { Failure, Loading } from '../components/states.tsx';
import { cutLine, linesAround, originSentences, placeText } from './source-text.ts';

type DocumentOrigin = Extract<Origin, { kind: 'document' }>;

function SourceText({
  origin,
  documentId,
}: {
  readonly origin: DocumentOrigin;
  readonly documentId: string;
}) {
  const { spans } = origin.place;
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

interface SourcePanelProps {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin | undefined;
  readonly sources: FormDetail['sources'];
  readonly onClose: () => void;
}

/** 来源: where a value stands in the original, with the very characters marked. */
export function SourcePanel({ name, value, origin, sources, onClose }: SourcePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [name]);
  const document = origin?.kind === 'document' ? origin : undefined;
  const source = sources.find(({ file }) => file === document?.place.file) ?? sources[0];
  return (
    <aside
      className="source-panel"
      aria-label={`${name}的来源`}
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <h2>{name}</h2>
        <Button type="text" aria-label="关闭来源" onClick={onClose}>
          关闭
        </Button>
      </header>
      <p className="source-value">{value}</p>
      {document && <p className="quiet">{placeText(document.place)}</p>}
      {origin ? (
        originSentences(origin).map((sentence) => (
          <p key={sentence} className="source-how">
            {sentence}
          </p>
        ))
      ) : (
        <p className="source-how">没有记录这一项的来源。</p>
      )}
      {document && source && <SourceText origin={document} documentId={source.documentId} />}
    </aside>
  );
}
