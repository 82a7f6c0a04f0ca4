import type { FieldPath } from '@jiheng/domain';

/** 需核对: the form's own arithmetic, as the reader states it. */
export interface ArithmeticCheck {
  readonly id: string;
  readonly agrees: boolean;
  /** The sum first, then what makes it up. */
  readonly at: readonly FieldPath[];
  readonly detail: string;
}

interface CheckListProps {
  readonly checks: readonly ArithmeticCheck[];
  readonly onGo: (path: FieldPath | undefined) => void;
}

/** 需核对: sums that do not close after reading, rows read with doubt; each leads to its cell. */
export function CheckList({ checks, onGo }: CheckListProps) {
  return (
    <section className="check-list" aria-labelledby="check-list-title">
      <h2 id="check-list-title">需核对 {checks.length} 处</h2>
      <p>数字对不上或有一行认不准，可能是原件有误，也可能读取有误，请对照原件。</p>
      <ul>
        {checks.map(({ id, detail, at }) => (
          <li key={`${id}-${detail}`}>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                onGo(at[0]);
              }}
            >
              {detail}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
