import type { ScoreItem } from '@jiheng/domain';
import { verdictText } from './score-items.ts';
import './score-trace.css';

/** 计分过程 of one score: verdict, formula, inputs, method, clause. */
export function ScoreTraceCard({ item }: { readonly item: ScoreItem }) {
  const { trace } = item;
  return (
    <div className="score-trace">
      <h3>{item.label}</h3>
      <p className={item.verdict === 'differs' ? 'verdict differs' : 'verdict'}>{verdictText(item)}</p>
      {trace.formula !== '' && <p className="formula">{trace.formula}</p>}
      <dl>
        {trace.inputs.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>计分办法</dt>
          <dd>{trace.method}</dd>
        </div>
        <div>
          <dt>依据</dt>
          <dd>{trace.citation}</dd>
        </div>
      </dl>
    </div>
  );
}
