// What happened to a filing, for a timeline.
import type { Answer } from "@/api/client";
import type { Happening } from "@/desk/TimeLine.vue";
import { t } from "@/words/words";
import { said } from "./said";

type Event = Answer<"/persons/{psn_no}/filings", "get">["filings"][number]["history"][number];

export function whoDid(event: Event): string {
  if (event.login) return event.login;
  if (event.by === "rules") return t("history.rules");
  return event.by.startsWith("user:") ? t("history.person") : event.by;
}

export function happeningsOf(history: Event[]): Happening[] {
  return history.map((event, at) => ({
    id: String(event.seq),
    at: event.at,
    what: said("event", event.event),
    who: whoDid(event),
    from: at === 0 ? null : said("queue_stage", history[at - 1]?.phase ?? ""),
    to: said("queue_stage", event.phase),
    why: event.reason || null,
  }));
}
