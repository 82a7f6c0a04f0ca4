import type { Draft, PlacedFinding } from '@jiheng/domain';
import { assessDraft, templateById, type RoundChoice } from '@jiheng/regulation';

/** One draft to be checked, numbered so that only the newest answer counts. */
export interface AssessQuestion {
  readonly number: number;
  readonly draft: Draft;
  readonly templateId: string;
  readonly round: RoundChoice;
}

export interface AssessAnswer {
  readonly number: number;
  readonly findings: readonly PlacedFinding[];
}

/** 填报时审核: the rules run beside the page, so that typing never waits for them. */
self.addEventListener('message', ({ data }: MessageEvent<AssessQuestion>) => {
  const template = templateById(data.templateId);
  if (!template) return;
  const { findings } = assessDraft(data.draft, template, { round: data.round });
  const answer: AssessAnswer = { number: data.number, findings };
  self.postMessage(answer);
});
