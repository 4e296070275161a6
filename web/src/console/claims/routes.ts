import type { RouteRecordRaw } from "vue-router";

const title = "console.claims";

export const routes: RouteRecordRaw[] = [
  {
    path: "/console/claims",
    component: () => import("./ClaimsPage.vue"),
    meta: { title },
    // The page itself shows the one that is named, beside the list.
    children: [{ path: ":person/:number", component: { render: () => null }, meta: { title } }],
  },
];
