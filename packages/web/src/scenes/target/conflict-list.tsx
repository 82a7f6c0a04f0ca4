import type { DraftConflict } from '@jiheng/domain';
import { Button } from 'antd';

interface ConflictListProps {
  readonly conflicts: readonly DraftConflict[];
  readonly nameOf: (conflict: DraftConflict) => string;
  readonly onMine: (conflict: DraftConflict) => void;
  readonly onTheirs: (conflict: DraftConflict) => void;
}

function told(conflict: DraftConflict): string {
  switch (conflict.kind) {
    case 'cell':
      return `您写的是“${conflict.mine}”，他人写的是“${conflict.theirs}”，表中现为他人的内容。`;
    case 'row-gone':
      return `这一行已被他人删除，您写的“${conflict.mine}”没有地方放，请复制后另填。`;
    case 'row-changed':
      return '他人刚修改过这一行，没有删除。';
  }
}

/** 冲突: both values, and the person's choice; nothing is overwritten before. */
export function ConflictList({ conflicts, nameOf, onMine, onTheirs }: ConflictListProps) {
  if (conflicts.length === 0) return null;
  return (
    <section className="conflicts" role="alert" aria-label="与他人的修改冲突">
      <h2>{conflicts.length} 处与他人的修改冲突</h2>
      <ul>
        {conflicts.map((conflict) => (
          <li key={JSON.stringify(conflict)}>
            <strong>{nameOf(conflict)}</strong> {told(conflict)}
            <span className="conflict-actions">
              {conflict.kind === 'cell' && (
                <Button
                  size="small"
                  onClick={() => {
                    onMine(conflict);
                  }}
                >
                  用我的
                </Button>
              )}
              <Button
                size="small"
                onClick={() => {
                  onTheirs(conflict);
                }}
              >
                {conflict.kind === 'cell' ? '用他人的' : '知道了'}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
