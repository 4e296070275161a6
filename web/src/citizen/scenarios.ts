// What can be held side by side: one thing of a case, in two or three ways.
import type { Word } from "@/words/words";
import { KINDS, isKnown } from "./case";
import type { Facts } from "./case";

export interface Scenario {
  value: string;
  text: Word;
  facts: Facts;
}
export type Subject = "filing" | "level" | "place" | "year" | "insured";
export const SUBJECTS: Subject[] = ["filing", "level", "place", "year", "insured"];
export const SCENARIOS_MAX = 3;

function yearOf(facts: Facts, today: string): number {
  const day = facts["begndate"];
  return Number((isKnown(day) ? day : today).slice(0, 4));
}

/** Every way that a subject has for a case. `today` is the server's day. */
export function scenariosOf(subject: Subject, facts: Facts, today: string): Scenario[] {
  switch (subject) {
    case "filing":
      return [
        // Where nothing is settled at the hospital, people pay and claim at home.
        { value: "manual", text: "compare.manual", facts: { filing: "none", catalog: "insured" } },
        { value: "none", text: "compare.unfiled", facts: { filing: "none" } },
        ...KINDS.map((kind): Scenario => ({ value: kind, text: `kind.${kind}`, facts: { filing: kind } })),
      ];
    case "level":
      return [
        { value: "02", text: "facts.tertiary", facts: { hosp_lv: "02" } },
        { value: "05", text: "facts.secondary", facts: { hosp_lv: "05" } },
        { value: "08", text: "facts.primary", facts: { hosp_lv: "08" } },
      ];
    case "place":
      return [
        { value: "away", text: "compare.away", facts: {} },
        { value: "home", text: "compare.home", facts: { mdtrtarea_admvs: facts["insuplc_admdvs"] ?? "", filing: "none" } },
      ];
    case "year": {
      const year = yearOf(facts, today);
      const begndate = isKnown(facts["begndate"]) ? facts["begndate"] : today;
      return [
        { value: "before", text: "compare.before", facts: { begndate, enddate: `${year}-12-31` } },
        { value: "after", text: "compare.after", facts: { begndate, enddate: `${year + 1}-01-01` } },
      ];
    }
    case "insured":
      return (["11", "12", "14", "15", "16"] as const).map((value) => ({ value, text: `facts.${value}`, facts: { insured_as: value } }));
  }
}

/** What is shown when nobody has chosen: the way the case stands, if it is one of them, then the usual others. */
export function usualOf(subject: Subject, facts: Facts): string[] {
  const stands = { filing: facts["filing"], level: facts["hosp_lv"], place: "away", year: "before", insured: facts["insured_as"] }[subject];
  const usual = {
    filing: ["manual", "other_temporary", "referral"],
    level: ["02", "05", "08"],
    place: ["away", "home"],
    year: ["before", "after"],
    insured: stands === "12" || stands === "16" ? ["12", "16"] : ["11", "15"],
  }[subject];
  if (!isKnown(stands) || usual.includes(stands) || (subject !== "filing" && subject !== "insured")) return usual;
  return [stands, ...usual].slice(0, SCENARIOS_MAX);
}

/** Those that the address names, in its order; the usual ones where it names fewer than two that there are. */
export function chosenOf(subject: Subject, of: string | undefined, facts: Facts, all: readonly Scenario[]): Scenario[] {
  const find = (values: string[]) => values.flatMap((value) => all.find((one) => one.value === value) ?? []);
  const named = find([...new Set((of ?? "").split(","))]).slice(0, SCENARIOS_MAX);
  return named.length >= 2 ? named : find(usualOf(subject, facts));
}
