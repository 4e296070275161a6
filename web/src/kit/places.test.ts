import { describe, expect, it } from "vitest";
import { findPlaces, placeName } from "./places";

const place = (code: string, name: string, province: string, reading: string, has_pack = false) => ({
  code,
  name,
  province,
  reading,
  initials: reading
    .split(" ")
    .map((syllable) => syllable[0])
    .join(""),
  has_pack,
});
const PLACES = [
  place("110000", "北京市", "北京市", "bei jing shi", true),
  place("130100", "石家庄市", "河北省", "shi jia zhuang shi", true),
  place("410800", "焦作市", "河南省", "jiao zuo shi"),
  place("610100", "西安市", "陕西省", "xi an shi", true),
];
const names = (typed: string) => findPlaces(PLACES, typed).map(({ name }) => name);

describe("a place is found", () => {
  it("by name, initials, pinyin and code", () => {
    expect(names("石家")).toEqual(["石家庄市"]);
    expect(names("sjz")).toEqual(["石家庄市"]);
    expect(names("ShiJia")).toEqual(["石家庄市"]);
    expect(names("xi'an")).toEqual(["西安市"]);
    expect(names("1301")).toEqual(["石家庄市"]);
  });

  it("by its province, after those that have the name", () => {
    expect(names("河")).toEqual(["石家庄市", "焦作市"]);
  });

  it("not by nothing", () => {
    expect(names(" ")).toEqual([]);
    expect(names("qq")).toEqual([]);
  });

  it("and called by its province only where that says more", () => {
    expect(placeName(PLACES[0]!)).toBe("北京市");
    expect(placeName(PLACES[1]!)).toBe("河北省 石家庄市");
  });
});
