import type { CampaignChoices } from '@jiheng/api';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';

type Organisation = CampaignChoices['organisations'][number];

interface MemberTreeProps {
  readonly organisations: readonly Organisation[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** An organisation and everything above it. */
function lineOf(organisation: Organisation, all: readonly Organisation[]): readonly string[] {
  const parent = all.find(({ id }) => id === organisation.parentId);
  return parent ? [organisation.id, ...lineOf(parent, all)] : [organisation.id];
}

/** 参加单位: a chosen one takes part with everything below it. */
export function MemberTree({ organisations, chosen, onChange }: MemberTreeProps) {
  const picked = new Set(chosen);
  const departments = organisations.filter(({ kind }) => kind === 'department');
  const toggle = (organisation: Organisation, isOn: boolean) => {
    const below = new Set(
      organisations
        .filter((other) => lineOf(other, organisations).includes(organisation.id))
        .map(({ id }) => id),
    );
    const rest = chosen.filter((id) => !below.has(id));
    onChange(isOn ? [...rest, organisation.id] : rest);
  };
  const row = (organisation: Organisation) => {
    const isCovered = lineOf(organisation, organisations)
      .slice(1)
      .some((id) => picked.has(id));
    const children = organisations.filter(({ parentId }) => parentId === organisation.id);
    return (
      <li key={organisation.id}>
        <label className="tree-choice">
          <input
            type="checkbox"
            checked={isCovered || picked.has(organisation.id)}
            disabled={isCovered}
            onChange={(event) => {
              toggle(organisation, event.target.checked);
            }}
          />
          {organisation.name}
          <span className="quiet">{organisation.code}</span>
        </label>
        {children.length > 0 && <ul>{children.map(row)}</ul>}
      </li>
    );
  };
  return (
    <fieldset className="member-tree">
      <legend>参加单位（选中主管部门即包括其全部下属单位）</legend>
      {departments.length === 0 ? (
        <p className="quiet">
          还没有主管部门。请管理员先在<Link to="/settings/people">机构与人员</Link>中添加。
        </p>
      ) : (
        <Button
          size="small"
          onClick={() => {
            onChange(departments.map(({ id }) => id));
          }}
        >
          全部主管部门
        </Button>
      )}
      <ul>{departments.map(row)}</ul>
    </fieldset>
  );
}
