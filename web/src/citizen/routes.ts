import { createRouter, createWebHistory } from "vue-router";
import type { RouteRecordRaw } from "vue-router";
import type { Word } from "@/words/words";
import HomePage from "./pages/HomePage.vue";

declare module "vue-router" {
  interface RouteMeta {
    title: Word;
    /** Shown to nobody who has not said who they are. */
    signedIn?: boolean;
  }
}

/** Addresses that the server knows too stand in web/routes.txt; a test holds both to one another. */
export const routes: RouteRecordRaw[] = [
  { path: "/", component: HomePage, meta: { title: "home.title" } },
  { path: "/advice", redirect: (to) => ({ path: "/advice/stage", query: to.query }) },
  { path: "/advice/check", component: () => import("./pages/AdviceCheckPage.vue"), meta: { title: "check.title" } },
  { path: "/advice/result", component: () => import("./pages/AdviceResultPage.vue"), meta: { title: "result.title" } },
  { path: "/advice/:key", component: () => import("./pages/AdviceQuestionPage.vue"), meta: { title: "advice.title" } },
  { path: "/estimate", component: () => import("./pages/EstimatePage.vue"), meta: { title: "estimate.title" } },
  { path: "/compare", component: () => import("./pages/ComparePage.vue"), meta: { title: "compare.title" } },
  { path: "/bill", component: () => import("./pages/BillPage.vue"), meta: { title: "bill.title" } },
  { path: "/words", component: () => import("./pages/WordsPage.vue"), meta: { title: "terms.title" } },
  { path: "/sign-in", component: () => import("./pages/SignInPage.vue"), meta: { title: "sign_in.title" } },
  { path: "/first", component: () => import("./first/FirstPage.vue"), meta: { title: "first.title" } },
  { path: "/filing", component: () => import("./pages/FilingsPage.vue"), meta: { title: "filings.title", signedIn: true } },
  { path: "/filing/new", component: () => import("./pages/FilingNewPage.vue"), meta: { title: "file.title", signedIn: true } },
  { path: "/filing/:person/:filing", component: () => import("./pages/FilingPage.vue"), props: true, meta: { title: "filing.title", signedIn: true } },
  { path: "/why", component: () => import("./pages/WhyPage.vue"), meta: { title: "why.title" } },
  { path: "/institutions", component: () => import("./pages/InstitutionsPage.vue"), meta: { title: "inst.title" } },
  { path: "/institutions/:code", component: () => import("./pages/InstitutionPage.vue"), props: true, meta: { title: "inst.one" } },
  { path: "/route", component: () => import("./pages/RoutePage.vue"), meta: { title: "route.title" } },
  { path: "/settlements", component: () => import("./pages/SettlementsPage.vue"), meta: { title: "setl.title", signedIn: true } },
  { path: "/settlements/:id", component: () => import("./pages/SettlementPage.vue"), props: true, meta: { title: "setl.one", signedIn: true } },
  { path: "/claims", component: () => import("./claims/ClaimsPage.vue"), meta: { title: "home.claims", signedIn: true } },
  { path: "/claims/new", component: () => import("./claims/ClaimNewPage.vue"), meta: { title: "home.claim_new", signedIn: true } },
  { path: "/claims/difference", component: () => import("./claims/DifferencePage.vue"), meta: { title: "home.claim_difference", signedIn: true } },
  { path: "/claims/:person/:claim", component: () => import("./claims/ClaimPage.vue"), props: true, meta: { title: "home.claim", signedIn: true } },
  { path: "/family", component: () => import("./pages/FamilyPage.vue"), meta: { title: "family.title", signedIn: true } },
  { path: "/messages", component: () => import("./pages/MessagesPage.vue"), meta: { title: "messages.title", signedIn: true } },
  { path: "/looked", component: () => import("./pages/LookedPage.vue"), meta: { title: "looked.title", signedIn: true } },
  { path: "/account", component: () => import("./pages/AccountPage.vue"), meta: { title: "account.title", signedIn: true } },
  { path: "/password", component: () => import("./pages/PasswordPage.vue"), meta: { title: "password.title" } },
  { path: "/:rest(.*)*", component: () => import("./pages/LostPage.vue"), meta: { title: "lost.title" } },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});
