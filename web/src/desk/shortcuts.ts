// Keys that do something anywhere on a page, and the list of them that "?" shows.
import { onScopeDispose, shallowReactive } from "vue";
import type { Word } from "@/words/words";

export interface Shortcut {
  /** As people read it: "F2", "Ctrl+Enter", "/", "Esc", "Alt+1". */
  keys: string;
  word: Word;
  run: () => void;
  /** Left to the browser, and not listed, while this is false. */
  when?: () => boolean;
}

/** All that hold now; of two with the same keys the later one, which belongs to the inner part of the page. */
export const shortcuts = shallowReactive<Shortcut[]>([]);

function named(event: KeyboardEvent): string {
  const key = event.key === "Escape" ? "Esc" : event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  // What Shift makes of a key is in the key's name already: "?" is "?" on every keyboard.
  const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey && !plain ? "Shift" : "", key];
  return parts.filter((part) => part !== "").join("+");
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  // A dialog has keys of its own; what lies below it is not to move.
  if (document.querySelector("dialog[open]") !== null) return;
  const keys = named(event);
  if (keys.length === 1 && isTyping(event.target)) return;
  const found = shortcuts.filter((one) => one.keys === keys && one.when?.() !== false).pop();
  if (found === undefined) return;
  event.preventDefault();
  // Held down it is still one press.
  if (!event.repeat) found.run();
}

/** Holds as long as the component that calls it. */
export function useShortcuts(own: Shortcut[]): void {
  if (shortcuts.length === 0) document.addEventListener("keydown", onKey);
  shortcuts.push(...own);
  onScopeDispose(() => {
    for (const one of own) shortcuts.splice(shortcuts.indexOf(one), 1);
    if (shortcuts.length === 0) document.removeEventListener("keydown", onKey);
  });
}
