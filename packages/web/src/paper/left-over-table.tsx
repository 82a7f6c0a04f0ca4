import type { FieldPath, FormRecord, LeftOver } from '@jiheng/domain';
import { fieldName } from './field-name.ts';
import './left-over.css';

interface LeftOverTableProps {
  readonly items: readonly LeftOver[];
  readonly record: FormRecord;
  readonly onChoose: (path: FieldPath, text: string) => void;
}

/** What the layout has no cell for stands below the sheet, so that nothing that was read is out of sight. */
export function LeftOverTable({ items, record, onChoose }: LeftOverTableProps) {
  return (
    <section className="left-over" aria-labelledby="left-over-title">
      <h2 id="left-over-title">表样之外的内容</h2>
      <p className="quiet">此表样没有栏目的内容，照录如下。</p>
      <dl>
        {items.map(({ path, text }) => (
          <div key={path}>
            <dt>{fieldName(path, record)}</dt>
            <dd>
              <button
                type="button"
                onClick={() => {
                  onChoose(path, text);
                }}
              >
                {text}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
