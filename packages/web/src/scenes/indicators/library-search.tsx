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
    return <p className="quiet panel-note">没有名称含“{text}”的指标，请换一个词。</p>;
  }
  return (
    <>
      <p className="quiet panel-note">
        {data.forms} 张表中的 {data.items.length} 种写法
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
      {text === '' ? (
        <p className="quiet panel-note">输入指标名称中的词，看已有的表怎样写、定多少、完成了没有。</p>
      ) : (
        <Results text={text} {...(onInsert ? { onInsert } : {})} />
      )}
    </div>
  );
}
