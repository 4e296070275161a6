// As whom an account clears: the centre stands between the parties, a party is a province and acts for itself alone.
import { computed, onMounted, ref } from "vue";
import type { ComputedRef } from "vue";
import { account } from "@/api/session";
import type { Place } from "@/kit/places";
import { t } from "@/words/words";
import { grantOf, knowPlaces, placeText } from "../grants";
import type { Grant } from "../grants";

const READERS = ["clearing_officer", "finance", "auditor"];

function grants(): Grant[] {
  return (account.value?.roles ?? []).map(grantOf);
}

/** A grant's place as the code of a party; null for one that is none, as a city or everywhere. */
function partyOf({ place }: Grant): string | null {
  return /^\d\d$/.test(place) ? `${place}0000` : null;
}

function partiesOf(...roles: string[]): string[] {
  const own = grants().filter(({ role }) => roles.includes(role)).flatMap((grant) => partyOf(grant) ?? []);
  return [...new Set(own)];
}

/** Opens months, makes tables, publishes, decides between parties. */
export function isCentre(): boolean {
  return grants().some(({ role, place }) => role === "clearing_officer" && place === "*");
}

/** Whether the account may read every party's affairs. */
export function readsAll(): boolean {
  return grants().some(({ role, place }) => READERS.includes(role) && place === "*");
}

/** The parties that the account clears for. */
export function officerParties(): string[] {
  return partiesOf("clearing_officer");
}

export function isOfficerOf(party: string): boolean {
  return officerParties().includes(party);
}

export function isFinanceOf(party: string): boolean {
  return partiesOf("finance").includes(party);
}

/** The party that a page begins with; empty where the account reads all, or has none. */
export function firstParty(): string {
  return readsAll() ? "" : (partiesOf(...READERS)[0] ?? "");
}

const places = ref<Place[]>([]);

/** The parties that the account may ask about, and all that there are. Names stand for codes once the places have come. */
export function useParties(): { all: ComputedRef<string[]>; mine: ComputedRef<string[]> } {
  onMounted(async () => {
    places.value = await knowPlaces();
  });
  const all = computed(() => places.value.map(({ code }) => code).filter((code) => /^\d\d0000$/.test(code) && code !== "100000"));
  const mine = computed(() => (readsAll() ? all.value : partiesOf(...READERS)));
  return { all, mine };
}

/** "广东省". */
export function partyName(code: string): string {
  return placeText(code);
}

/** "广东省、北京市，另有 3 个": whoever is still to come, in a line. */
export function partiesText(codes: readonly string[]): string {
  const named = 5;
  const names = codes.slice(0, named).map(partyName).join(t("clause.comma"));
  return codes.length > named ? t("party.and_more", names, codes.length - named) : names;
}

/** "广东省 → 北京市": who owes, and to whom. */
export function pairText(insured: string, treating: string): string {
  return t("party.pair", partyName(insured), partyName(treating));
}
