// Department and doctor of what a counter enters, as they were last time: most of a day they stay the same.
import { reactive, watch } from "vue";

export interface Orders {
  dept_code: string;
  dept_name: string;
  dr_code: string;
  dr_name: string;
  caty: string;
  bed: string;
}

const KEPT = "yidi.orders";
const NONE: Orders = { dept_code: "", dept_name: "", dr_code: "", dr_name: "", caty: "", bed: "" };

function kept(): Orders {
  try {
    return { ...NONE, ...(JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Orders>) };
  } catch {
    return { ...NONE }; // Storage may be switched off; then they last as long as the page.
  }
}

export const orders = reactive<Orders>(kept());

watch(orders, (now) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify(now));
  } catch {
    // As above.
  }
});

/** Whether what every line of a bill has to name is there. */
export function hasOrders(): boolean {
  return [orders.dept_code, orders.dept_name, orders.dr_code, orders.dr_name].every((text) => text.trim() !== "");
}
