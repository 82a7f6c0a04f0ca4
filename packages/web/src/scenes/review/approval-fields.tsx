import { civilDate } from '@jiheng/domain';
import { Input } from 'antd';
import { useState } from 'react';
import { DateField } from '../../components/date-field.tsx';

const KEPT = 'approval-number';

export interface Approval {
  readonly number: string;
  readonly date: string;
  readonly isFilled: boolean;
  readonly setNumber: (text: string) => void;
  readonly setDate: (text: string) => void;
  /** Remembers the number for the next form of this sitting. */
  readonly keep: () => void;
}

/** 批复文号 and date; the number used last is offered again, for a bureau approves many forms under one number. */
export function useApproval(): Approval {
  const [number, setNumber] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  const [date, setDate] = useState(() => civilDate(new Date()));
  return {
    number,
    date,
    isFilled: number.trim() !== '' && date !== '',
    setNumber,
    setDate,
    keep: () => {
      sessionStorage.setItem(KEPT, number.trim());
    },
  };
}

export function ApprovalFields({ approval }: { readonly approval: Approval }) {
  return (
    <>
      <label>
        批复文号
        <Input
          autoFocus={approval.number === ''}
          value={approval.number}
          maxLength={60}
          placeholder="例：临财绩〔2026〕8号"
          onChange={(event) => {
            approval.setNumber(event.target.value);
          }}
        />
      </label>
      <label>
        批复日期
        <DateField value={approval.date} onChange={approval.setDate} />
      </label>
    </>
  );
}
