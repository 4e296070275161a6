import { computed, ref, watchEffect } from "vue";

/** How large everything is: as usual, large type with few things at once (长辈版), and larger still. */
export type View = "usual" | "elder" | "largest";
const KEPT = "yidi.view";

function isView(text: string | null): text is View {
  return text === "usual" || text === "elder" || text === "largest";
}

function first(): View {
  const asked = new URLSearchParams(location.search).get("view");
  if (isView(asked)) return asked;
  try {
    const kept = localStorage.getItem(KEPT);
    return isView(kept) ? kept : "usual";
  } catch {
    return "usual"; // Storage may be switched off; then the choice lasts as long as the page.
  }
}

const current = ref<View>(first());
export const view = computed(() => current.value);
export const isElder = computed(() => current.value !== "usual");

export function setView(chosen: View): void {
  current.value = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // As above.
  }
}

// The styles follow from it.
watchEffect(() => {
  document.documentElement.dataset["view"] = current.value;
});
