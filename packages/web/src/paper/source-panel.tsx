import type { FormDetail } from '@jiheng/api';
import type { FieldPath, Origin, OriginMap } from '@jiheng/domain';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { originalFileUrl } from '../client/api.ts';
import { SourceOriginal, sourceOf } from './source-original.tsx';
import { originSentences, placeText } from './source-text.ts';
import { SourceWidth } from './source-width.tsx';
import './source.css';
import './source-view.css';

interface SourcePanelProps {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin | undefined;
  readonly origins: OriginMap;
  readonly sources: FormDetail['sources'];
  readonly onChoose: (path: FieldPath) => void;
  readonly onClose: () => void;
}

/** 来源: where a value stands in the original, beside the paper; a click on another value there leads to it. */
export function SourcePanel({ name, value, origin, origins, sources, onChoose, onClose }: SourcePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [name]);
  const document = origin?.kind === 'document' ? origin : undefined;
  const found = document ? sourceOf(sources, document) : undefined;
  const source = found?.mayOpen ? found : undefined;
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
      <SourceWidth />
      <header>
        <h2>{name}</h2>
        {source && (
          <Button type="link" size="small" href={originalFileUrl(source.documentId)} download={source.file}>
            下载原件
          </Button>
        )}
        <Button type="text" size="small" aria-label="关闭来源" onClick={onClose}>
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
      {found && !source && <p className="quiet">原件中还有您不能查看的表，不能在这里显示。</p>}
      {document && source && (
        <SourceOriginal
          key={source.documentId}
          documentId={source.documentId}
          origin={document}
          origins={origins}
          onChoose={onChoose}
        />
      )}
    </aside>
  );
}
