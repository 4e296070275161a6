import type { RouteRecordRaw } from "vue-router";

const title = "console.filings";

export const routes: RouteRecordRaw[] = [
  {
    path: "/console/filings",
    component: () => import("./FilingsPage.vue"),
    meta: { title },
    // The page itself shows the one that is named, beside the list.
    children: [{ path: ":person/:number", component: { render: () => null }, meta: { title } }],
  },
];
