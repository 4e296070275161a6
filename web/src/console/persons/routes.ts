import type { RouteRecordRaw } from "vue-router";

const title = "console.persons";

export const routes: RouteRecordRaw[] = [
  {
    path: "/console/persons",
    component: () => import("./PersonsPage.vue"),
    meta: { title },
    // The page itself shows the one that is named, beside those that were found.
    children: [{ path: ":person", component: { render: () => null }, meta: { title } }],
  },
];
