/**
 * The feed pattern's keys, for focus that is inside it: Page Down and Page Up go from post to post, Control with
 * Home or End leaves it on either side. A text field keeps its keys.
 */
export const handleFeedKeydown = (event: KeyboardEvent): void => {
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  if (target.matches('textarea, input')) return;
  const post = target.closest('[role=article]');
  const root = target.getRootNode();
  let next: Element | null | undefined;
  if (key === 'PageDown') next = post?.nextElementSibling;
  else if (key === 'PageUp') next = post?.previousElementSibling;
  else if (event.ctrlKey && root instanceof ShadowRoot) {
    if (key === 'Home') next = root.querySelector('.composer textarea');
    if (key === 'End') next = root.querySelector('.last');
  }
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
};
