import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(process.cwd(), "src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }));

const messages = join(process.cwd(), "messages");
const names = readdirSync(join(messages, "zh")).sort();
const read = (language: string, name: string) => JSON.parse(readFileSync(join(messages, language, name), "utf8")) as Record<string, string>;
const files = names.map((name) => ({ name, zh: read("zh", name), en: read("en", name) }));
const zh = Object.assign({}, ...files.map((file) => file.zh)) as Record<string, string>;

describe("the texts of all pages", () => {
  it("stand once, in files of the same names", () => {
    expect(readdirSync(join(messages, "en")).sort()).toEqual(names);
    expect(Object.keys(zh)).toHaveLength(files.reduce((all, file) => all + Object.keys(file.zh).length, 0));
  });

  it("have the same names in both languages", () => {
    for (const file of files) expect(Object.keys(file.en), file.name).toEqual(Object.keys(file.zh));
  });

  it("fill in the same values in both languages", () => {
    const holes = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();
    for (const file of files) {
      for (const [name, text] of Object.entries(file.zh)) expect(holes(text), name).toEqual(holes(file.en[name] ?? ""));
    }
  });

  it("are all used", () => {
    const all = sources.map(({ text }) => text).join("\n");
    // said("state", code), word(…), textOf(…) and `bars.${group}` use every text of its family.
    const families = [...all.matchAll(/\b(?:said|word|textOf)\("([a-z_]+)"/g)].map(([, family]) => `${family ?? ""}.`);
    families.push(...[...all.matchAll(/`([a-z_]+\.)\$\{/g)].map(([, family]) => family ?? ""));
    const unused = Object.keys(zh).filter((name) => !all.includes(`"${name}"`) && !all.includes(`'${name}'`) && !families.some((family) => name.startsWith(family)));
    expect(unused).toEqual([]);
  });

  it("are the only place with Chinese words, but for what no language chooses", () => {
    const allowed = ["长辈版", "年", "月", "日", "元", "中文", "石家庄市"];
    for (const { name, text } of sources) {
      const code = text.replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "").replace(/\/\*\*?.*?\*\//gs, "");
      const found = [...code.matchAll(/[\u4e00-\u9fff]+/g)].map(([word]) => word).filter((word) => !allowed.includes(word));
      expect(found, name).toEqual([]);
    }
  });
});
