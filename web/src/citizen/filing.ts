// What the pages of a filing share: the words for its codes, and what has been entered so far.
import { reactive, watch } from "vue";
import { ask, newKey } from "@/api/client";
import type { Answer } from "@/api/client";
import { account } from "@/api/session";
import { textOf } from "@/words/words";

export type Filing = Answer<"/persons/{psn_no}/filings", "get">["filings"][number]["filing"];
export type FilingView = Answer<"/persons/{psn_no}/filings/{filing}", "get">;
export type Assessment = Answer<"/persons/{psn_no}/filing-assessments", "post">;

/** The text of a code that the server may know more of than we: then the code itself. */
export function said(family: "state" | "state_text" | "event" | "paper" | "kind" | "business", code: string): string {
  return textOf(family, code) ?? (family === "state_text" ? "" : code);
}

export const LONG_TERM = new Set(["resettled_retiree", "long_term_resident", "posted_worker"]);

/** How far somebody has come with a filing. It is kept for this tab only, so that reloading loses nothing. */
export interface Entered {
  /** Whose account entered it; empty: nobody had signed in. */
  by: string;
  person: string;
  place: string;
  kind: string;
  hasRead: boolean;
  begndate: string;
  enddate: string;
  contact_name: string;
  tel: string;
  address: string;
  promise: boolean;
  signature: string;
  /** The draft that the server keeps; empty before there is one. */
  draft: string;
  /** The filing whose place this one takes; empty: none. */
  replaces: string;
  draftKey: string;
  submitKey: string;
}

const KEPT = "yidi.filing";
const EMPTY: Entered = {
  by: "",
  person: "",
  place: "",
  kind: "",
  hasRead: false,
  begndate: "",
  enddate: "",
  contact_name: "",
  tel: "",
  address: "",
  promise: false,
  signature: "",
  draft: "",
  replaces: "",
  draftKey: "",
  submitKey: "",
};

function stored(): Entered {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Partial<Entered>) };
  } catch {
    return { ...EMPTY };
  }
}

export const entered = reactive<Entered>(stored());

watch(entered, (now) => {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(now));
  } catch {
    // Storage may be switched off; then it lasts as long as the page.
  }
});

// A tab at a service hall is used by one after another: what one has entered is none of the next one's business. Whose
// session has merely ended goes on where they were.
watch(
  account,
  (now) => {
    if (now === null || now.id === entered.by) return;
    const isSomebodyElses = entered.by !== "";
    entered.by = now.id;
    if (isSomebodyElses) beginAnew();
  },
  { immediate: true },
);

export function beginAnew(): void {
  Object.assign(entered, EMPTY, { by: entered.by, draftKey: newKey(), submitKey: newKey() });
}

/** Goes on with a draft or mends a rejected one, or begins the filing that changes it. */
export function beginFrom(person: string, view: FilingView, to: "mend" | "change"): void {
  beginAnew();
  const { filing, details } = view;
  const isMended = to === "mend";
  Object.assign(entered, {
    person,
    place: isMended ? (filing.places[0] ?? "") : "",
    kind: filing.kind,
    begndate: isMended ? filing.begndate : "",
    enddate: isMended ? (filing.enddate ?? "") : "",
    contact_name: details.contact_name ?? "",
    tel: details.tel ?? "",
    address: isMended ? (details.address ?? "") : "",
    promise: isMended && filing.proof === "promised",
    draft: isMended ? String(filing.filing) : "",
    replaces: isMended ? String(filing.replaces ?? "") : String(filing.filing),
  });
}

export interface Request {
  kind: "resettled_retiree" | "long_term_resident" | "posted_worker" | "referral" | "emergency" | "other_temporary";
  places: string[];
  begndate: string;
  enddate?: string;
  promise?: boolean;
  materials?: string[];
  replaces?: number;
  details?: Record<string, string>;
}

/** The kinds of papers that have been handed in to a draft: the submission has to name them, or they count as missing. */
export async function handedIn(person: string, draft: string): Promise<{ materials?: string[] }> {
  const { papers } = await ask("get", "/persons/{psn_no}/filings/{filing}/papers", { path: { psn_no: person, filing: draft } });
  return papers.length === 0 ? {} : { materials: [...new Set(papers.map((paper) => paper.kind))] };
}

/** What is asked of the server, without what has been left empty. */
export function requestOf(now: Entered): Request {
  const request: Request = { kind: now.kind as Request["kind"], places: [now.place], begndate: now.begndate };
  if (now.enddate !== "") request.enddate = now.enddate;
  if (now.promise) request.promise = true;
  if (now.replaces !== "") request.replaces = Number(now.replaces);
  const details = Object.fromEntries(
    (["contact_name", "tel", "address"] as const).flatMap((name) => (now[name].trim() === "" ? [] : [[name, now[name].trim()]])),
  );
  if (Object.keys(details).length > 0) request.details = details;
  return request;
}
