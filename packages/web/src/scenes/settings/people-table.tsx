import type { InitialPassword, PersonItem } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { peopleApi } from '../../client/people.ts';
import { instantText } from '../../wording/times.ts';

interface PeopleTableProps {
  readonly people: readonly PersonItem[];
  readonly canManage: boolean;
  readonly onChange: (person: PersonItem) => void;
  readonly onPassword: (passwords: readonly InitialPassword[]) => void;
}

function stateOf(person: PersonItem): string {
  if (person.isClosed) return '停用';
  if (person.lockedUntil !== null) return `锁定至 ${instantText(person.lockedUntil).slice(11)}`;
  if (!person.hasPassword) return '未设口令';
  return person.mustChangePassword ? '待改初始口令' : '正常';
}

type PersonProps = Omit<PeopleTableProps, 'people'> & { readonly person: PersonItem };

function PersonActs({ person, onChange, onPassword }: PersonProps) {
  const client = useQueryClient();
  const { modal, message } = App.useApp();
  const refresh = () => client.invalidateQueries({ queryKey: ['people'] });
  const unlock = useMutation({ mutationFn: peopleApi.unlock, onSuccess: refresh });
  const reset = useMutation({
    mutationFn: peopleApi.resetPassword,
    onSuccess: (password) => {
      void refresh();
      onPassword([password]);
    },
    onError: (error) => void message.error(error.message),
  });
  const askReset = () => {
    void modal.confirm({
      title: `重置“${person.name}”的口令`,
      content: '原口令立即失效，所有设备上的登录结束。新的初始口令只显示一次。',
      okText: '重置口令',
      cancelText: '取消',
      onOk: () => {
        reset.mutate(person.id);
      },
    });
  };
  return (
    <td className="person-acts">
      <Button
        size="small"
        onClick={() => {
          onChange(person);
        }}
      >
        修改
      </Button>
      <Button size="small" loading={reset.isPending} onClick={askReset}>
        重置口令
      </Button>
      {person.lockedUntil !== null && (
        <Button
          size="small"
          loading={unlock.isPending}
          onClick={() => {
            unlock.mutate(person.id);
          }}
        >
          解锁
        </Button>
      )}
    </td>
  );
}

function PersonRow(props: PersonProps) {
  const { person, canManage } = props;
  return (
    <tr className={person.isClosed ? 'closed' : ''}>
      <td>{person.name}</td>
      <td>{person.loginName}</td>
      <td>
        {person.duties.map(({ roleLabel, organisationName, role, organisationId }) => (
          <div key={`${role}-${organisationId}`}>
            {roleLabel} <span className="quiet">{organisationName}</span>
          </div>
        ))}
      </td>
      <td>{stateOf(person)}</td>
      <td>
        {person.lastSignInAt === null ? (
          <span className="quiet">从未</span>
        ) : (
          instantText(person.lastSignInAt)
        )}
      </td>
      {canManage && <PersonActs {...props} />}
    </tr>
  );
}

/** 人员 of the chosen part of the tree. */
export function PeopleTable({ people, ...rest }: PeopleTableProps) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">登录名</th>
          <th scope="col">任职</th>
          <th scope="col">状态</th>
          <th scope="col">最近登录</th>
          {rest.canManage && <th scope="col">操作</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
