import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface KeyBinding {
  /** `j`, `/`, `Escape`, or two in a row: `g o`. As `KeyboardEvent.key` says it, lower case letters. */
  keys: string;
  /** What it does, for whoever asks with `?`. */
  label: string;
  run: () => void;
}

export interface KeyGroup {
  /** Whose keys these are, such as Feed. */
  name: string;
  bindings: () => readonly KeyBinding[];
}

const groups = new Set<KeyGroup>();
/** How long the second key of two may take, in milliseconds. */
const patience = 1_500;

/** The keys that work now, by group, as the dialog lists them. */
export const currentKeys = (): { name: string; bindings: readonly KeyBinding[] }[] =>
  [...groups].map(({ name, bindings }) => ({ name, bindings: bindings() }));

/** Keys that work while an element is on the page: `#keys = new Keys(this, 'Feed', () => [...])`. */
export class KeyBindings implements ReactiveController {
  readonly #group: KeyGroup;

  constructor(host: ReactiveControllerHost, name: string, bindings: () => readonly KeyBinding[]) {
    this.#group = { name, bindings };
    host.addController(this);
  }

  hostConnected(): void {
    groups.add(this.#group);
  }

  hostDisconnected(): void {
    groups.delete(this.#group);
  }
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));

/** Listens for all keys. Nothing happens while somebody types, holds a modifier, or reads a dialog. */
export const listenToKeys = (target: Window): (() => void) => {
  let first = '';
  let forget: ReturnType<typeof setTimeout> | undefined;

  const handleKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector('dialog:modal')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressed = first ? `${first} ${key}` : key;
    first = '';
    clearTimeout(forget);
    // The page's own come last and win over the shell's.
    const all = currentKeys()
      .flatMap(({ bindings }) => bindings)
      .toReversed();
    const binding = all.find(({ keys }) => keys === pressed);
    if (binding) {
      event.preventDefault();
      binding.run();
    } else if (all.some(({ keys }) => keys.startsWith(`${pressed} `))) {
      first = pressed;
      forget = setTimeout(() => {
        first = '';
      }, patience);
    }
  };
  target.addEventListener('keydown', handleKeydown);
  return () => target.removeEventListener('keydown', handleKeydown);
};
