import type { LibraryIndicator } from '@jiheng/api';
import type { Indicator } from '@jiheng/domain';
import type { Wording } from '@jiheng/regulation';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { targetApi } from '../../client/targets.ts';
import { IndicatorCard } from '../indicators/indicator-card.tsx';

interface ReferencePanelProps {
  readonly indicator: Indicator | undefined;
  readonly wordings: readonly Wording[];
  readonly onWording: (wording: Wording) => void;
  readonly onValue: (target: string) => void;
}

function Wordings({ wordings, onWording }: Pick<ReferencePanelProps, 'wordings' | 'onWording'>) {
  return (
    <section>
      <h3>可考核的写法</h3>
      <ul className="wordings">
        {wordings.map((wording) => (
          <li key={wording.name}>
            <Button
              size="small"
              onClick={() => {
                onWording(wording);
              }}
            >
              {wording.name} {wording.target}
              {/\d/u.test(wording.target) ? '' : '（填数）'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Similar({ name, onValue }: { readonly name: string; readonly onValue: (text: string) => void }) {
  const { data, error } = useQuery({
    queryKey: ['similar-indicators', name],
    queryFn: () => targetApi.similarIndicators(name),
    staleTime: 300_000,
  });
  if (error) return <p className="quiet">暂时查不到同类指标。</p>;
  if (!data) return <p className="quiet">正在查找同类指标…</p>;
  if (data.items.length === 0) return <p className="quiet">已有的表中没有同类指标。</p>;
  return data.items
    .slice(0, 6)
    .map((item: LibraryIndicator) => <IndicatorCard key={item.name} item={item} onValue={onValue} />);
}

/** 参考: how the indicator at the cursor can be measured, and what others set and reached. */
export function ReferencePanel({ indicator, wordings, onWording, onValue }: ReferencePanelProps) {
  const name = indicator?.level3 ?? '';
  if (name === '')
    return (
      <p className="quiet panel-note">光标移到一条指标上，这里显示同类指标历年的写法、指标值和完成情况。</p>
    );
  return (
    <div className="reference">
      <h2>{name}</h2>
      {wordings.length > 0 && <Wordings wordings={wordings} onWording={onWording} />}
      <section>
        <h3>历年同类指标</h3>
        <Similar name={name} onValue={onValue} />
      </section>
    </div>
  );
}
