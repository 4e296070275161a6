// What has just come up was not there when a hurried finger came down: the second half of a double click, a key pressed twice. For a
// moment it takes no press.
import { onScopeDispose, ref } from "vue";
import type { Ref } from "vue";

/** A double click of a slow hand; nobody has read an amount sooner. */
export const PAUSE_MS = 500;

export interface Pause {
  /** For `aria-disabled` of the button, and for what its press does. */
  isOn: Ref<boolean>;
  begin: () => void;
}

export function usePause(): Pause {
  const isOn = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  function begin(): void {
    isOn.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => (isOn.value = false), PAUSE_MS);
  }
  onScopeDispose(() => clearTimeout(timer));
  return { isOn, begin };
}
