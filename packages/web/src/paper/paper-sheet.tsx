import type { FieldPath, PaperCell, PaperLayout, PaperRow, ScoreItem, Severity } from '@jiheng/domain';
import { Popover } from 'antd';
import { memo, type KeyboardEvent } from 'react';
import { SeverityMark } from '../components/severity-mark.tsx';
import { shows, type CheckMark } from './marks.ts';
import { ScoreTraceCard } from './score-trace.tsx';
import './paper.css';

export interface SheetMarks {
  readonly marks: ReadonlyMap<string, Severity>;
  /** 需核对. */
  readonly checks: ReadonlyMap<string, CheckMark>;
  /** Fields lit up by a note. */
  readonly lit: readonly FieldPath[];
  /** Field whose source is shown. */
  readonly chosen: FieldPath | null;
  readonly scores: ReadonlyMap<FieldPath, ScoreItem>;
  /** Further classes by cell: what changed, what an opinion stands on. */
  readonly classes?: ReadonlyMap<string, string>;
  readonly onChoose: (cell: PaperCell) => void;
}

function classOf(cell: PaperCell, { checks, lit, chosen, classes }: SheetMarks): string {
  const isChosen = chosen !== null && cell.paths.includes(chosen);
  return [
    cell.role,
    cell.align,
    cell.isLong ? 'long' : '',
    checks.has(cell.key) ? 'to-check' : '',
    lit.length > 0 && shows(cell, lit) ? 'lit' : '',
    isChosen ? 'chosen' : '',
    classes?.get(cell.key) ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}

interface CellProps {
  readonly cell: PaperCell;
  readonly marks: SheetMarks;
}

function CellContent({ cell, marks }: CellProps) {
  const severity = marks.marks.get(cell.key);
  const check = marks.checks.get(cell.key);
  return (
    <>
      {cell.text}
      {check && <span className="check-mark">{check === 'sum' ? '需核对' : '核'}</span>}
      {severity && (
        <span className="cell-mark">
          <SeverityMark severity={severity} isAlone />
        </span>
      )}
    </>
  );
}

/** A filled cell answers to click and Enter; marking text with the mouse is no click. */
function ValueCell({ cell, marks }: CellProps) {
  const choose = () => {
    if ((window.getSelection()?.toString() ?? '') === '') marks.onChoose(cell);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    marks.onChoose(cell);
  };
  const item = cell.paths[0] === undefined ? undefined : marks.scores.get(cell.paths[0]);
  const isFilled = cell.text !== '' && cell.paths.length > 0;
  const td = (
    <td
      data-cell={cell.key}
      className={`${classOf(cell, marks)}${item ? ' scored' : ''}`}
      colSpan={cell.columns}
      rowSpan={cell.rows}
      {...(isFilled ? { tabIndex: 0, onClick: choose, onKeyDown } : {})}
    >
      <CellContent cell={cell} marks={marks} />
    </td>
  );
  if (!item) return td;
  return (
    <Popover
      trigger={['hover', 'focus']}
      placement="right"
      content={<ScoreTraceCard item={item} />}
      mouseEnterDelay={0.15}
    >
      {td}
    </Popover>
  );
}

function Cell({ cell, marks }: CellProps) {
  if (cell.role === 'value') return <ValueCell cell={cell} marks={marks} />;
  return (
    <td data-cell={cell.key} className={classOf(cell, marks)} colSpan={cell.columns} rowSpan={cell.rows}>
      <CellContent cell={cell} marks={marks} />
    </td>
  );
}

function Line({ row, marks }: { readonly row: PaperRow; readonly marks: SheetMarks }) {
  return (
    <table className="paper-line" role="presentation">
      <tbody>
        <tr>
          {row.cells.map((cell) => (
            <Cell key={cell.key} cell={cell} marks={marks} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

interface PaperSheetProps {
  readonly paper: PaperLayout;
  readonly marks: SheetMarks;
}

/** The white sheet: title, year, lines, table. */
export const PaperSheet = memo(function PaperSheet({ paper, marks }: PaperSheetProps) {
  const width = paper.grid.reduce((sum, part) => sum + part, 0);
  return (
    <article className={`sheet${paper.isLandscape ? ' landscape' : ''}`} aria-label={paper.title}>
      <h2 className="paper-title">{paper.title}</h2>
      {paper.yearLine !== null && <p className="paper-year">{paper.yearLine}</p>}
      {paper.linesAbove.map((row) => (
        <Line key={row.key} row={row} marks={marks} />
      ))}
      <table className="paper-table">
        <colgroup>
          {paper.grid.map((part, column) => (
            <col
              key={`${String(column)}-${String(part)}`}
              style={{ width: `${((part / width) * 100).toFixed(3)}%` }}
            />
          ))}
        </colgroup>
        <tbody>
          {paper.rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell) => (
                <Cell key={cell.key} cell={cell} marks={marks} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {paper.linesBelow.map((row) => (
        <Line key={row.key} row={row} marks={marks} />
      ))}
    </article>
  );
});
