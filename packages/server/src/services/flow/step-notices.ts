import { quoted, REVIEW_STAGES, type FlowTransition } from '@jiheng/domain';
import {
  insertNotices,
  knownPersons,
  listHolders,
  settleNotices,
  type FlowStep,
  type Holder,
  type NewNotice,
  type Tx,
} from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { deadlineOf, writersOf, type StepSituation } from './step-rules.ts';

/** A step that was just taken, with what was known before it. */
export interface TakenStep {
  readonly situation: StepSituation;
  readonly transition: FlowTransition;
  readonly step: FlowStep;
}

const OPINION_SHOWN = 60;

function nameOf({ form }: StepSituation): string {
  return quoted(form.projectName ?? '未写项目名称');
}

/** For one person and one kind of news: a sentence of its own for one form, a count for several. */
interface Group {
  readonly notice: Pick<NewNotice, 'personId' | 'kind' | 'campaignId'>;
  readonly label: string;
  readonly single: string;
  readonly forms: StepSituation['form'][];
}

class Gathered {
  private readonly groups = new Map<string, Group>();

  add(
    persons: Iterable<string>,
    { situation }: TakenStep,
    kind: NewNotice['kind'],
    label: string,
    single: string,
  ): void {
    const { form } = situation;
    const { campaignId } = form;
    for (const personId of persons) {
      const key = `${personId} ${kind} ${label}`;
      const group = this.groups.get(key);
      if (group) group.forms.push(form);
      else this.groups.set(key, { notice: { personId, kind, campaignId }, label, single, forms: [form] });
    }
  }

  notices(): readonly NewNotice[] {
    return [...this.groups.values()].map(({ notice, label, single, forms }) => {
      const [form] = forms;
      const projectIds = notice.kind === 'approved' ? [] : forms.flatMap(({ projectId }) => projectId ?? []);
      return form && forms.length === 1
        ? { ...notice, projectIds, formId: form.formId, text: single }
        : { ...notice, projectIds, formId: null, text: `${String(forms.length)}张表${label}` };
    });
  }
}

function deadlineText(taken: TakenStep): string {
  const { situation, transition } = taken;
  const deadline = deadlineOf({ ...situation, form: { ...situation.form, state: transition.to } });
  return deadline === null ? '' : `，${deadline.date}前办结`;
}

function gather(taken: TakenStep, holders: ReadonlyMap<string, readonly Holder[]>, into: Gathered): void {
  const { situation, transition, step } = taken;
  const writers = writersOf([...situation.steps, step]);
  const stage = REVIEW_STAGES.find(({ state }) => state === transition.to);
  if (stage && transition.action !== 'recall') {
    const reviewers = (holders.get(stage.permission) ?? [])
      .filter(({ path, personId }) => situation.form.path.startsWith(path) && !writers.has(personId))
      .map(({ personId }) => personId);
    const label = `待您办理${stage.label}`;
    into.add(reviewers, taken, 'assigned', label, `${nameOf(situation)}${label}${deadlineText(taken)}`);
  } else if (transition.action === 'return') {
    const from = REVIEW_STAGES.find(({ state }) => state === transition.from)?.label ?? '';
    const opinion = (step.opinion ?? '').slice(0, OPINION_SHOWN);
    into.add(
      writers,
      taken,
      'returned',
      `在${from}被退回`,
      `${nameOf(situation)}在${from}被退回：${opinion}`,
    );
  } else if (transition.action === 'approve') {
    const number = step.approvalNumber ?? '';
    into.add(writers, taken, 'approved', `已批复（${number}）`, `${nameOf(situation)}已批复，文号${number}`);
  }
}

/**
 * 通知 of the steps of one act, in its transaction: whoever has to go on, whoever wrote what was returned or approved. What
 * anybody was asked for before is over with the step.
 */
export async function notifyOfSteps(
  tx: Tx,
  { tenant, person, now }: ServiceContext,
  taken: readonly TakenStep[],
): Promise<void> {
  const { tenantId } = tenant;
  await settleNotices(tx, tenantId, { forms: taken.map(({ situation }) => situation.form), now });
  const permissions = new Set(
    taken.flatMap(({ transition }) =>
      REVIEW_STAGES.filter(({ state }) => state === transition.to).map(({ permission }) => permission),
    ),
  );
  const holders = new Map<string, readonly Holder[]>();
  for (const permission of permissions) holders.set(permission, await listHolders(tx, tenantId, permission));
  const gathered = new Gathered();
  for (const step of taken) gather(step, holders, gathered);
  const notices = gathered.notices().filter(({ personId }) => personId !== person.personId);
  const known = await knownPersons(
    tx,
    tenantId,
    notices.map(({ personId }) => personId),
  );
  await insertNotices(
    tx,
    tenantId,
    notices.filter(({ personId }) => known.has(personId)),
    now,
  );
}
