// A key that is held down is one press. Browsers send it again and again, and each Enter would press whatever has the focus by then.
import { onScopeDispose } from "vue";

function onKey(event: KeyboardEvent): void {
  if (!event.repeat || event.key !== "Enter") return;
  // In a text of several lines it makes lines.
  if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Before anything else hears of it, as long as the component that calls it. */
export function useHeldKeys(): void {
  document.addEventListener("keydown", onKey, true);
  onScopeDispose(() => document.removeEventListener("keydown", onKey, true));
}
