import { describe, expect, it } from "vitest";
import { Failure } from "@/api/client";
import { useOnce } from "./once";

describe("a write that happens once", () => {
  it("is sent once however often it is pressed, and says so", async () => {
    const keys: string[] = [];
    const once = useOnce(async (key: string) => {
      keys.push(key);
      return { setl_id: "12" };
    });
    await Promise.all([once.press(), once.press()]);
    expect(once.wasDone.value).toBe(false);
    expect(await once.press()).toEqual({ setl_id: "12" });
    expect(once.wasDone.value).toBe(true);
    expect(keys).toHaveLength(1);
  });

  it("is sent again under its key where no answer came, and under another where it was refused", async () => {
    const keys: string[] = [];
    const answers = [new Failure({ status: 0, code: "unreachable" }), new Failure({ status: 503, code: "busy" }), new Failure({ status: 422, code: "not_filed" })];
    const once = useOnce(async (key: string) => {
      keys.push(key);
      const failure = answers.shift();
      if (failure !== undefined) throw failure;
      return true;
    });
    for (let press = 0; press < 4; ++press) await once.press();
    expect(keys[0]).toBe(keys[1]);
    expect(keys[1]).toBe(keys[2]);
    expect(keys[3]).not.toBe(keys[2]);
    expect(once.result.value).toBe(true);
  });

  it("sends what it sent before until an answer comes, whatever is entered meanwhile", async () => {
    const sent: number[] = [];
    const answers = [new Failure({ status: 0, code: "unreachable" })];
    const once = useOnce(async (_key: string, amount: number) => {
      sent.push(amount);
      const failure = answers.shift();
      if (failure !== undefined) throw failure;
      return amount;
    });
    await once.press(1);
    expect(once.isOpen.value).toBe(true);
    await once.press(2);
    expect(sent).toEqual([1, 1]);
    expect(once.isOpen.value).toBe(false);
  });

  it("begins anew for a new intention", async () => {
    const keys: string[] = [];
    const once = useOnce(async (key: string) => keys.push(key));
    await once.press();
    once.reset();
    await once.press();
    expect(new Set(keys).size).toBe(2);
    expect(once.wasDone.value).toBe(false);
  });
});
