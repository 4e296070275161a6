import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

describe("a table as a file", () => {
  it("keeps commas, quotes and lines in their cell", () => {
    expect(csvOf(["a", "b"], [['x,"y"', "1\n2"]])).toBe('\ufeffa,b\r\n"x,""y""","1\n2"\r\n');
  });

  it("holds no text that a spreadsheet would work out", () => {
    expect(csvOf(["a"], [["=1+1"], ["@x"], ["-2"]])).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n'-2\r\n");
  });

  it("leaves amounts numbers, also those below nothing", () => {
    expect(csvOf(["a"], [[-1234.5], [null]])).toBe("\ufeffa\r\n-1234.5\r\n\r\n");
  });
});
