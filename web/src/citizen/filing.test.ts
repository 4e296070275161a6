import { beforeEach, expect, test, vi } from "vitest";
import { nextTick, ref } from "vue";

const account = ref<{ id: string } | null>(null);
vi.mock("@/api/session", () => ({ account }));
const { entered } = await import("./filing");

beforeEach(async () => {
  account.value = { id: "user:1" };
  await nextTick();
  Object.assign(entered, { address: "a street", tel: "10086", submitKey: "key" });
});

test("what one has entered is gone when another signs in", async () => {
  account.value = null;
  await nextTick();
  account.value = { id: "user:2" };
  await nextTick();
  expect([entered.address, entered.tel]).toEqual(["", ""]);
  expect(entered.submitKey).not.toBe("key");
});

test("whose session has ended goes on where they were", async () => {
  account.value = null;
  await nextTick();
  account.value = { id: "user:1" };
  await nextTick();
  expect([entered.address, entered.submitKey]).toEqual(["a street", "key"]);
});
