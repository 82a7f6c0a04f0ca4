import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionQueries, useSession } from '../../client/session.ts';
import { PasswordForm } from './password-form.tsx';
import './sign-in.css';

/** 首次登录: nothing else opens before the initial password was changed. */
export function FirstPassword() {
  const { person, tenant } = useSession();
  const client = useQueryClient();
  useEffect(() => {
    document.title = '修改口令 · 绩衡';
  }, []);
  if (person === undefined) return null;
  return (
    <main className="sign-in">
      <section className="sign-in-sheet">
        <p className="quiet">{tenant?.name}</p>
        <h1>请先修改口令</h1>
        <p>{person.name}，首次登录或口令被重置后，须换成只有您自己知道的口令。</p>
        <PasswordForm
          person={person}
          onChanged={(session) => {
            client.setQueryData(sessionQueries.session.queryKey, session);
          }}
        />
      </section>
    </main>
  );
}
