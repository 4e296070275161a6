import { beforeEach, describe, expect, it } from "vitest";
import { setLanguage, textOf } from "@/words/words";
import "./terms_words";
import { TERMS, findTerms } from "./terms";

beforeEach(() => setLanguage("zh"));
const ids = (typed: string) => findTerms(typed).map(({ id }) => id);

describe("words on a bill", () => {
  it("are each explained and read as they are written", () => {
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
    for (const term of TERMS) {
      const word = textOf("term", term.id) ?? "";
      expect(word.length, term.id).toBeGreaterThan(0);
      expect(term.reading.split(" "), word).toHaveLength(word.length);
      expect(textOf("term_text", term.id), term.id).not.toBeNull();
    }
  });

  it("are found by word, pinyin, initials and element", () => {
    expect(ids("自付二")[0]).toBe("copay_two");
    expect(ids("xxzf")[0]).toBe("first_pay");
    expect(ids("qifuxian")[0]).toBe("deductible");
    expect(ids("hifp_pay")).toEqual(["pool"]);
    expect(ids("")).toHaveLength(TERMS.length);
    expect(ids("zzzz")).toEqual([]);
  });

  it("are found in the language of the page", () => {
    setLanguage("en");
    expect(ids("deductible")[0]).toBe("deductible");
  });
});
