// How a claim stands for the person: whether it waits for them, and who is next.
import type { Claim } from "@/claim/claim";
import { t, textOf } from "@/words/words";
import "./words";

type Standing = Pick<Claim, "phase" | "is_over"> & Partial<Pick<Claim, "kind">>;
const WAITS = new Set(["draft", "needs_material", "returned"]);

export function waitsForPerson(claim: Standing): boolean {
  return WAITS.has(claim.phase);
}

/** A decision that gives nothing to pay is the end of it. */
function isClosedUnpaid(claim: Standing): boolean {
  return claim.phase === "decided" && claim.is_over;
}

export function nextOf(claim: Standing): string {
  if (claim.kind === "difference" && claim.phase === "refused") return t("claim_difference.refused");
  return isClosedUnpaid(claim) ? t("claims.nothing_paid") : (textOf("claim_next", claim.phase) ?? "");
}

export function toneOf(claim: Standing): "done" | "warn" | "danger" | "plain" {
  if (waitsForPerson(claim)) return "warn";
  if (claim.phase === "refused") return "danger";
  return claim.phase === "paid" ? "done" : "plain";
}
