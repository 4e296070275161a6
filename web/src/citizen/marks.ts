// The numbers by which a chart and its table name the same turns.
import type { Kink } from "@/api/what_if";

export interface Mark {
  at: number;
  number: number;
}

/** Turns at one value share a number. */
export function marksOf(kinks: readonly Kink[]): Mark[] {
  const marks: Mark[] = [];
  for (const { at } of kinks) {
    if (marks[marks.length - 1]?.at !== at) marks.push({ at, number: marks.length + 1 });
  }
  return marks;
}
