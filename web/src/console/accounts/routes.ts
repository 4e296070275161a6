import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/accounts", component: () => import("./AccountsPage.vue"), meta: { title: "console.accounts" } },
];
