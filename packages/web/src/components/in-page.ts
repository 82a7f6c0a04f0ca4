/** Where what pops up is put: into the content of the page, which readers by ear walk through, not behind its end. */
export function inPage(trigger: HTMLElement): HTMLElement {
  return trigger.closest('main') ?? document.body;
}
