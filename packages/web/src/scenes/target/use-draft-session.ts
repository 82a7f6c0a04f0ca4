import type { TargetDetail } from '@jiheng/api';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { sessionEvents } from '../../client/session-events.ts';
import { targetApi } from '../../client/targets.ts';
import { openKeeper, type DraftKeeper } from './draft-keeper.ts';
import { DraftSession } from './draft-session.ts';
import type { DraftState } from './draft-state.ts';
import { newId } from './new-id.ts';

async function begin(detail: TargetDetail): Promise<{ session: DraftSession; keeper: DraftKeeper }> {
  const clientId = newId();
  const keeper = await openKeeper(clientId);
  return {
    keeper,
    session: new DraftSession({ detail, clientId, api: targetApi, keeper, now: () => new Date() }),
  };
}

/** Leaving is asked about only where something would be lost. */
function guardLeaving(session: DraftSession): () => void {
  const onLeave = (event: BeforeUnloadEvent) => {
    const { waiting, isKept } = session.getState();
    if (waiting > 0 && !isKept) event.preventDefault();
  };
  window.addEventListener('beforeunload', onLeave);
  return () => {
    window.removeEventListener('beforeunload', onLeave);
  };
}

/** 编辑会话 of one page; undefined while the store of the browser is opened. */
export function useDraftSession(detail: TargetDetail): DraftSession | undefined {
  const [session, setSession] = useState<DraftSession>();
  useEffect(() => {
    let isGone = false;
    const endings: (() => void)[] = [];
    void begin(detail).then(({ session: made, keeper }) => {
      endings.push(
        () => {
          keeper.close();
        },
        guardLeaving(made),
        sessionEvents.on('regained', made.goOn),
      );
      window.addEventListener('online', made.goOn);
      endings.push(() => {
        window.removeEventListener('online', made.goOn);
        made.stop();
      });
      if (isGone) {
        for (const end of endings) end();
        return;
      }
      made.start();
      setSession(made);
    });
    return () => {
      isGone = true;
      for (const end of endings) end();
    };
  }, [detail]);
  return session;
}

export function useDraftState(session: DraftSession): DraftState {
  return useSyncExternalStore(session.subscribe, session.getState);
}
