interface CellOptionsProps {
  readonly id: string;
  readonly options: readonly string[];
  readonly active: number;
  readonly style: { readonly left: string; readonly top: string };
  readonly onChoose: (text: string) => void;
}

/** 可选内容 below an open cell, chosen by the arrow keys and Enter in the editor or by the mouse; anything else may be typed. */
export function CellOptions({ id, options, active, style, onChoose }: CellOptionsProps) {
  return (
    <ul className="cell-options" role="listbox" id={id} aria-label="可选内容" style={style}>
      {options.map((text, index) => (
        <li
          key={text}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onChoose(text);
          }}
        >
          {text}
        </li>
      ))}
    </ul>
  );
}
