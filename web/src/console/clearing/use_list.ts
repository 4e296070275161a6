// A list that is read when its page comes up, and again after each step.
import { onMounted, ref, shallowRef } from "vue";
import type { Ref, ShallowRef } from "vue";

export interface List<T> {
  rows: ShallowRef<T[] | null>;
  failure: Ref<unknown>;
  load: () => Promise<void>;
}

export function useList<T>(read: () => Promise<T[]>): List<T> {
  const rows = shallowRef<T[] | null>(null);
  const failure = ref<unknown>(null);
  async function load(): Promise<void> {
    try {
      rows.value = await read();
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }
  onMounted(load);
  return { rows, failure, load };
}
