import type { TargetDetail } from '@jiheng/api';
import type { Draft, PlacedFinding } from '@jiheng/domain';
import { useEffect, useRef, useState } from 'react';
import type { AssessAnswer, AssessQuestion } from './assess-worker.ts';

const ASSESS_AFTER_MS = 120;

/** 问题 of a draft, found by the worker; null until the first answer. Those of an older draft stay until the new ones come. */
export function useAssessment(
  draft: Draft,
  { templateId, round }: Pick<TargetDetail, 'templateId' | 'round'>,
): readonly PlacedFinding[] | null {
  const worker = useRef<Worker | null>(null);
  const number = useRef(0);
  const [findings, setFindings] = useState<readonly PlacedFinding[] | null>(null);
  useEffect(() => {
    const made = new Worker(new URL('./assess-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<AssessAnswer>) => {
      if (data.number === number.current) setFindings(data.findings);
    };
    worker.current = made;
    return () => {
      made.terminate();
      worker.current = null;
    };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      number.current += 1;
      const question: AssessQuestion = { number: number.current, draft, templateId, round };
      worker.current?.postMessage(question);
    }, ASSESS_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, templateId, round]);
  return findings;
}
