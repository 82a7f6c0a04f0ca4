import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { ChartProps } from './chart-canvas.tsx';

const Canvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

/** False until the browser has painted once, so that figures and lists come before the charts. */
function usePainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => {
        setIsPainted(true);
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}

interface FigureProps extends ChartProps {
  readonly title: string;
  readonly note?: string;
  /** The same numbers as a table with links. */
  readonly table: ReactNode;
  /** Said in place of a chart that has nothing to draw. */
  readonly empty?: string | undefined;
}

/** A chart with its title and, folded below, its numbers as a table. */
export function Chart({ title, note, table, empty, ...chart }: FigureProps) {
  const isPainted = usePainted();
  const waiting = <div style={{ height: chart.height }} className="chart-waiting" />;
  return (
    <figure className="card chart">
      <figcaption>
        <h2>{title}</h2>
        {note !== undefined && <span className="quiet">{note}</span>}
      </figcaption>
      {empty !== undefined && (
        <p className="chart-empty quiet" style={{ height: chart.height }}>
          {empty}
        </p>
      )}
      {empty === undefined && (
        <>
          {isPainted ? (
            <Suspense fallback={waiting}>
              <Canvas {...chart} />
            </Suspense>
          ) : (
            waiting
          )}
          <details>
            <summary>数据表</summary>
            <div className="chart-table">{table}</div>
          </details>
        </>
      )}
    </figure>
  );
}
