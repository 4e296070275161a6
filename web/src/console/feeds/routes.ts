import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/feeds", component: () => import("./FeedsPage.vue"), meta: { title: "console.feeds" } },
];
