import type { InitialPassword, OrganisationItem, PersonItem } from '@jiheng/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ComponentProps } from 'react';
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

interface HeadProps {
  readonly title: string;
  readonly count: number;
  readonly text: string;
  /** Nobody can be added before there is a place for them. */
  readonly hasPlace: boolean;
  readonly onText: (text: string) => void;
  readonly onOpen: (open: Open) => void;
}

function PeopleHead({ title, count, text, hasPlace, onText, onOpen }: HeadProps) {
  const { can } = useSession();
  return (
    <div className="people-head">
      <h2>{title}</h2>
      <span className="quiet">{`${String(count)} 人`}</span>
      <Input
        aria-label="查找人员"
        placeholder="查找姓名、登录名"
        value={text}
        allowClear
        onChange={({ target }) => {
          onText(target.value);
        }}
      />
      {can('people.manage') && hasPlace && (
        <>
          <Button
            onClick={() => {
              onOpen({ kind: 'import' });
            }}
          >
            批量导入
          </Button>
          <Button
            type="primary"
            onClick={() => {
              onOpen({ kind: 'person', person: undefined });
            }}
          >
            添加人员
          </Button>
        </>
      )}
    </div>
  );
}

interface DialogsProps {
  readonly open: Open;
  readonly place: string;
  readonly organisations: readonly OrganisationItem[];
  readonly onClose: () => void;
  readonly onPassword: (passwords: readonly InitialPassword[]) => void;
}

function Dialogs({ open, ...rest }: DialogsProps) {
  if (open?.kind === 'organisation') {
    return <OrganisationDialog act={open.act} organisation={open.organisation} {...rest} />;
  }
  if (open?.kind === 'person') return <PersonDialog person={open.person} {...rest} />;
  return open?.kind === 'import' ? <PeopleImportDialog {...rest} /> : null;
}

function Organisations(props: ComponentProps<typeof OrganisationTree>) {
  return (
    <section className="card" aria-label="机构">
      <h2>机构</h2>
      {props.organisations.length === 0 && (
        <p className="quiet">
          还没有机构。<Link to="/set-up">完成首次设置</Link>后，财政部门列在这里，再逐级添加主管部门和单位。
        </p>
      )}
      <OrganisationTree {...props} />
    </section>
  );
}

function NoPeople({ hasPlace }: Pick<HeadProps, 'hasPlace'>) {
  const hint = hasPlace ? '点“添加人员”，或用 Excel 表批量导入。' : '有了机构，再添加人员。';
  return <Nothing title="这里还没有人员" hint={hint} />;
}

function Content({ organisations, people }: ContentProps) {
  const canManage = useSession().can('people.manage');
  const [chosen, setChosen] = useState(organisations[0]?.id ?? '');
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open>();
  const [passwords, setPasswords] = useState<readonly InitialPassword[]>([]);
  const place = organisations.find(({ id }) => id === chosen);
  const shown = peopleShown(people, place, text);
  const close = () => {
    setOpen(undefined);
  };
  const forget = () => {
    setPasswords([]);
  };
  return (
    <div className="people-columns">
      <Organisations
        organisations={organisations}
        chosen={chosen}
        canManage={canManage}
        onChoose={setChosen}
        onAct={(act, organisation) => {
          setOpen({ kind: 'organisation', act, organisation });
        }}
      />
      <section className="card" aria-label="人员">
        <PeopleHead
          title={place ? `${place.name}及下级的人员` : '人员'}
          count={shown.length}
          text={text}
          hasPlace={place !== undefined}
          onText={setText}
          onOpen={setOpen}
        />
        {shown.length === 0 ? (
          <NoPeople hasPlace={place !== undefined} />
        ) : (
          <PeopleTable
            people={shown}
            canManage={canManage}
            onPassword={setPasswords}
            onChange={(person) => {
              setOpen({ kind: 'person', person });
            }}
          />
        )}
      </section>
      <Dialogs
        open={open}
        place={chosen}
        organisations={organisations}
        onClose={close}
        onPassword={setPasswords}
      />
      <InitialPasswords passwords={passwords} onClose={forget} />
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
