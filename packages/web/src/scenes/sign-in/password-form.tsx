import type { SessionInfo } from '@jiheng/api';
import { passwordFaults } from '@jiheng/domain';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { sessionApi } from '../../client/session.ts';
import { Refusal } from './refusal.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isNew: boolean;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

export function PasswordField({ label, value, isNew, hint, onChange }: PasswordFieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="password"
        value={value}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        maxLength={200}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint quiet">
          {hint}
        </p>
      )}
    </>
  );
}

/** What is wrong with a new password and its repetition, as it is typed. */
export function newPasswordHint(
  next: string,
  again: string,
  owner: { readonly loginName: string; readonly name: string },
): string {
  if (next === '') return '10 位以上，包含大写字母、小写字母、数字、符号中的三类；或 16 位以上。';
  const faults = passwordFaults(next, owner);
  if (faults.length > 0) return `${faults.join('；')}。`;
  return again !== '' && again !== next ? '两次输入的新口令不一致。' : '符合要求。';
}

interface PasswordFormProps {
  readonly person: { readonly loginName: string | null; readonly name: string };
  readonly onChanged: (session: SessionInfo) => void;
}

/** 修改口令. */
export function PasswordForm({ person, onChanged }: PasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const owner = { loginName: person.loginName ?? '', name: person.name };
  const change = useMutation({ mutationFn: sessionApi.changePassword, onSuccess: onChanged });
  const isGood = next !== '' && next === again && passwordFaults(next, owner).length === 0;
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) change.mutate({ current, next });
      }}
    >
      <PasswordField label="当前口令" value={current} isNew={false} onChange={setCurrent} />
      <PasswordField
        label="新口令"
        value={next}
        isNew
        hint={newPasswordHint(next, again, owner)}
        onChange={setNext}
      />
      <PasswordField label="再次输入新口令" value={again} isNew onChange={setAgain} />
      <Refusal error={change.error} />
      <Button
        type="primary"
        htmlType="submit"
        loading={change.isPending}
        disabled={!isGood || current === ''}
        block
      >
        修改口令
      </Button>
    </form>
  );
}
