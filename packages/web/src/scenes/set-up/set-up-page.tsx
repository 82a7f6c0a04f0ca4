import { passwordFaults } from '@jiheng/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { sessionApi, sessionQueries, useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Nothing } from '../../components/states.tsx';
import { newPasswordHint, PasswordField } from '../sign-in/password-form.tsx';
import { Refusal } from '../sign-in/refusal.tsx';
import '../sign-in/sign-in.css';

const FIELDS = [
  ['bureauName', '财政部门名称', '如：某县财政局'],
  ['region', '行政区划（可不填）', '如：某省某县'],
  ['name', '管理员姓名', ''],
  ['loginName', '管理员登录名', '字母、数字均可'],
] as const;
type Texts = Readonly<Record<(typeof FIELDS)[number][0], string>>;

function SetUpForm() {
  const id = useId();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Texts>({ bureauName: '', region: '', name: '', loginName: '' });
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const setUp = useMutation({
    mutationFn: () => sessionApi.setUp({ ...texts, region: texts.region || null, password }),
    onSuccess: (session) => {
      client.setQueryData(sessionQueries.session.queryKey, session);
    },
  });
  const isGood = password !== '' && password === again && passwordFaults(password, texts).length === 0;
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) setUp.mutate();
      }}
    >
      {FIELDS.map(([key, label, placeholder]) => (
        <div key={key}>
          <label htmlFor={`${id}-${key}`}>{label}</label>
          <Input
            id={`${id}-${key}`}
            value={texts[key]}
            placeholder={placeholder}
            required={key !== 'region'}
            maxLength={60}
            autoComplete="off"
            onChange={({ target }) => {
              setTexts({ ...texts, [key]: target.value });
            }}
          />
        </div>
      ))}
      <PasswordField
        label="管理员口令"
        value={password}
        isNew
        hint={newPasswordHint(password, again, texts)}
        onChange={setPassword}
      />
      <PasswordField label="再次输入口令" value={again} isNew onChange={setAgain} />
      <Refusal error={setUp.error} />
      <Button type="primary" htmlType="submit" disabled={!isGood} loading={setUp.isPending} block>
        完成设置
      </Button>
    </form>
  );
}

/** 首次设置 of a real bureau: its name and its first administrator. */
export function SetUpPage() {
  const { tenant, person } = useSession();
  const isOpen = tenant?.isSetUp === false && person?.isOperator === true;
  return (
    <div className="page">
      <PageHead title="首次设置" note="单位名称和第一位管理员" />
      {isOpen ? (
        <section className="sign-in-sheet">
          <p>管理员登录后，可添加机构和人员，再供其他机器使用。</p>
          <SetUpForm />
        </section>
      ) : (
        <Nothing title="首次设置已经完成" hint="接下来请添加机构和人员。">
          <Link to="/settings/people">机构与人员</Link>
        </Nothing>
      )}
    </div>
  );
}
