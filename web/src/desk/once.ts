// A write that happens once, however often its button is pressed.
import { computed, ref, shallowRef } from "vue";
import type { ComputedRef, Ref } from "vue";
import { Failure, newKey } from "@/api/client";

export interface Once<A extends unknown[], R> {
  /** Sends it, or, where it is done, only counts the repeat. */
  press: (...what: A) => Promise<R | null>;
  isBusy: Ref<boolean>;
  /** What the server answered; null before. */
  result: Ref<R | null>;
  failure: Ref<unknown>;
  /** No answer came: the next press sends what was sent, as it was. What is entered meanwhile does not count. */
  isOpen: ComputedRef<boolean>;
  /** Pressed again after it was done: the page says "already done" and shows the result. */
  wasDone: ComputedRef<boolean>;
  /** For a new intention. */
  reset: () => void;
}

/** Whether the server may have done it although no answer came: the same has to be sent under the same key. */
export function mayBeDone(error: unknown): boolean {
  return !(error instanceof Failure) || error.problem.status === 0 || error.problem.status === 429 || error.problem.status >= 500;
}

export function useOnce<A extends unknown[], R>(send: (key: string, ...what: A) => Promise<R>): Once<A, R> {
  const isBusy = ref(false);
  const result = shallowRef<R | null>(null) as Ref<R | null>;
  const failure = ref<unknown>(null);
  const repeats = ref(0);
  const sent = shallowRef<A | null>(null);
  let key = newKey();

  async function press(...what: A): Promise<R | null> {
    if (isBusy.value) return null;
    if (result.value !== null) {
      repeats.value += 1;
      return result.value;
    }
    isBusy.value = true;
    failure.value = null;
    const given = sent.value ?? what;
    try {
      result.value = await send(key, ...given);
      sent.value = null;
      return result.value;
    } catch (error) {
      sent.value = mayBeDone(error) ? given : null;
      if (sent.value === null) key = newKey();
      failure.value = error;
      return null;
    } finally {
      isBusy.value = false;
    }
  }

  function reset(): void {
    key = newKey();
    sent.value = null;
    result.value = null;
    failure.value = null;
    repeats.value = 0;
  }

  return {
    press,
    isBusy,
    result,
    failure,
    isOpen: computed(() => sent.value !== null),
    wasDone: computed(() => repeats.value > 0),
    reset,
  };
}
