import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react';

const KEY = 'jiheng.source-width';
const LEAST = 360;
const STEP = 40;
/** What stays for the paper and the navigation. */
const KEPT_FREE = 620;

function most(): number {
  return Math.max(LEAST, window.innerWidth - KEPT_FREE);
}

function clamp(width: number): number {
  return Math.round(Math.min(Math.max(LEAST, width), most()));
}

/** Width that this browser kept; else two fifths of the window. */
function keptWidth(): number {
  try {
    const kept = Number(localStorage.getItem(KEY) ?? Number.NaN);
    if (Number.isFinite(kept)) return clamp(kept);
  } catch {
    // A browser that keeps nothing still shows the original.
  }
  return clamp(window.innerWidth * 0.4);
}

function keepWidth(width: number): void {
  try {
    localStorage.setItem(KEY, String(width));
  } catch {
    // As above.
  }
}

/** 分隔条: how wide the original stands beside the paper. Dragged, or moved with the arrow keys. */
export function SourceWidth() {
  const [width, setWidth] = useState(keptWidth);
  useEffect(() => {
    document.documentElement.style.setProperty('--source-width', `${String(width)}px`);
  }, [width]);
  const resize = (next: number) => {
    setWidth(clamp(next));
    keepWidth(clamp(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(width + by);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons === 1) resize(window.innerWidth - event.clientX);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="调整原件的宽度"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={most()}
      tabIndex={0}
      className="source-divider"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    />
  );
}
