import type { RouteRecordRaw } from "vue-router";

const title = "console.reconciliation";

export const routes: RouteRecordRaw[] = [
  { path: "/console/reconciliation", component: () => import("./BoardPage.vue"), meta: { title } },
  { path: "/console/reconciliation/:party/:id", component: () => import("./DifferencePage.vue"), meta: { title } },
];
