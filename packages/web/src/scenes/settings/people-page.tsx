import type { InitialPassword, OrganisationItem, PersonItem } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { peopleQueries } from '../../client/people.ts';
import { useSession } from '../../client/session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../../components/states.tsx';
import { InitialPasswords } from './initial-passwords.tsx';
import { OrganisationDialog } from './organisation-dialog.tsx';
import { OrganisationTree, type OrganisationAct } from './organisation-tree.tsx';
import { PeopleImportDialog } from './people-import.tsx';
import { peopleShown } from './people-shown.ts';
import { PeopleTable } from './people-table.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import './settings.css';

type Open =
  | { readonly kind: 'organisation'; readonly act: OrganisationAct; readonly organisation: OrganisationItem }
  | { readonly kind: 'person'; readonly person: PersonItem | undefined }
  | { readonly kind: 'import' }
  | undefined;

interface ContentProps {
  readonly organisations: readonly OrganisationItem[];
  readonly people: readonly PersonItem[];
}

function Content({ organisations, people }: ContentProps) {
  const { can } = useSession();
  const canManage = can('people.manage');
  const [chosen, setChosen] = useState(organisations[0]?.id ?? '');
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open>();
  const [passwords, setPasswords] = useState<readonly InitialPassword[]>([]);
  const close = () => {
    setOpen(undefined);
  };
  const place = organisations.find(({ id }) => id === chosen);
  const shown = peopleShown(people, place, text);
  return (
    <div className="people-columns">
      <section className="card" aria-label="机构">
        <h2>机构</h2>
        <OrganisationTree
          organisations={organisations}
          chosen={chosen}
          canManage={canManage}
          onChoose={setChosen}
          onAct={(act, organisation) => {
            setOpen({ kind: 'organisation', act, organisation });
          }}
        />
      </section>
      <section className="card" aria-label="人员">
        <div className="people-head">
          <h2>{`${place?.name ?? ''}及下级的人员`}</h2>
          <span className="quiet">{`${String(shown.length)} 人`}</span>
          <Input
            aria-label="查找人员"
            placeholder="查找姓名、登录名"
            value={text}
            allowClear
            onChange={({ target }) => {
              setText(target.value);
            }}
          />
          {canManage && (
            <Button
              onClick={() => {
                setOpen({ kind: 'import' });
              }}
            >
              批量导入
            </Button>
          )}
          {canManage && (
            <Button
              type="primary"
              onClick={() => {
                setOpen({ kind: 'person', person: undefined });
              }}
            >
              添加人员
            </Button>
          )}
        </div>
        {shown.length === 0 ? (
          <Nothing title="这里还没有人员" hint="点“添加人员”，或用 Excel 表批量导入。" />
        ) : (
          <PeopleTable
            people={shown}
            canManage={canManage}
            onChange={(person) => {
              setOpen({ kind: 'person', person });
            }}
            onPassword={setPasswords}
          />
        )}
      </section>
      {open?.kind === 'organisation' && (
        <OrganisationDialog
          act={open.act}
          organisation={open.organisation}
          organisations={organisations}
          onClose={close}
        />
      )}
      {open?.kind === 'person' && (
        <PersonDialog
          person={open.person}
          place={chosen}
          organisations={organisations}
          onClose={close}
          onPassword={setPasswords}
        />
      )}
      {open?.kind === 'import' && <PeopleImportDialog onClose={close} onPassword={setPasswords} />}
      {passwords.length > 0 && (
        <InitialPasswords
          passwords={passwords}
          onClose={() => {
            setPasswords([]);
          }}
        />
      )}
    </div>
  );
}

/** 设置 · 机构与人员. */
export function PeoplePage() {
  const organisations = useQuery(peopleQueries.organisations);
  const people = useQuery(peopleQueries.people);
  const error = organisations.error ?? people.error;
  const retry = () => {
    void organisations.refetch();
    void people.refetch();
  };
  return (
    <div className="page">
      <PageHead title="机构与人员" note="谁在哪个机构做什么；数据范围随机构树而定" />
      <SettingsTabs />
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : organisations.data && people.data ? (
        <Content organisations={organisations.data.items} people={people.data.items} />
      ) : (
        <Loading />
      )}
    </div>
  );
}
