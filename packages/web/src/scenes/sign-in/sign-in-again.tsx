import type { SessionInfo } from '@jiheng/api';
import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { sessionEvents } from '../../client/session-events.ts';
import { sessionQueries, useSession } from '../../client/session.ts';
import { SamplePersons } from './sample-persons.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** 重新登录: over the page, which keeps what was typed. Someone else who signs in begins anew. */
export function SignInAgain() {
  const { session, person } = useSession();
  const client = useQueryClient();
  const [isLost, setIsLost] = useState(false);
  useEffect(
    () =>
      sessionEvents.on('lost', () => {
        setIsLost(true);
      }),
    [],
  );
  const enter = (signedIn: SessionInfo) => {
    if (signedIn.person?.id !== person?.id) {
      window.location.assign('/');
      return;
    }
    client.setQueryData(sessionQueries.session.queryKey, signedIn);
    setIsLost(false);
    sessionEvents.tell('regained');
    void client.invalidateQueries();
  };
  return (
    <Modal
      open={isLost}
      title="登录已过期"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>页面上的内容都还在，没有丢失。重新登录后可以接着做。</p>
      {person?.isOperator === true ? (
        <p>请在运行绩衡的终端窗口里找到最新的地址，在本浏览器的另一个标签页打开，再回到这里刷新。</p>
      ) : (
        <SignInForm loginName={person?.loginName ?? ''} onSignedIn={enter} />
      )}
      {session?.ways.sample === true && (
        <>
          <h2>样例人员</h2>
          <SamplePersons onSignedIn={enter} />
        </>
      )}
    </Modal>
  );
}
