import { createRouter, createWebHistory } from "vue-router";
import type { RouteRecordRaw } from "vue-router";
import StartPage from "./StartPage.vue";
import { routes as accounts } from "./accounts/routes";
import { routes as audit } from "./audit/routes";
import { routes as books } from "./books/routes";
import { routes as claims } from "./claims/routes";
import { routes as clearing } from "./clearing/routes";
import { routes as feeds } from "./feeds/routes";
import { routes as filings } from "./filings/routes";
import { routes as matters } from "./matters/routes";
import { routes as persons } from "./persons/routes";
import { routes as policies } from "./policies/routes";
import { routes as prepayment } from "./prepayment/routes";
import { routes as reconciliation } from "./reconciliation/routes";
import { routes as registers } from "./registers/routes";

/** Each part names its own addresses; what it shows is loaded with it. */
export const routes: RouteRecordRaw[] = [
  { path: "/console", component: StartPage, meta: { title: "console.title" } },
  ...filings,
  ...claims,
  ...persons,
  ...feeds,
  ...reconciliation,
  ...clearing,
  ...matters,
  ...prepayment,
  ...books,
  ...policies,
  ...registers,
  ...accounts,
  ...audit,
  { path: "/console/:rest(.*)*", component: () => import("./LostPage.vue"), meta: { title: "lost.title" } },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});
