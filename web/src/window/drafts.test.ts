import { beforeEach, describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import { newDraft } from "./bill";

const account = ref<{ id: string } | null>({ id: "user:1" });
vi.mock("@/api/session", () => ({ account }));
const { useDrafts } = await import("./drafts");

beforeEach(() => {
  sessionStorage.clear();
  account.value = { id: "user:1" };
});

describe("lines that were not sent", () => {
  it("are there after a reload, for the same account and bill alone", () => {
    const before = useDrafts(() => "H1 visit 7");
    before.drafts.value[0]!.typed = "amxl";
    before.drafts.value.push(newDraft({ typed: "阿莫西林", code: "XY1", cnt: "2", pric: "10.3" }), newDraft());
    const after = useDrafts(() => "H1 visit 7");
    expect(after.drafts.value.map(({ typed }) => typed)).toEqual(["amxl", "阿莫西林"]);
    expect(after.restored.value).toBe(2);
    expect(useDrafts(() => "H1 visit 8").restored.value).toBe(0);
    account.value = { id: "user:2" };
    expect(useDrafts(() => "H1 visit 7").restored.value).toBe(0);
  });

  it("are forgotten once they are sent, and those whose answer was lost are known by their number", () => {
    const lines = useDrafts(() => "H1 visit 7");
    lines.drafts.value = [newDraft({ id: "W1", typed: "a" }), newDraft({ id: "W2", typed: "b" })];
    expect(useDrafts(() => "H1 visit 7", ({ id }) => id === "W1").drafts.value.map(({ id }) => id)).toEqual(["W2"]);
    lines.clear();
    expect(sessionStorage).toHaveLength(0);
    expect(lines.drafts.value).toHaveLength(1);
  });

  it("stay on the screen and are kept no more where the bill is settled", () => {
    const lines = useDrafts(() => "H1 purchase 3");
    lines.drafts.value[0]!.typed = "a";
    lines.forget();
    lines.drafts.value[0]!.cnt = "3";
    expect(sessionStorage).toHaveLength(0);
    expect(lines.drafts.value[0]!.typed).toBe("a");
  });

  it("begin empty where what is kept is none of ours", () => {
    sessionStorage.setItem("yidi.bill user:1 H1 visit 7", '[{"typed":1},null]');
    expect(useDrafts(() => "H1 visit 7").restored.value).toBe(0);
    sessionStorage.setItem("yidi.bill user:1 H1 visit 7", "{");
    expect(useDrafts(() => "H1 visit 7").drafts.value).toHaveLength(1);
  });

  it("wait until it is known whose bill it is", () => {
    const name = ref("");
    const { drafts } = useDrafts(() => name.value);
    drafts.value[0]!.typed = "a";
    expect(sessionStorage).toHaveLength(0);
  });
});
