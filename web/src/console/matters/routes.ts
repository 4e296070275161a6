import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/console/matters", component: () => import("./MattersPage.vue"), meta: { title: "console.matters" } }];
