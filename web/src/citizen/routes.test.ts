import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { routes } from "./routes";

const served = readFileSync("routes.txt", "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" "))
  .filter(([, page]) => page === "citizen.html")
  .map(([path]) => path);

describe("the citizen's addresses", () => {
  it("are those that the server shows this page for", () => {
    const own = routes.map(({ path }) => path).filter((path) => !path.startsWith("/:rest"));
    const firsts = new Set(own.map((path) => `/${path.split("/")[1] ?? ""}`));
    expect([...firsts].sort()).toEqual([...served].sort());
  });
});
