// A part of a person that is read from the server once it is shown, and again on request.
import { onMounted, ref, shallowRef } from "vue";
import type { Ref } from "vue";

export interface Read<T> {
  shown: Ref<T | null>;
  failure: Ref<unknown>;
  load: () => Promise<void>;
}

export function useRead<T>(read: () => Promise<T>): Read<T> {
  const shown = shallowRef<T | null>(null) as Ref<T | null>;
  const failure = ref<unknown>(null);
  async function load(): Promise<void> {
    try {
      shown.value = await read();
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }
  onMounted(load);
  return { shown, failure, load };
}
