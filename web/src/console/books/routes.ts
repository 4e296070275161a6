import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/ledger", component: () => import("./LedgerPage.vue"), meta: { title: "console.ledger" } },
  { path: "/console/statistics", component: () => import("./StatisticsPage.vue"), meta: { title: "console.statistics" } },
];
