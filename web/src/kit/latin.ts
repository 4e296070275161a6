// Places on pages in English. No table of English names is kept: they are told by their readings, as `GET /places` gives them
// (data/text/readings.tsv). A name whose reading does not show where its kind begins stays as it is written.
import { placeName } from "@/kit/places";
import type { Place } from "@/kit/places";
import { t } from "@/words/words";

/** What kind of place it is, at the end of a reading: a province, a city, an autonomous region … */
const KIND = / (?:sheng|shi|di qu|(?:(?:zhuang zu|hui zu|wei wu er) )?zi zhi qu|te bie xing zheng qu)$/;
/** The one that clears like a province and is none. */
const CORPS = / sheng chan jian she bing tuan$/;

/** "xi an" is written "Xi'an". */
function written(reading: string): string {
  const text = reading.replace(/ (?=[aeo])/g, "'").replace(/ /g, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function latin({ reading }: Place): string | null {
  if (CORPS.test(reading)) return `${written(reading.replace(CORPS, ""))} ${t("place.corps")}`;
  return KIND.test(reading) ? written(reading.replace(KIND, "")) : null;
}

/** Of each place by its code: "Guangdong", "Guangzhou, Guangdong". Two provinces that read alike have what they are written as beside them. */
export function latinNames(places: readonly Place[]): Map<string, string> {
  const provinces = places.filter(({ name, province }) => name === province);
  const alike = (text: string) => provinces.filter((one) => latin(one) === text).length > 1;
  const nameOf = new Map(
    provinces.map((one) => {
      const text = latin(one);
      return [one.name, text === null ? one.name : alike(text) ? `${text} ${one.name}` : text];
    }),
  );
  return new Map(
    places.map((one) => {
      const text = latin(one);
      const province = nameOf.get(one.province);
      if (one.name === one.province) return [one.code, province ?? one.name];
      return [one.code, text === null ? placeName(one) : province === undefined ? text : `${text}, ${province}`];
    }),
  );
}
