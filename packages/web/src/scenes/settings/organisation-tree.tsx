import type { OrganisationItem } from '@jiheng/api';
import { Button } from 'antd';

export type OrganisationAct = 'add' | 'change' | 'move';

interface OrganisationTreeProps {
  readonly organisations: readonly OrganisationItem[];
  readonly chosen: string;
  readonly canManage: boolean;
  readonly onChoose: (id: string) => void;
  readonly onAct: (act: OrganisationAct, organisation: OrganisationItem) => void;
}

/** Levels below the highest one that the reader sees. */
function depthOf({ path }: OrganisationItem, top: number): number {
  return path.split('/').length - top;
}

type ActsProps = Pick<OrganisationTreeProps, 'onAct'> & { readonly organisation: OrganisationItem };

function Acts({ organisation, onAct }: ActsProps) {
  const acts: readonly (readonly [OrganisationAct, string])[] = [
    ['add', '添加下级'],
    ['change', '修改'],
    ...(organisation.parentId === null ? [] : ([['move', '划转']] as const)),
  ];
  return (
    <span className="organisation-acts">
      {acts.map(([act, label]) => (
        <Button
          key={act}
          size="small"
          onClick={() => {
            onAct(act, organisation);
          }}
        >
          {label}
        </Button>
      ))}
    </span>
  );
}

/** 机构树: one row each, indented by its level; the chosen one shows what can be done with it. */
export function OrganisationTree({
  organisations,
  chosen,
  canManage,
  onChoose,
  onAct,
}: OrganisationTreeProps) {
  const top = Math.min(...organisations.map(({ path }) => path.split('/').length));
  return (
    <ul className="organisation-tree">
      {organisations.map((organisation) => {
        const { id, name, code, isClosed } = organisation;
        return (
          <li key={id} style={{ paddingLeft: `${String(depthOf(organisation, top) * 18)}px` }}>
            <button
              type="button"
              className={isClosed ? 'closed' : ''}
              aria-pressed={id === chosen}
              onClick={() => {
                onChoose(id);
              }}
            >
              {organisation.parentId !== null && <span className="quiet">{code} </span>}
              {name}
              {isClosed && '（停用）'}
            </button>
            {id === chosen && canManage && <Acts organisation={organisation} onAct={onAct} />}
          </li>
        );
      })}
    </ul>
  );
}
