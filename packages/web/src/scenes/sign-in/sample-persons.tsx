import type { SamplePersonList, SessionInfo } from '@jiheng/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { sessionApi, sessionQueries } from '../../client/session.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { Refusal } from './refusal.tsx';

type SamplePerson = SamplePersonList['items'][number];

/** One button for each person of the sample, in the order in which a form passes their desks. */
const ORDER = [
  'officer',
  'unit-reviewer',
  'department-reviewer',
  'finance-division',
  'performance-office',
  'third-party',
  'auditor',
  'administrator',
] as const;

function byRole(persons: readonly SamplePerson[]): readonly (readonly [string, readonly SamplePerson[]])[] {
  return ORDER.flatMap((role) => {
    const own = persons.filter(({ duties }) => duties[0]?.role === role);
    const label = own[0]?.duties[0]?.roleLabel;
    return label === undefined ? [] : [[label, own] as const];
  });
}

function shortName(name: string): string {
  return name.replace(/^.*?[市省](?=.)/, '').replace(/^.{2,4}?[区县](?=.)/, '');
}

export function SamplePersons({ onSignedIn }: { readonly onSignedIn: (session: SessionInfo) => void }) {
  const persons = useQuery(sessionQueries.samplePersons);
  const signIn = useMutation({ mutationFn: sessionApi.signInAsSample, onSuccess: onSignedIn });
  if (persons.error) return <Failure error={persons.error} onRetry={() => void persons.refetch()} />;
  if (persons.data === undefined) return <Loading rows={6} />;
  return (
    <div className="sample-persons">
      <Refusal error={signIn.error} />
      <dl>
        {byRole(persons.data.items).map(([label, own]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {own.map(({ id, name, duties }) => (
                <button
                  key={id}
                  type="button"
                  disabled={signIn.isPending}
                  onClick={() => {
                    signIn.mutate(id);
                  }}
                >
                  <strong>{name}</strong>
                  <span>{duties.map(({ organisationName }) => shortName(organisationName)).join('、')}</span>
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
