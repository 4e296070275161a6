// The texts of the pages about one's own data and of look-ups, beside them.
import { t, teach, textOf } from "@/words/words";
import en from "../../messages/en/mine.json";
import zh from "../../messages/zh/mine.json";

teach({ zh, en });

export { t };

export const BUSINESSES = ["inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"] as const;
export type Business = (typeof BUSINESSES)[number];
export function isBusiness(text: unknown): text is Business {
  return BUSINESSES.some((one) => one === text);
}

/** The ten chronic diseases that are settled directly across the country; an agency may know more. */
export const DISEASES = [
  "hypertension",
  "diabetes",
  "malignant_tumour",
  "uremia_dialysis",
  "transplant",
  "copd",
  "rheumatoid_arthritis",
  "coronary_heart_disease",
  "viral_hepatitis",
  "ankylosing_spondylitis",
] as const;

/** Words for a code that the server may know more of than we: then the code itself. */
export function said(family: "business" | "level" | "disease" | "standing" | "kinship", code: string): string {
  return textOf(family, code) ?? code;
}
