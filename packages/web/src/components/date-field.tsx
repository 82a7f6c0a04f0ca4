import { Input } from 'antd';
import { useState } from 'react';
import { readDate } from './read-date.ts';

interface DateFieldProps {
  /** `2027-01-31`, empty for none. */
  readonly value: string;
  readonly onChange: (date: string) => void;
}

/** 日期: typed in any usual way, shown as `2027-01-31` whatever the language of the browser. */
export function DateField({ value, onChange }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const isWrong = text !== '' && readDate(text) === undefined;
  return (
    <>
      <Input
        value={text}
        placeholder="例：2027-01-31"
        inputMode="numeric"
        maxLength={20}
        {...(isWrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(readDate(event.target.value) ?? '');
        }}
        onBlur={() => {
          if (!isWrong) setTyped(null);
        }}
      />
      {isWrong && <span className="date-wrong">请写成 2027-01-31 的样子</span>}
    </>
  );
}
