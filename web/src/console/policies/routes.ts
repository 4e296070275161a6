import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/policies", component: () => import("./PoliciesPage.vue"), meta: { title: "console.policies" } },
  { path: "/console/policies/:area(\\d{6})", component: () => import("./PolicyPage.vue"), props: true, meta: { title: "console.policies" } },
  { path: "/console/policies/changes/:id(\\d+)", component: () => import("./ChangePage.vue"), props: true, meta: { title: "console.policies" } },
];
