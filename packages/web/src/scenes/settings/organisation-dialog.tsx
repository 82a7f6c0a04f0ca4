import type { OrganisationItem, OrganisationList } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { peopleApi, peopleQueries } from '../../client/people.ts';
import { organisationLabel } from './organisation-label.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import type { OrganisationAct } from './organisation-tree.tsx';

interface OrganisationDialogProps {
  readonly act: OrganisationAct;
  readonly organisation: OrganisationItem;
  readonly organisations: readonly OrganisationItem[];
  readonly onClose: () => void;
}

const TITLES: Readonly<Record<OrganisationAct, (name: string) => string>> = {
  add: (name) => `在“${name}”下添加机构`,
  change: (name) => `修改“${name}”`,
  move: (name) => `划转“${name}”`,
};

interface Draft {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly isClosed: boolean;
  readonly parentId: string;
}

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function MoveFields({
  draft,
  parents,
  onChange,
}: FieldsProps & { readonly parents: readonly OrganisationItem[] }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>新的上级机构</label>
      <Select
        id={id}
        value={draft.parentId}
        onChange={(parentId) => {
          onChange({ parentId });
        }}
        showSearch={{ optionFilterProp: 'label' }}
        options={parents.map((parent) => ({ value: parent.id, label: organisationLabel(parent) }))}
      />
      <p className="quiet">下级机构和表单随同划转。</p>
    </>
  );
}

function NameFields({ draft, onChange }: FieldsProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}-code`}>机构编码</label>
      <Input
        id={`${id}-code`}
        value={draft.code}
        maxLength={50}
        onChange={({ target }) => {
          onChange({ code: target.value });
        }}
      />
      <label htmlFor={`${id}-name`}>机构名称</label>
      <Input
        id={`${id}-name`}
        value={draft.name}
        maxLength={100}
        onChange={({ target }) => {
          onChange({ name: target.value });
        }}
      />
    </>
  );
}

function KindField({ draft, onChange }: FieldsProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>类别</label>
      <Select
        id={id}
        value={draft.kind}
        onChange={(kind) => {
          onChange({ kind });
        }}
        options={[
          { value: 'department', label: '主管部门' },
          { value: 'unit', label: '实施单位' },
        ]}
      />
    </>
  );
}

function draftOf(act: OrganisationAct, organisation: OrganisationItem): Draft {
  const { code, name, isClosed, kind, parentId } = organisation;
  const isChange = act === 'change';
  return {
    code: isChange ? code : '',
    name: isChange ? name : '',
    kind: kind === 'finance' ? 'department' : 'unit',
    isClosed: isChange && isClosed,
    parentId: parentId ?? '',
  };
}

function saveDraft(act: OrganisationAct, id: string, draft: Draft): Promise<OrganisationList> {
  const { code, name, kind, isClosed, parentId } = draft;
  if (act === 'add') return peopleApi.addOrganisation({ parentId: id, kind, code, name });
  if (act === 'move') return peopleApi.moveOrganisation(id, parentId);
  return peopleApi.changeOrganisation(id, { code, name, isClosed });
}

/** Adding, changing and moving an organisation. */
export function OrganisationDialog({ act, organisation, organisations, onClose }: OrganisationDialogProps) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(act, organisation));
  const onChange = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
  };
  const save = useMutation({
    mutationFn: () => saveDraft(act, organisation.id, draft),
    onSuccess: (list) => {
      client.setQueryData(peopleQueries.organisations.queryKey, list);
      void client.invalidateQueries({ queryKey: ['people'] });
      const placed = list.placedForms ?? 0;
      void message.success(placed === 0 ? '已保存' : `已保存，${String(placed)} 张表归入机构`);
      onClose();
    },
  });
  const parents = organisations.filter(
    ({ path, isClosed }) => !path.startsWith(organisation.path) && !isClosed,
  );
  return (
    <Modal
      open
      title={TITLES[act](organisation.name)}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => {
        save.mutate();
      }}
      onCancel={onClose}
    >
      <div className="dialog-fields">
        {act === 'move' && <MoveFields draft={draft} parents={parents} onChange={onChange} />}
        {act !== 'move' && <NameFields draft={draft} onChange={onChange} />}
        {act === 'add' && <KindField draft={draft} onChange={onChange} />}
        {act === 'change' && organisation.parentId !== null && (
          <label>
            <Switch
              checked={draft.isClosed}
              aria-label="停用"
              onChange={(isClosed) => {
                onChange({ isClosed });
              }}
            />{' '}
            停用
          </label>
        )}
        <Refusal error={save.error} />
      </div>
    </Modal>
  );
}
