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
        const { id, name, code, isClosed, parentId } = organisation;
        const isChosen = id === chosen;
        return (
          <li key={id} style={{ paddingLeft: `${String(depthOf(organisation, top) * 18)}px` }}>
            <button
              type="button"
              className={isClosed ? 'closed' : ''}
              aria-pressed={isChosen}
              onClick={() => {
                onChoose(id);
              }}
            >
              <span className="quiet">{code}</span> {name}
              {isClosed && '（停用）'}
            </button>
            {isChosen && canManage && (
              <span className="organisation-acts">
                <Button
                  size="small"
                  onClick={() => {
                    onAct('add', organisation);
                  }}
                >
                  添加下级
                </Button>
                <Button
                  size="small"
                  onClick={() => {
                    onAct('change', organisation);
                  }}
                >
                  修改
                </Button>
                {parentId !== null && (
                  <Button
                    size="small"
                    onClick={() => {
                      onAct('move', organisation);
                    }}
                  >
                    划转
                  </Button>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
