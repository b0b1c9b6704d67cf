/**
 * The feed pattern's keys, for focus that is among the posts: Page Down and Page Up go from post to post, Control with
 * Home or End leaves them on either side. A text field keeps its keys.
 */
export const handleFeedKeydown = (event: Event): void => {
  const { target } = event;
  if (!(event instanceof KeyboardEvent) || !(target instanceof HTMLElement)) return;
  const list = target.closest('[role=feed]');
  if (!list || target.matches('textarea, input')) return;
  const post = target.closest('[role=article]');
  const root = list.parentNode?.parentNode;
  let next: Element | null | undefined;
  if (event.key === 'PageDown') next = post?.nextElementSibling;
  else if (event.key === 'PageUp') next = post?.previousElementSibling;
  else if (event.ctrlKey) {
    if (event.key === 'Home') next = root?.querySelector('.composer textarea');
    if (event.key === 'End') next = root?.querySelector('.last');
  }
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
};
