import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/console/catalogues", component: () => import("./CataloguesPage.vue"), meta: { title: "console.catalogues" } },
  { path: "/console/institutions", component: () => import("./InstitutionsPage.vue"), meta: { title: "console.institutions" } },
];
