import { ask } from "@/api/client";
import type { Answer } from "@/api/client";

export type Place = Answer<"/places", "get">["places"][number];

let asked: Promise<Place[]> | null = null;

/** All places, asked for once. */
export function loadPlaces(): Promise<Place[]> {
  asked ??= ask("get", "/places").then(
    (answer) => answer.places,
    (error: unknown) => {
      asked = null; // The next one who needs them tries again.
      throw error;
    },
  );
  return asked;
}

/** "石家庄市", with the province where the name alone might be another's. */
export function placeName(place: Place): string {
  return place.province === "" || place.province === place.name ? place.name : `${place.province} ${place.name}`;
}

function rank(place: Place, typed: string): number {
  const letters = typed.replace(/[\s']/g, "");
  const reading = place.reading.replace(/ /g, "");
  if (place.name.startsWith(typed)) return 0;
  if (place.code.startsWith(typed)) return 1;
  if (place.initials.startsWith(letters)) return 2;
  if (reading.startsWith(letters)) return 3;
  if (place.name.includes(typed)) return 4;
  if (place.province.startsWith(typed)) return 5;
  return -1;
}

/** Those that what was typed may mean, by name, code, pinyin or initials; the most likely first, and of equals those whose rules are known. */
export function findPlaces(places: readonly Place[], typed: string, limit = 8): Place[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [];
  return places
    .map((place) => ({ place, at: rank(place, text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || Number(b.place.has_pack) - Number(a.place.has_pack) || a.place.code.localeCompare(b.place.code))
    .slice(0, limit)
    .map(({ place }) => place);
}
