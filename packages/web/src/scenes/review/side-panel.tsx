import type { EarlierForm, FormWork } from '@jiheng/api';
import { FLOW_ACTION_LABELS, FORM_STATE_LABELS } from '@jiheng/domain';
import { Link } from '@tanstack/react-router';
import { wanColumn } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { ChangeText } from './review-margin.tsx';

export type PanelName = 'margin' | 'changes' | 'earlier' | 'steps';

interface TabsProps {
  readonly shown: PanelName;
  readonly work: FormWork;
  readonly marginCount: number;
  readonly onShow: (name: PanelName) => void;
}

/** What stands beside the paper. */
export function PanelTabs({ shown, work, marginCount, onShow }: TabsProps) {
  const tabs = [
    ['margin', `页边 ${String(marginCount)}`],
    ['changes', work.changes === null ? '改动' : `改动 ${String(work.changes.differences.length)}`],
    ['earlier', '往年'],
    ['steps', '经过'],
  ] as const;
  return (
    <div className="panel-tabs" role="group" aria-label="表旁显示">
      {tabs.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-pressed={shown === name}
          onClick={() => {
            onShow(name);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Changes({ work, onGo }: { readonly work: FormWork; readonly onGo: (path: string) => void }) {
  const { changes } = work;
  if (changes === null) return <p className="quiet">这是第一次送审，没有可以比较的版本。</p>;
  return (
    <>
      <p className="quiet">与{changes.why}相比：</p>
      {changes.differences.length === 0 && <p>内容没有改动。</p>}
      <ul className="change-list">
        {changes.differences.map((change) => (
          <li key={`${change.path}-${change.label}`}>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                onGo(change.path);
              }}
            >
              {change.label}
            </button>
            <ChangeText change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Earlier({ form }: { readonly form: EarlierForm }) {
  return (
    <section className="earlier">
      <h3>
        <Link to="/forms/$formId" params={{ formId: form.formId }} target="_blank">
          {form.fiscalYear} 年度 {form.kindLabel}
        </Link>
      </h3>
      <p className="quiet">
        {[
          form.amountWan !== null && `金额 ${wanColumn(form.amountWan)} 万元`,
          form.executionRate !== null && `执行率 ${form.executionRate}%`,
          form.totalScore !== null && `得分 ${form.totalScore}`,
          form.grade,
        ]
          .filter(Boolean)
          .join('，')}
      </p>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">目标</th>
            <th scope="col">完成</th>
          </tr>
        </thead>
        <tbody>
          {form.indicators.map(({ name, target, actual }, index) => (
            <tr key={`${String(index)}-${name}`}>
              <td>{name}</td>
              <td>{target ?? ''}</td>
              <td>{actual ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Steps({ work }: { readonly work: FormWork }) {
  if (work.steps.length === 0) return <p className="quiet">还没有送审过。</p>;
  return (
    <ol className="step-list">
      {[...work.steps].reverse().map((step) => (
        <li key={step.step}>
          <strong>{FLOW_ACTION_LABELS[step.action]}</strong>
          <span className="quiet">
            {step.actor}，{instantText(step.at)}，第 {step.revision} 版
          </span>
          <span>→ {FORM_STATE_LABELS[step.toState]}</span>
          {step.result !== null && <span>审核结果：{step.result}</span>}
          {step.opinion !== null && <span className="step-opinion">{step.opinion}</span>}
          {step.approvalNumber !== null && (
            <span>
              {step.approvalNumber}，{step.approvalDate}
            </span>
          )}
          {step.chainHead !== null && (
            <span className="quiet" title={step.chainHead}>
              日志链 {step.chainHead.slice(0, 12)}…
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

interface SidePanelProps {
  readonly shown: Exclude<PanelName, 'margin'>;
  readonly work: FormWork;
  readonly onGo: (path: string) => void;
}

/** 改动、往年、经过 beside the paper. */
export function SidePanel({ shown, work, onGo }: SidePanelProps) {
  return (
    <aside className="side-panel" aria-label="表旁内容">
      {shown === 'changes' && <Changes work={work} onGo={onGo} />}
      {shown === 'earlier' &&
        (work.earlier.length === 0 ? (
          <p className="quiet">项目库中没有这个项目往年的表。可在项目页关联往年的表。</p>
        ) : (
          work.earlier.map((form) => <Earlier key={form.formId} form={form} />)
        ))}
      {shown === 'steps' && <Steps work={work} />}
    </aside>
  );
}
