import type { LibraryIndicator } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { targetApi } from '../../client/targets.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { IndicatorCard } from './indicator-card.tsx';
import './indicators.css';

interface LibrarySearchProps {
  readonly initial?: string;
  readonly onText?: (text: string) => void;
  readonly onInsert?: (item: LibraryIndicator, target: string) => void;
}

function Results({ text, onInsert }: { readonly text: string } & Pick<LibrarySearchProps, 'onInsert'>) {
  const { data, error, refetch } = useQuery({
    queryKey: ['indicators', text],
    queryFn: () => targetApi.indicators(text),
    staleTime: 60_000,
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={6} label="正在查找指标" />;
  if (data.items.length === 0) {
    const none = '还没有可参照的表。导入已公开的表，或目标批复后，这里列出各指标的写法。';
    return (
      <p className="quiet panel-note">{text === '' ? none : `没有名称含“${text}”的指标，请换一个词。`}</p>
    );
  }
  return (
    <>
      <p className="quiet panel-note">
        {text === ''
          ? `最近 ${String(data.forms)} 张表中常用的 ${String(data.items.length)} 种写法；输入名称中的词，可查全部已有的表`
          : `${String(data.forms)} 张表中的 ${String(data.items.length)} 种写法`}
      </p>
      <div className="indicator-cards">
        {data.items.map((item) => (
          <IndicatorCard key={item.name} item={item} {...(onInsert ? { onInsert } : {})} />
        ))}
      </div>
    </>
  );
}

/** 指标库检索: by words of the indicator's name. */
export function LibrarySearch({ initial = '', onText, onInsert }: LibrarySearchProps) {
  const [text, setText] = useState(initial);
  return (
    <div className="library-search">
      <Input.Search
        aria-label="按名称查指标"
        placeholder="如：培训人次、满意度、合格率"
        defaultValue={initial}
        allowClear
        maxLength={100}
        onSearch={(value) => {
          setText(value.trim());
          onText?.(value.trim());
        }}
      />
      <Results text={text} {...(onInsert ? { onInsert } : {})} />
    </div>
  );
}
