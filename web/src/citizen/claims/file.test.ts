import { describe, expect, it } from "vitest";
import { BYTES_MAX, lookAt, megabytes, shortName } from "./file";

// jsdom's Blob has no arrayBuffer: what the pages use of a file is its size and a slice of its bytes.
function fileOf(bytes: number[], size = bytes.length): Blob {
  return { size, slice: () => ({ arrayBuffer: async () => Uint8Array.from(bytes).buffer }) } as unknown as Blob;
}
const JPEG = [0xff, 0xd8, 0xff, 0xe0, 0, 16];

describe("a file that is handed in", () => {
  it("is what its first bytes say, not its name", async () => {
    expect(await lookAt(fileOf(JPEG))).toEqual({ isGood: true, isPicture: true });
    expect(await lookAt(fileOf([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toEqual({ isGood: true, isPicture: true });
    expect(await lookAt(fileOf([...Buffer.from("%PDF-1.7")]))).toEqual({ isGood: true, isPicture: false });
    expect(await lookAt(fileOf([...Buffer.from("<svg/>")]))).toEqual({ isGood: false, why: "bad_kind" });
  });

  it("is refused above the limit, and where it is empty", async () => {
    expect(await lookAt(fileOf(JPEG, BYTES_MAX))).toEqual({ isGood: true, isPicture: true });
    expect(await lookAt(fileOf(JPEG, BYTES_MAX + 1))).toEqual({ isGood: false, why: "too_large" });
    expect(await lookAt(fileOf([]))).toEqual({ isGood: false, why: "empty" });
  });

  it("has a name that the server takes, with its ending", () => {
    expect(shortName("票据.jpg")).toBe("票据.jpg");
    const short = shortName(`${"票据".repeat(80)}.jpeg`);
    expect(short).toHaveLength(100);
    expect(short.endsWith("票.jpeg")).toBe(true);
  });

  it("is never said to be smaller than it is", () => {
    expect(megabytes(BYTES_MAX)).toBe("5.0");
    expect(megabytes(BYTES_MAX + 1)).toBe("5.1");
  });
});
