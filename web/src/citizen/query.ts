import { computed } from "vue";
import type { ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { LocationQuery } from "vue-router";
import type { Facts } from "./case";

/** What says how a page looks and where it came from is no answer. */
const NO_FACTS = new Set(["lang", "view", "from", "next", "vs", "of"]);

function factsOf(query: LocationQuery): Facts {
  const facts: Facts = {};
  for (const [key, value] of Object.entries(query)) {
    const one = Array.isArray(value) ? value[0] : value;
    if (!NO_FACTS.has(key) && typeof one === "string" && one !== "") facts[key] = one;
  }
  return facts;
}

/** The answers in the address: who sends it on sends these, and never who anybody is. */
export function useFacts(): { facts: ComputedRef<Facts>; change: (facts: Facts, path?: string) => Promise<void>; with: (facts: Facts) => Facts } {
  const route = useRoute();
  const router = useRouter();
  const facts = computed(() => factsOf(route.query));
  const merged = (changed: Facts) => Object.fromEntries(Object.entries({ ...facts.value, ...changed }).filter(([, value]) => value !== ""));
  return {
    facts,
    with: merged,
    async change(changed, path) {
      const to = { path: path ?? route.path, query: merged(changed) };
      // Refining the same page is no step back to take; going on is, and whoever comes back finds the answer.
      await router.replace({ path: route.path, query: { ...to.query, ...(typeof route.query["from"] === "string" ? { from: route.query["from"] } : {}) } });
      if (to.path !== route.path) await router.push(to);
    },
  };
}
