import { describe, expect, it } from "vitest";
import { csvText, uploadOfTable } from "./file";

describe("a table as a file", () => {
  it("keeps every cell as it is", () => {
    expect(csvText([["value", "note"], ['[[10000, "0.80"]]', "-a\nb"]])).toBe('value,note\r\n"[[10000, ""0.80""]]","-a\nb"\r\n');
  });

  it("is sent as Base64 of UTF-8", async () => {
    const { filename, bytes } = await uploadOfTable("130100.csv", [["名称"]]);
    expect(filename).toBe("130100.csv");
    expect(new TextDecoder().decode(Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)))).toBe("名称\r\n");
  });
});
