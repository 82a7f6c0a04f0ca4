import type { SessionInfo } from '@jiheng/api';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQueries, useSession } from '../../client/session.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { SamplePersons } from './sample-persons.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** Only a path of this server is gone back to, not one that a browser reads as another's; else the work of the day comes first. */
export function safeTarget(to: string | undefined): string {
  return to !== undefined && /^\/(?!\.*[/\\])[^\p{Cc}]*$/u.test(to) && !to.startsWith('/sign-in')
    ? to
    : '/workbench';
}

/** 登录. */
export function SignInPage() {
  const { to } = useSearch({ from: '/sign-in' });
  const { session, error, refetch } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = '登录 · 绩衡';
  }, []);
  const enter = (signedIn: SessionInfo) => {
    // What another person saw must not stay.
    client.clear();
    client.setQueryData(sessionQueries.session.queryKey, signedIn);
    void navigate({ href: safeTarget(to) });
  };
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (session === undefined) return <Loading />;
  const { tenant, ways } = session;
  return (
    <main className={ways.sample ? 'sign-in with-sample' : 'sign-in'}>
      <section className="sign-in-sheet">
        <img src="/icon.svg" alt="" />
        <h1>绩衡</h1>
        <p className="sign-in-bureau">{tenant.name}</p>
        <p className="quiet">财政项目支出预算绩效管理</p>
        <SignInForm onSignedIn={enter} />
        {ways.singleSignOn !== null && (
          <a
            className="single-sign-on"
            href={`/api/session/single-sign-on?to=${encodeURIComponent(safeTarget(to))}`}
          >
            {ways.singleSignOn}
          </a>
        )}
        {!tenant.isSetUp && (
          <p className="quiet sign-in-note">
            本单位尚未设置管理员。请在运行绩衡的机器上打开终端里显示的地址，完成首次设置。
          </p>
        )}
      </section>
      {ways.sample && (
        <section className="sign-in-sheet">
          <h2>样例人员，点一下即可登录</h2>
          <p className="quiet">这些单位和人员均为虚构，只在本机的样例中出现。</p>
          <SamplePersons onSignedIn={enter} />
        </section>
      )}
    </main>
  );
}
