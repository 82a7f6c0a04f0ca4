import { useState } from 'react';
import { useSession } from '../../client/session.ts';

/** A browser may refuse storage; the words are then kept as long as their box is open. */
function stored(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function store(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Said above: nothing is lost that stands in the box.
  }
}

/** 未记下的意见: what was typed on a cell outlives its box, a look at another cell and a reload of the page. */
export function useKeptOpinion(formId: string, path: string | null) {
  const { person } = useSession();
  // The next one at this desk is somebody else.
  const key = `opinion ${person?.id ?? ''} ${formId} ${path ?? ''}`;
  const [text, setText] = useState(() => stored(key));
  const put = (next: string) => {
    setText(next);
    store(key, next);
  };
  return {
    text,
    setText: put,
    forget: () => {
      store(key, '');
    },
  };
}
