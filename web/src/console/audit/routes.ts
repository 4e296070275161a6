import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/audit", component: () => import("./AuditPage.vue"), meta: { title: "console.audit" } },
];
