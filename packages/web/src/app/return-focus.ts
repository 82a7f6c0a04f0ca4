import { useEffect } from 'react';

/**
 * 焦点归位: dialogs of this product are taken away as a whole when they are closed, and what had the focus in them with
 * them. Whoever works by keyboard goes on where the dialog was opened.
 */
export function useReturnFocus(): void {
  useEffect(() => {
    let opener: HTMLElement | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.closest('[role=dialog], .ant-modal-root') === null)
        opener = target;
    };
    const observer = new MutationObserver(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener?.isConnected && document.querySelector('[role=dialog]') === null)
        opener.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    // Dialogs stand beside the page, as children of the body.
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}
