/** `lost`: the server no longer knows the session. `regained`: the same person signed in again over the page. */
export type SessionEvent = 'lost' | 'regained';

const listeners: Readonly<Record<SessionEvent, Set<() => void>>> = { lost: new Set(), regained: new Set() };

/** What befalls the session while a page is open; pages keep their state and go on when it is regained. */
export const sessionEvents = {
  tell(event: SessionEvent): void {
    for (const listener of [...listeners[event]]) listener();
  },
  /** Gives the function that ends listening. */
  on(event: SessionEvent, listener: () => void): () => void {
    listeners[event].add(listener);
    return () => {
      listeners[event].delete(listener);
    };
  },
};
