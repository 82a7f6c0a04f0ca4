import type { OriginalCell, OriginalLine, OriginalTable, OriginalWindow } from '@jiheng/api';
import type { FieldPath, OriginMap, TextSpan } from '@jiheng/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { queries } from '../client/queries.ts';
import { Failure, Loading } from '../components/states.tsx';
import { fieldAt, isMarked, windowAt, windowsBeside, type LineWindow } from './source-marks.ts';
import { columnLetters, cutLine } from './source-text.ts';

interface MarkedLinesProps {
  readonly lines: readonly OriginalLine[];
  readonly spans: readonly TextSpan[];
}

/** Lines of the original with the very characters of the value marked. */
function MarkedLines({ lines, spans }: MarkedLinesProps) {
  return lines.map(({ line, column, text }) => (
    <span key={line} className="source-text-line">
      {cutLine(text, line, spans, column).map((piece, at) =>
        // Pieces of a fixed line have no other name than their place.
        piece.isHit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
      )}
    </span>
  ));
}

interface PickProps {
  readonly spans: readonly TextSpan[];
  readonly origins: OriginMap;
  readonly onChoose: (path: FieldPath) => void;
}

/** A cell that holds a value of the form leads to it; with the keyboard the same values are reached on the paper. */
function Cell({ cell, spans, origins, onChoose }: PickProps & { readonly cell: OriginalCell }) {
  const { columns, rows, lines } = cell;
  const field = lines.length > 0 ? fieldAt(origins, lines) : undefined;
  const classes = [isMarked(lines, spans) ? 'hit' : '', field === undefined ? '' : 'held'];
  return (
    <td
      colSpan={columns}
      rowSpan={rows}
      className={classes.join(' ').trim() || undefined}
      onClick={() => {
        if (field !== undefined && (window.getSelection()?.toString() ?? '') === '') onChoose(field);
      }}
    >
      <MarkedLines lines={lines} spans={spans} />
    </td>
  );
}

/** `隐藏 3 行` beside the number of the row below. */
function leftOutText({ hiddenAbove, blankAbove }: OriginalTable['rows'][number]): string {
  return [
    hiddenAbove > 0 ? `隐藏 ${String(hiddenAbove)} 行` : '',
    blankAbove > 0 ? `空 ${String(blankAbove)} 行` : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** Letters above a sheet. The grid of a Word table is no count of its cells, so it has no heads. */
function ColumnHeads({ columns }: Pick<OriginalTable, 'columns'>) {
  return (
    <thead>
      <tr>
        <td />
        {columns.map(({ number, hiddenBefore }) => (
          <th key={number} scope="col">
            {hiddenBefore > 0 && <span className="source-left-out">隐藏 {hiddenBefore} 列</span>}
            {columnLetters(number)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Table({ table, ...pick }: PickProps & { readonly table: OriginalTable }) {
  const { sheet, columns, rows } = table;
  return (
    <table className="source-grid">
      <caption>{sheet === null ? `第 ${String(table.table)} 个表` : `工作表“${sheet}”`}</caption>
      {sheet !== null && <ColumnHeads columns={columns} />}
      <tbody>
        {rows.map((row) => (
          <tr key={row.number} className={row.hiddenAbove > 0 ? 'below-hidden' : undefined}>
            <th scope="row">
              {leftOutText(row) !== '' && <span className="source-left-out">{leftOutText(row)}</span>}
              {row.number}
            </th>
            {row.cells.map((cell, at) => (
              // Cells of a fixed row have no other name than their place.
              <Cell key={at} cell={cell} {...pick} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Parts of a window have no other name than where they begin. */
function keyOf(part: OriginalWindow['parts'][number]): string {
  return part.kind === 'table'
    ? `table ${String(part.table)} ${String(part.rows[0]?.number)}`
    : `line ${String(part.lines[0]?.line)}`;
}

function Part({ part, ...pick }: PickProps & { readonly part: OriginalWindow['parts'][number] }) {
  if (part.kind === 'table') return <Table table={part} {...pick} />;
  return (
    <p className={isMarked(part.lines, pick.spans) ? 'source-paragraph hit' : 'source-paragraph'}>
      <MarkedLines lines={part.lines} spans={pick.spans} />
    </p>
  );
}

/** Lines shown; a newly chosen value moves there. */
function useLines(spans: readonly TextSpan[]) {
  const own = windowAt(spans[0]?.line ?? 1);
  const [shown, setShown] = useState({ spans, window: own });
  if (shown.spans !== spans) setShown({ spans, window: own });
  const move = (window: LineWindow) => {
    setShown({ spans, window });
  };
  return { window: shown.spans === spans ? shown.window : own, move };
}

/** Brings the marked cell into the middle of the view once it is there. */
function useHitInView(shown: unknown, spans: readonly TextSpan[]) {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const hit = view.current?.querySelector<HTMLElement>('.hit');
    if (!view.current || !hit) return;
    const [inner, outer] = [hit.getBoundingClientRect(), view.current.getBoundingClientRect()];
    view.current.scrollBy({
      top: inner.top - outer.top - (outer.height - inner.height) / 2,
      left: inner.left - outer.left - Math.max(48, (outer.width - inner.width) / 2),
    });
  }, [shown, spans]);
  return view;
}

interface SourceTablesProps extends PickProps {
  readonly documentId: string;
  /** Column of the value in its sheet or table. */
  readonly near: number;
}

/** 原件表格: the sheet, table and paragraphs around a value, its cell marked. */
export function SourceTables({ documentId, near, ...pick }: SourceTablesProps) {
  const { window, move } = useLines(pick.spans);
  const { data, error, refetch } = useQuery({
    ...queries.originalWindow(documentId, window, near),
    placeholderData: keepPreviousData,
  });
  const view = useHitInView(data, pick.spans);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={8} label="正在打开原件" />;
  const { before, after } = windowsBeside(window, data.lines);
  const step = (target: LineWindow | null, label: string) =>
    target && (
      <Button
        size="small"
        onClick={() => {
          move(target);
        }}
      >
        {label}
      </Button>
    );
  return (
    <div className="source-viewer">
      <div className="source-view" ref={view} tabIndex={0} role="region" aria-label="原件内容">
        {step(before, '显示上文')}
        {data.parts.map((part) => (
          <Part key={keyOf(part)} part={part} {...pick} />
        ))}
        {step(after, '显示下文')}
      </div>
    </div>
  );
}
