import type { OrganisationItem, OrganisationList } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { peopleApi, peopleQueries } from '../../client/people.ts';
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

/** Adding, changing and moving an organisation. */
export function OrganisationDialog({ act, organisation, organisations, onClose }: OrganisationDialogProps) {
  const id = useId();
  const { message } = App.useApp();
  const client = useQueryClient();
  const isChange = act === 'change';
  const [code, setCode] = useState(isChange ? organisation.code : '');
  const [name, setName] = useState(isChange ? organisation.name : '');
  const [kind, setKind] = useState<string>(organisation.kind === 'finance' ? 'department' : 'unit');
  const [isClosed, setIsClosed] = useState(isChange && organisation.isClosed);
  const [parentId, setParentId] = useState(organisation.parentId ?? '');
  const save = useMutation({
    mutationFn: (): Promise<OrganisationList> => {
      if (act === 'add') return peopleApi.addOrganisation({ parentId: organisation.id, kind, code, name });
      if (act === 'move') return peopleApi.moveOrganisation(organisation.id, parentId);
      return peopleApi.changeOrganisation(organisation.id, { code, name, isClosed });
    },
    onSuccess: (list) => {
      client.setQueryData(peopleQueries.organisations.queryKey, list);
      void client.invalidateQueries({ queryKey: ['people'] });
      const placed = list.placedForms ?? 0;
      void message.success(placed === 0 ? '已保存' : `已保存，${String(placed)} 张表归入机构`);
      onClose();
    },
  });
  const parents = organisations.filter(
    ({ path, isClosed: closed }) => !path.startsWith(organisation.path) && !closed,
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
        {act === 'move' ? (
          <>
            <label htmlFor={`${id}-parent`}>新的上级机构</label>
            <Select
              id={`${id}-parent`}
              value={parentId}
              onChange={setParentId}
              showSearch={{ optionFilterProp: 'label' }}
              options={parents.map((parent) => ({
                value: parent.id,
                label: `${parent.code} ${parent.name}`,
              }))}
            />
            <p className="quiet">下级机构和表单随同划转。</p>
          </>
        ) : (
          <>
            <label htmlFor={`${id}-code`}>机构编码</label>
            <Input
              id={`${id}-code`}
              value={code}
              maxLength={50}
              onChange={({ target }) => {
                setCode(target.value);
              }}
            />
            <label htmlFor={`${id}-name`}>机构名称</label>
            <Input
              id={`${id}-name`}
              value={name}
              maxLength={100}
              onChange={({ target }) => {
                setName(target.value);
              }}
            />
            {act === 'add' && (
              <>
                <label htmlFor={`${id}-kind`}>类别</label>
                <Select
                  id={`${id}-kind`}
                  value={kind}
                  onChange={setKind}
                  options={[
                    { value: 'department', label: '主管部门' },
                    { value: 'unit', label: '实施单位' },
                  ]}
                />
              </>
            )}
            {isChange && organisation.parentId !== null && (
              <label>
                <Switch checked={isClosed} onChange={setIsClosed} aria-label="停用" /> 停用
              </label>
            )}
          </>
        )}
        <Refusal error={save.error} />
      </div>
    </Modal>
  );
}
