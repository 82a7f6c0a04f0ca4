import type { DraftPresence } from '@jiheng/api';
import {
  draftText,
  type Draft,
  type FieldPath,
  type PaperLayout,
  type PaperRow,
  type Severity,
} from '@jiheng/domain';
import { useMemo, type MouseEvent } from 'react';
import { SeverityMark } from '../components/severity-mark.tsx';
import { CellEditor, type CellEditorHandle } from './cell-editor.tsx';
import { at, selectedArea, type Sheet } from './edit-commands.ts';
import { placeKey, type EditCell, type EditGrid, type Rectangle } from './edit-grid.ts';
import { shows } from './marks.ts';
import './paper.css';
import './edit.css';

export interface EditMarks {
  readonly marks: ReadonlyMap<string, Severity>;
  readonly lit: readonly FieldPath[];
  /** Cells shown as they were typed, because they could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly others: readonly DraftPresence[];
  /** Cells another person has just written, with the name. */
  readonly news: ReadonlyMap<string, string>;
  /** Further classes by cell: what an opinion stands on. */
  readonly classes: ReadonlyMap<string, string>;
}

interface EditSheetProps {
  readonly paper: PaperLayout;
  readonly sheet: Sheet;
  readonly marks: EditMarks;
  readonly editor: React.RefObject<CellEditorHandle | null>;
  readonly optionsOf: (cell: EditCell) => readonly string[];
  readonly nameOf: (cell: EditCell) => string;
  readonly onTyping: (text: string | null) => void;
}

const COLOURS = 6;

/** The same colour for the same window, as long as it is there. */
function colourOf(clientId: string): number {
  return Array.from(clientId).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS;
}

function isInside(cell: EditCell, area: Rectangle | undefined): boolean {
  return (
    area !== undefined &&
    cell.top >= area.top &&
    cell.bottom <= area.bottom &&
    cell.left >= area.left &&
    cell.right <= area.right
  );
}

interface CellProps {
  readonly cell: PaperRow['cells'][number];
  readonly edit: EditCell | undefined;
  readonly draft: Draft;
  readonly marks: EditMarks;
  readonly isSelected: boolean;
  readonly isFocus: boolean;
}

function Cell({ cell, edit, draft, marks, isSelected, isFocus }: CellProps) {
  const keys = edit?.places.map(placeKey) ?? [];
  const place = edit?.places[0];
  const isUnread = keys.some((key) => marks.unread.has(key));
  const other = marks.others.find(({ place: where }) => keys.includes(where));
  const writer = keys.map((key) => marks.news.get(key)).find((name) => name !== undefined);
  const severity = marks.marks.get(cell.key);
  const text = isUnread && place ? draftText(draft, place) : cell.text;
  const names = [
    cell.role,
    isUnread ? 'left' : cell.align,
    cell.isLong ? 'long' : '',
    edit ? 'editable' : '',
    isUnread ? 'unread' : '',
    isSelected ? 'selected' : '',
    isFocus ? 'focused' : '',
    other ? `person-${String(colourOf(other.clientId))}` : '',
    writer === undefined ? '' : 'news',
    marks.lit.length > 0 && shows(cell, marks.lit) ? 'lit' : '',
    marks.classes.get(cell.key) ?? '',
  ];
  return (
    <td
      data-cell={cell.key}
      className={names.filter(Boolean).join(' ')}
      colSpan={cell.columns}
      rowSpan={cell.rows}
      {...(writer === undefined ? {} : { title: `${writer}刚刚修改` })}
    >
      {text}
      {severity && (
        <span className="cell-mark">
          <SeverityMark severity={severity} isAlone />
        </span>
      )}
      {other && <span className="person-flag">{other.name}</span>}
    </td>
  );
}

interface RowsProps {
  readonly rows: readonly PaperRow[];
  readonly cellOf: ReadonlyMap<string, EditCell>;
  readonly sheet: Sheet;
  readonly marks: EditMarks;
}

function Rows({ rows, cellOf, sheet, marks }: RowsProps) {
  const area = selectedArea(sheet);
  const focus = sheet.grid.of(sheet.selection?.focus ?? null);
  return rows.map((row) => (
    <tr key={row.key}>
      {row.cells.map((cell) => {
        const edit = cellOf.get(cell.key);
        return (
          <Cell
            key={cell.key}
            cell={cell}
            edit={edit}
            draft={sheet.draft}
            marks={marks}
            isSelected={edit !== undefined && isInside(edit, area)}
            isFocus={edit !== undefined && edit === focus}
          />
        );
      })}
    </tr>
  ));
}

function Line(props: RowsProps) {
  return (
    <table className="paper-line" role="presentation">
      <tbody>
        <Rows {...props} />
      </tbody>
    </table>
  );
}

/** The cell under the mouse. */
function hit(event: MouseEvent, cellOf: ReadonlyMap<string, EditCell>): EditCell | undefined {
  const target = event.target instanceof Element ? event.target.closest('[data-cell]') : null;
  return cellOf.get(target?.getAttribute('data-cell') ?? '');
}

function useMouse(sheet: Sheet, cellOf: ReadonlyMap<string, EditCell>, editor: EditSheetProps['editor']) {
  return {
    onMouseDown: (event: MouseEvent) => {
      const cell = hit(event, cellOf);
      const place = cell?.places[0];
      if (!place || event.button !== 0) return;
      // The keyboard stays in the editor, which moves to the cell.
      event.preventDefault();
      editor.current?.finish();
      const anchor = event.shiftKey ? (sheet.selection?.anchor ?? place) : place;
      // Focus comes first: where nothing was chosen yet it chooses the first cell.
      editor.current?.focus();
      sheet.select({ anchor, focus: place });
    },
    onMouseOver: (event: MouseEvent) => {
      if ((event.buttons & 1) === 0 || !sheet.selection) return;
      const place = hit(event, cellOf)?.places[0];
      if (place) sheet.select({ anchor: sheet.selection.anchor, focus: place });
    },
    onDoubleClick: (event: MouseEvent) => {
      const cell = hit(event, cellOf);
      if (!cell) return;
      sheet.select(at(cell));
      editor.current?.open(cell);
    },
  };
}

function useCells(grid: EditGrid): ReadonlyMap<string, EditCell> {
  return useMemo(() => new Map(grid.cells.map((edit) => [edit.cell.key, edit])), [grid]);
}

/** 可编辑的表: the same paper, with one editor that stands over the chosen cell. */
export function EditSheet({ paper, sheet, marks, editor, optionsOf, nameOf, onTyping }: EditSheetProps) {
  const cellOf = useCells(sheet.grid);
  const mouse = useMouse(sheet, cellOf, editor);
  const width = paper.grid.reduce((sum, part) => sum + part, 0);
  const shared = { cellOf, sheet, marks };
  return (
    // The keyboard's way to everything here is the editor inside.
    <article
      className={`sheet editing${paper.isLandscape ? ' landscape' : ''}`}
      aria-label={paper.title}
      {...mouse}
    >
      <h2 className="paper-title">{paper.title}</h2>
      {paper.yearLine !== null && <p className="paper-year">{paper.yearLine}</p>}
      {paper.linesAbove.map((row) => (
        <Line key={row.key} rows={[row]} {...shared} />
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
          <Rows rows={paper.rows} {...shared} />
        </tbody>
      </table>
      {paper.linesBelow.map((row) => (
        <Line key={row.key} rows={[row]} {...shared} />
      ))}
      <CellEditor ref={editor} sheet={sheet} optionsOf={optionsOf} nameOf={nameOf} onTyping={onTyping} />
    </article>
  );
}
