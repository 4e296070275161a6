import { createRouter, createWebHistory } from "vue-router";
import type { RouteRecordRaw } from "vue-router";
import type { Task } from "@/desk/tasks";
import FindPage from "./pages/FindPage.vue";

export const routes: RouteRecordRaw[] = [
  { path: "/window", component: FindPage, meta: { title: "window.title" } },
  { path: "/window/person/:person", component: () => import("./pages/PersonPage.vue"), props: true, meta: { title: "window.person" } },
  { path: "/window/purchase/:person", component: () => import("./pages/PurchasePage.vue"), props: true, meta: { title: "window.purchase" } },
  { path: "/window/visit/:person/:visit", component: () => import("./pages/VisitPage.vue"), props: true, meta: { title: "window.visit" } },
  { path: "/window/settled", component: () => import("./pages/SettledPage.vue"), meta: { title: "window.settled" } },
  { path: "/window/unresolved", component: () => import("./pages/UnresolvedPage.vue"), meta: { title: "window.unresolved" } },
  { path: "/window/:rest(.*)*", redirect: "/window" },
];

export const tasks: Task[] = [
  { to: "/window", text: "window.find" },
  { to: "/window/settled", text: "window.settled" },
  { to: "/window/unresolved", text: "window.unresolved" },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});
