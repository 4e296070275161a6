// The facts that are chosen from a list, for every page that asks for them.
import type { Word } from "@/words/words";
import { KINDS, isKnown } from "./case";
import type { Facts } from "./case";

export interface FieldChoice {
  value: string;
  text: Word;
}
export type Select = "insured_as" | "care" | "hosp_lv" | "filing";

const UNKNOWN: FieldChoice = { value: "?", text: "advice.dont_know" };
export const SELECTS: { key: Select; label: Word; choices: FieldChoice[] }[] = [
  {
    key: "insured_as",
    label: "facts.insured_as",
    choices: [
      UNKNOWN,
      { value: "11", text: "facts.11" },
      { value: "12", text: "facts.12" },
      { value: "14", text: "facts.14" },
      { value: "15", text: "facts.15" },
      { value: "16", text: "facts.16" },
      { value: "310", text: "facts.310" },
      { value: "390", text: "facts.390" },
    ],
  },
  {
    key: "care",
    label: "facts.care",
    choices: [
      { value: "inpatient", text: "facts.inpatient" },
      { value: "outpatient", text: "facts.outpatient" },
      { value: "chronic", text: "facts.chronic" },
      { value: "pharmacy", text: "facts.pharmacy" },
    ],
  },
  {
    key: "hosp_lv",
    label: "facts.hosp_lv",
    choices: [
      UNKNOWN,
      { value: "02", text: "facts.tertiary" },
      { value: "05", text: "facts.secondary" },
      { value: "08", text: "facts.primary" },
    ],
  },
  {
    key: "filing",
    label: "facts.filing",
    choices: [UNKNOWN, { value: "none", text: "kind.none" }, ...KINDS.map((kind): FieldChoice => ({ value: kind, text: `kind.${kind}` }))],
  },
];

/** Levels are told more finely than people know them. */
export function coarseLevel(level: string): string {
  if (/^0[134]$/.test(level)) return "02";
  return /^0[67]$/.test(level) ? "05" : level;
}

/** What a field shows of a fact: "don't know" where nothing was said. */
export function shownChoice(facts: Facts, key: Select): string {
  const known = facts[key];
  if (!isKnown(known)) return key === "care" ? "inpatient" : "?";
  return key === "hosp_lv" ? coarseLevel(known) : known;
}

/** The text of a chosen value. */
export function choiceText(key: Select, value: string): Word | null {
  const shown = key === "hosp_lv" ? coarseLevel(value) : value;
  return SELECTS.find((select) => select.key === key)?.choices.find((choice) => choice.value === shown)?.text ?? null;
}
