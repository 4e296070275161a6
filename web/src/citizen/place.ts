import { placeName } from "@/kit/places";
import type { Place } from "@/kit/places";

const CITY = 2;
/** A place of six digits in words: of a district the city that it belongs to; the code where neither is known. */
export function placeOf(places: readonly Place[], code: string): string {
  const find = (wanted: string) => places.find((one) => one.code === wanted);
  const place = find(code) ?? find(code.slice(0, -CITY) + "00") ?? find(`${code.slice(0, CITY)}0000`);
  return place === undefined ? code : placeName(place);
}
