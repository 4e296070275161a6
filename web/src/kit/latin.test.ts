import { describe, expect, it } from "vitest";
import { setLanguage } from "@/words/words";
import { latinNames } from "./latin";

setLanguage("en");

const place = (code: string, name: string, province: string, reading: string) => ({ code, name, province, reading, initials: "", has_pack: false });
const NAMES = latinNames([
  place("110000", "北京市", "北京市", "bei jing shi"),
  place("140000", "山西省", "山西省", "shan xi sheng"),
  place("150000", "内蒙古自治区", "内蒙古自治区", "nei meng gu zi zhi qu"),
  place("420000", "湖北省", "湖北省", "hu bei sheng"),
  place("420100", "武汉市", "湖北省", "wu han shi"),
  place("422800", "恩施土家族苗族自治州", "湖北省", "en shi tu jia zu miao zu zi zhi zhou"),
  place("610000", "陕西省", "陕西省", "shan xi sheng"),
  place("610100", "西安市", "陕西省", "xi an shi"),
  place("650000", "新疆维吾尔自治区", "新疆维吾尔自治区", "xin jiang wei wu er zi zhi qu"),
  place("660000", "新疆生产建设兵团", "新疆生产建设兵团", "xin jiang sheng chan jian she bing tuan"),
]);

describe("on a page in English a place is told by its reading", () => {
  it("without what kind of place it is", () => {
    expect(NAMES.get("110000")).toBe("Beijing");
    expect(NAMES.get("150000")).toBe("Neimenggu");
    expect(NAMES.get("650000")).toBe("Xinjiang");
    expect(NAMES.get("660000")).toBe("Xinjiang Production and Construction Corps");
  });

  it("a city with its province", () => {
    expect(NAMES.get("420100")).toBe("Wuhan, Hubei");
    expect(NAMES.get("610100")).toBe("Xi'an, Shanxi 陕西省");
  });

  it("and by what it is written as where that alone tells it from another, or its reading cannot be divided", () => {
    expect(NAMES.get("140000")).toBe("Shanxi 山西省");
    expect(NAMES.get("610000")).toBe("Shanxi 陕西省");
    expect(NAMES.get("422800")).toBe("湖北省 恩施土家族苗族自治州");
  });
});
