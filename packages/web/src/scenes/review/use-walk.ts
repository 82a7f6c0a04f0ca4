import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { isTyping } from '../../app/keys.ts';
import { workQueries } from '../../client/work.ts';

const route = getRouteApi('/review/$formId');

/** 前一张/后一张 of the stage in the inbox, in its order; the form itself may have left it meanwhile. */
function useInboxSteps(id: string) {
  const { state } = route.useSearch();
  const { data } = useQuery({ ...workQueries.inbox({ state }), enabled: state !== undefined });
  const [ids, setIds] = useState<readonly string[]>([]);
  const fresh = data?.items.map((item) => item.id);
  // The order of the sitting is kept: what is decided leaves the list, but not the walk through it.
  if (ids.length === 0 && fresh && fresh.length > 0) setIds(fresh);
  const at = ids.indexOf(id);
  const waiting = new Set(fresh);
  return {
    state,
    position: at === -1 ? null : at + 1,
    count: ids.length,
    left: data?.count ?? 0,
    previous: at > 0 ? ids[at - 1] : undefined,
    next: at === -1 ? undefined : ids[at + 1],
    nextWaiting: ids.slice(at + 1).find((other) => waiting.has(other) && other !== id),
  };
}

/** The walk through the inbox, by buttons and by ← →. */
export function useWalk(id: string) {
  const navigate = route.useNavigate();
  const steps = useInboxSteps(id);
  const { state } = steps;
  const go = useCallback(
    (formId: string | undefined) => {
      if (formId === undefined) return;
      void navigate({
        to: '/review/$formId',
        params: { formId },
        search: state === undefined ? {} : { state },
      });
    },
    [navigate, state],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = { ArrowLeft: steps.previous, ArrowRight: steps.next }[event.key];
      if (target === undefined || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey)
        return;
      event.preventDefault();
      go(target);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
  return { ...steps, go };
}

export type Walk = ReturnType<typeof useWalk>;
