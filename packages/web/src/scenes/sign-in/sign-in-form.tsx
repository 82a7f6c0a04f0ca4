import type { SessionInfo } from '@jiheng/api';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { sessionApi } from '../../client/session.ts';
import { Refusal } from './refusal.tsx';

interface SignInFormProps {
  /** Given when the same person shall come back. */
  readonly loginName?: string;
  readonly onSignedIn: (session: SessionInfo) => void;
}

/** Name and password. */
export function SignInForm({ loginName, onSignedIn }: SignInFormProps) {
  const id = useId();
  const [name, setName] = useState(loginName ?? '');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ mutationFn: sessionApi.signIn, onSuccess: onSignedIn });
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ loginName: name, password });
      }}
    >
      <label htmlFor={`${id}-name`}>登录名</label>
      <Input
        id={`${id}-name`}
        value={name}
        autoComplete="username"
        autoFocus={loginName === undefined}
        required
        maxLength={100}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <label htmlFor={`${id}-password`}>口令</label>
      <Input
        id={`${id}-password`}
        type="password"
        value={password}
        autoComplete="current-password"
        autoFocus={loginName !== undefined}
        required
        maxLength={200}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <Refusal error={signIn.error} />
      <Button type="primary" htmlType="submit" loading={signIn.isPending} block>
        登录
      </Button>
    </form>
  );
}
