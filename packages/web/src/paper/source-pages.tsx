import type { OriginalOutline } from '@jiheng/api';
import type { FieldPath, OriginMap, PagePlace, TextSpan } from '@jiheng/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { originalPageUrl } from '../client/api.ts';
import { queries } from '../client/queries.ts';
import { Failure } from '../components/states.tsx';
import {
  boxesOnPage,
  drawnScale,
  firstZoom,
  largerZoom,
  pagesOf,
  smallerZoom,
  valuesOnPage,
  zoomText,
} from './source-marks.ts';

type PageSize = OriginalOutline['pages'][number];

/** Room around a box, in points: letters do not touch their frame. */
const ROOM = 2;

function placeOf([left, top, right, bottom]: PagePlace['box'], { width, height }: PageSize): CSSProperties {
  const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(3)}%`;
  return {
    left: percent(left - ROOM, width),
    top: percent(top - ROOM, height),
    width: percent(right - left + 2 * ROOM, width),
    height: percent(bottom - top + 2 * ROOM, height),
  };
}

interface PageProps {
  readonly documentId: string;
  readonly file: string;
  readonly page: number;
  readonly size: PageSize;
  readonly zoom: number;
  readonly spans: readonly TextSpan[];
  readonly origins: OriginMap;
  readonly onChoose: (path: FieldPath) => void;
}

/** One page with the boxes of the chosen value; the other values of the form answer to a click. */
function Page({ documentId, file, page, size, zoom, spans, origins, onChoose }: PageProps) {
  const scale = drawnScale(zoom, window.devicePixelRatio);
  const address = originalPageUrl(documentId, page, scale);
  const [broken, setBroken] = useState<string | null>(null);
  // An image does not say why it failed; the same address asked again does.
  const { error, refetch } = useQuery({
    ...queries.originalPageFault(documentId, page, scale),
    enabled: broken === address,
  });
  const retry = () => {
    setBroken(null);
    void refetch();
  };
  if (broken === address && error) return <Failure error={error} onRetry={retry} />;
  return (
    <div
      className="source-page"
      style={{ width: size.width * zoom, aspectRatio: `${String(size.width)} / ${String(size.height)}` }}
    >
      <img
        src={address}
        alt={`${file} 第 ${String(page)} 页`}
        onError={() => {
          setBroken(address);
        }}
      />
      {valuesOnPage(origins, page).map(({ path, box }) => (
        // For the mouse only: with the keyboard the same values are reached on the paper.
        <button
          key={`${path} ${box.join(' ')}`}
          type="button"
          className="source-spot"
          tabIndex={-1}
          aria-hidden
          style={placeOf(box, size)}
          onClick={() => {
            onChoose(path);
          }}
        />
      ))}
      {boxesOnPage(spans, page).map((box) => (
        <div key={box.join(' ')} className="source-box" style={placeOf(box, size)} />
      ))}
    </div>
  );
}

/** Brings the first mark of a value into the middle of the view, without moving anything around it. Zoom 0: nothing shown yet. */
function useMarkInView(spans: readonly TextSpan[], page: number, zoom: number) {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = view.current?.querySelector<HTMLElement>('.source-box');
    if (!view.current || !mark) return;
    view.current.scrollTo({
      top: mark.offsetTop - (view.current.clientHeight - mark.offsetHeight) / 2,
      left: mark.offsetLeft - Math.max(12, (view.current.clientWidth - mark.offsetWidth) / 2),
    });
  }, [spans, page, zoom]);
  return view;
}

interface ToolbarProps {
  readonly page: number;
  readonly pages: number;
  readonly zoom: number;
  readonly marked: readonly number[];
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: number | null) => void;
}

function Toolbar({ page, pages, zoom, marked, onPage, onZoom }: ToolbarProps) {
  const turn = (by: number, label: string) => (
    <Button
      size="small"
      disabled={page + by < 1 || page + by > pages}
      onClick={() => {
        onPage(page + by);
      }}
    >
      {label}
    </Button>
  );
  const size = (next: number | null, label: string) => (
    <Button
      size="small"
      disabled={next === zoom}
      onClick={() => {
        onZoom(next);
      }}
    >
      {label}
    </Button>
  );
  const elsewhere = marked.filter((other) => other !== page);
  return (
    <div className="source-tools" role="toolbar" aria-label="原件翻页和缩放">
      {turn(-1, '上一页')}
      <span aria-live="polite">
        第 {page} 页，共 {pages} 页
      </span>
      {turn(1, '下一页')}
      {elsewhere.map((other) => (
        <Button
          key={other}
          size="small"
          type="primary"
          ghost
          onClick={() => {
            onPage(other);
          }}
        >
          {marked.includes(page) ? `接第 ${String(other)} 页` : `回到第 ${String(other)} 页`}
        </Button>
      ))}
      <span className="source-zoom">
        {size(smallerZoom(zoom), '缩小')}
        <span>{zoomText(zoom)}</span>
        {size(largerZoom(zoom), '放大')}
        {size(null, '整宽')}
      </span>
    </div>
  );
}

/** Page shown; a newly chosen value turns to its page. */
function usePaging(spans: readonly TextSpan[], pages: number) {
  const first = pagesOf(spans)[0] ?? 1;
  const [shown, setShown] = useState({ spans, page: first });
  if (shown.spans !== spans) setShown({ spans, page: first });
  const turnTo = (page: number) => {
    setShown({ spans, page: Math.min(Math.max(1, page), pages) });
  };
  return { page: shown.spans === spans ? shown.page : first, turnTo };
}

/** Frame and scroll bar of the view. */
const FRAME = 18;

/** Width that a page has in the view; 0 until it is measured. */
function useWidth() {
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth - FRAME);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { width, measure };
}

interface SourcePagesProps {
  readonly documentId: string;
  readonly outline: OriginalOutline;
  readonly spans: readonly TextSpan[];
  readonly origins: OriginMap;
  readonly onChoose: (path: FieldPath) => void;
}

/** 原件页面: the page of a PDF on which a value is printed, its box marked. Left and right arrow turn the pages. */
export function SourcePages({ documentId, outline, spans, origins, onChoose }: SourcePagesProps) {
  const { pages, file } = outline;
  const { page, turnTo } = usePaging(spans, pages.length);
  const { width, measure } = useWidth();
  const [chosenZoom, setChosenZoom] = useState<number | 'width' | 'first'>('first');
  const size = pages[page - 1];
  const fit = size ? width / size.width : 1;
  const zoom =
    chosenZoom === 'width' ? fit : chosenZoom === 'first' ? firstZoom(width, size?.width ?? 1) : chosenZoom;
  const view = useMarkInView(spans, page, width > 0 ? zoom : 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // The arrows of the page behind would leave the form.
    event.stopPropagation();
    turnTo(page + by);
  };
  return (
    <div className="source-viewer" onKeyDown={onKeyDown} ref={measure}>
      <Toolbar
        page={page}
        pages={pages.length}
        zoom={zoom}
        marked={pagesOf(spans)}
        onPage={turnTo}
        onZoom={(next) => {
          setChosenZoom(next ?? 'width');
        }}
      />
      <div className="source-view" ref={view} tabIndex={0} role="region" aria-label="原件页面">
        {size && width > 0 && <Page {...{ documentId, file, page, size, zoom, spans, origins, onChoose }} />}
      </div>
    </div>
  );
}
