import type { FormDetail, ImportedForm } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api, type RevisionChoice } from '../../client/api.ts';
import { useSession } from '../../client/session.ts';
import { failureText } from './accept-proposals.ts';
import { changedParts } from './changed-parts.ts';
import { isOwnForm } from './job-summary.ts';

interface SideProps {
  readonly before: string | null;
  readonly after: string | null;
  readonly isAfter: boolean;
}

/** One side of a difference, with what is its own marked. */
function Side({ before, after, isAfter }: SideProps) {
  const own = isAfter ? after : before;
  if (own === null || own === '') return <span className="quiet">空</span>;
  const parts = changedParts(before ?? '', after ?? '');
  return (
    <>
      {parts.head}
      {isAfter
        ? parts.after !== '' && <ins>{parts.after}</ins>
        : parts.before !== '' && <del>{parts.before}</del>}
      {parts.tail}
    </>
  );
}

/** So many differences are shown at once; a whole form of them would push the other forms out of sight. */
const SHOWN_AT_FIRST = 3;

interface DifferencesProps extends Pick<ImportedForm, 'differences'> {
  /** Once taken, what was the current version is an earlier one. */
  readonly isTaken: boolean;
}

function Differences({ differences, isTaken }: DifferencesProps) {
  const [isWhole, setIsWhole] = useState(differences.length <= SHOWN_AT_FIRST + 1);
  const shown = isWhole ? differences : differences.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <DifferenceTable differences={shown} isTaken={isTaken} />
      {!isWhole && (
        <button
          type="button"
          className="text-button more-differences"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          显示其余 {differences.length - shown.length} 处不同
        </button>
      )}
    </>
  );
}

function DifferenceTable({ differences, isTaken }: DifferencesProps) {
  return (
    <table className="data-table differences">
      <thead>
        <tr>
          <th scope="col">栏目</th>
          <th scope="col">{isTaken ? '原来的版本' : '现行版本'}</th>
          <th scope="col">此文件</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, label, before, after }) => (
          <tr key={path}>
            <th scope="row">{label}</th>
            <td>
              <Side before={before} after={after} isAfter={false} />
            </td>
            <td>
              <Side before={before} after={after} isAfter />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RevisionProposalProps {
  readonly form: ImportedForm;
  readonly importId: string;
  readonly documentId: string;
}

/** One of the two ways to take what a file holds. */
function useDecision(
  take: (choice: RevisionChoice) => Promise<FormDetail>,
  say: (taken: FormDetail) => string,
) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: take,
    onSuccess: async (taken) => {
      message.success(say(taken));
      await client.invalidateQueries();
    },
    onError: (error) => {
      message.error(failureText(error));
    },
  });
}

function settledText(revision: number): string {
  return isOwnForm({ acceptedAs: revision }) ? '✓ 已另立为新表' : `✓ 已采用为第 ${String(revision)} 版`;
}

/** 与现有的表不同: what differs, and the decision of a person; nothing is merged silently. */
export function RevisionProposal({ form, importId, documentId }: RevisionProposalProps) {
  const { can } = useSession();
  const accept = useDecision(
    api.acceptRevision,
    ({ revision }) => `已采用为第 ${String(revision)} 版，原来的版本仍可查看`,
  );
  const separate = useDecision(api.separateForm, () => '已另立为新表，原来的表没有改动');
  const choice = { formId: form.formId, importId, documentId, index: form.index };
  const isPending = accept.isPending || separate.isPending;
  const revision = form.acceptedAs ?? accept.data?.revision ?? separate.data?.revision;
  return (
    <div className="proposal">
      {form.differences.length > 0 ? (
        <Differences differences={form.differences} isTaken={revision !== undefined && revision > 1} />
      ) : (
        <p className="quiet">印出的内容相同，读出的结构不同。</p>
      )}
      {revision !== undefined && <p className="accepted">{settledText(revision)}</p>}
      {revision === undefined && !can('form.revise') && (
        <p className="quiet">现有的表没有改动。是否采用，由主管部门或财政部门决定。</p>
      )}
      {revision === undefined && can('form.revise') && (
        <p className="decisions">
          <Button
            type="primary"
            loading={accept.isPending}
            disabled={isPending}
            onClick={() => {
              accept.mutate(choice);
            }}
          >
            采用为新版本
          </Button>
          <Button
            loading={separate.isPending}
            disabled={isPending}
            onClick={() => {
              separate.mutate(choice);
            }}
          >
            另立为新表
          </Button>
          <span className="quiet">不是同一张表时另立；不处理则保留现有的表。</span>
        </p>
      )}
    </div>
  );
}
