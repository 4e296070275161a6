import type { RouteRecordRaw } from "vue-router";

const title = "console.clearing";

export const routes: RouteRecordRaw[] = [
  { path: "/console/clearing", component: () => import("./MonthsPage.vue"), meta: { title } },
  { path: "/console/clearing/:month", component: () => import("./MonthPage.vue"), meta: { title } },
  { path: "/console/clearing/:month/statements/:party", component: () => import("./StatementPage.vue"), meta: { title } },
  { path: "/console/clearing/:month/notices/:number", component: () => import("./NoticePage.vue"), meta: { title } },
];
