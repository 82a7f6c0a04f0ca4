import type { InitialPassword, OrganisationItem, PersonItem } from '@jiheng/api';
import { ROLE_LABELS, ROLES, type Role } from '@jiheng/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select, Switch } from 'antd';
import { Fragment, useId, useState } from 'react';
import { peopleApi } from '../../client/people.ts';
import { GrantField } from './grant-field.tsx';
import { organisationLabel } from './organisation-label.ts';
import { Refusal } from '../sign-in/refusal.tsx';

interface DutyDraft {
  readonly role: Role;
  readonly organisationId: string;
}

interface PersonDialogProps {
  /** Undefined: a new person. */
  readonly person: PersonItem | undefined;
  /** Where a new person's first duty is. */
  readonly place: string;
  readonly organisations: readonly OrganisationItem[];
  readonly onClose: () => void;
  readonly onPassword: (passwords: readonly InitialPassword[]) => void;
}

interface DutyRowsProps {
  readonly duties: readonly DutyDraft[];
  readonly organisations: readonly OrganisationItem[];
  readonly onChange: (duties: readonly DutyDraft[]) => void;
}

function DutyRows({ duties, organisations, onChange }: DutyRowsProps) {
  const put = (index: number, change: Partial<DutyDraft>) => {
    onChange(duties.map((duty, at) => (at === index ? { ...duty, ...change } : duty)));
  };
  const first = organisations[0]?.id ?? '';
  return (
    <fieldset className="duty-rows">
      <legend>任职</legend>
      {duties.map((duty, index) => (
        <div key={`${String(index)}-${duty.role}`}>
          <Select<Role>
            aria-label={`第${String(index + 1)}项任职的角色`}
            value={duty.role}
            onChange={(role) => {
              put(index, { role });
            }}
            options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
          />
          <Select
            aria-label={`第${String(index + 1)}项任职的机构`}
            value={duty.organisationId}
            onChange={(organisationId) => {
              put(index, { organisationId });
            }}
            showSearch={{ optionFilterProp: 'label' }}
            options={organisations.map((organisation) => ({
              value: organisation.id,
              label: organisationLabel(organisation),
            }))}
          />
          <Button
            aria-label={`删除第${String(index + 1)}项任职`}
            onClick={() => {
              onChange(duties.filter((_, at) => at !== index));
            }}
          >
            删除
          </Button>
        </div>
      ))}
      <Button
        onClick={() => {
          onChange([...duties, { role: 'officer', organisationId: first }]);
        }}
      >
        添加任职
      </Button>
    </fieldset>
  );
}

const FIELDS = [
  ['loginName', '登录名'],
  ['name', '姓名'],
  ['email', '电子邮箱（可不填）'],
  ['telephone', '电话（可不填）'],
] as const;
type Texts = Readonly<Record<(typeof FIELDS)[number][0], string>>;

function TextFields({
  texts,
  onChange,
}: {
  readonly texts: Texts;
  readonly onChange: (texts: Texts) => void;
}) {
  const id = useId();
  return FIELDS.map(([key, label]) => (
    <Fragment key={key}>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <Input
        id={`${id}-${key}`}
        value={texts[key]}
        maxLength={100}
        autoComplete="off"
        onChange={({ target }) => {
          onChange({ ...texts, [key]: target.value });
        }}
      />
    </Fragment>
  ));
}

/** 人员: adding one, or changing what is kept of one. */
export function PersonDialog({ person, place, organisations, onClose, onPassword }: PersonDialogProps) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Texts>({
    loginName: person?.loginName ?? '',
    name: person?.name ?? '',
    email: person?.email ?? '',
    telephone: person?.telephone ?? '',
  });
  const [duties, setDuties] = useState<readonly DutyDraft[]>(
    person?.duties ?? [{ role: 'officer', organisationId: place }],
  );
  const [isClosed, setIsClosed] = useState(person?.isClosed ?? false);
  const [projects, setProjects] = useState<readonly string[]>(person?.projects ?? []);
  const isGranted = person !== undefined && duties.some(({ role }) => role === 'third-party');
  const save = useMutation({
    mutationFn: async (): Promise<readonly InitialPassword[]> => {
      const chosen = duties.map(({ role, organisationId }) => ({ role, organisationId }));
      const { email, telephone } = texts;
      const wish = { ...texts, email: email || null, telephone: telephone || null, duties: chosen };
      if (person === undefined) return [await peopleApi.addPerson(wish)];
      await peopleApi.changePerson(person.id, { ...wish, isClosed });
      if (projects.join() !== person.projects.join()) await peopleApi.grantProjects(person.id, projects);
      return [];
    },
    onSuccess: (passwords) => {
      void client.invalidateQueries({ queryKey: ['people'] });
      if (passwords.length > 0) onPassword(passwords);
      else void message.success('已保存');
      onClose();
    },
  });
  return (
    <Modal
      open
      width={620}
      title={person === undefined ? '添加人员' : `修改“${person.name}”`}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => {
        save.mutate();
      }}
      onCancel={onClose}
    >
      <div className="dialog-fields">
        <TextFields texts={texts} onChange={setTexts} />
        <DutyRows duties={duties} organisations={organisations} onChange={setDuties} />
        {isGranted && <GrantField projects={projects} onChange={setProjects} />}
        {person !== undefined && (
          <label>
            <Switch checked={isClosed} onChange={setIsClosed} aria-label="停用" /> 停用，不能再登录
          </label>
        )}
        <Refusal error={save.error} />
      </div>
    </Modal>
  );
}
