import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/console/prepayment", component: () => import("./PrepaymentPage.vue"), meta: { title: "console.prepayment" } }];
