import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { useHeldKeys } from "./held";
import { PAUSE_MS, usePause } from "./pause";
import { useShortcuts } from "./shortcuts";

describe("what has just come up", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("takes no press for a moment, counted from the last time", () => {
    const pause = effectScope().run(usePause)!;
    expect(pause.isOn.value).toBe(false);
    pause.begin();
    vi.advanceTimersByTime(PAUSE_MS - 1);
    pause.begin();
    vi.advanceTimersByTime(PAUSE_MS - 1);
    expect(pause.isOn.value).toBe(true);
    vi.advanceTimersByTime(1);
    expect(pause.isOn.value).toBe(false);
  });
});

describe("a key that is held down", () => {
  const scope = effectScope();
  afterEach(() => scope.stop());

  it("presses once: Enter by itself, whatever has the focus, and every shortcut", () => {
    const done: string[] = [];
    const button = document.body.appendChild(document.createElement("button"));
    const box = document.body.appendChild(document.createElement("textarea"));
    button.addEventListener("keydown", () => done.push("button"));
    box.addEventListener("keydown", () => done.push("text"));
    scope.run(() => {
      useHeldKeys();
      useShortcuts([
        { keys: "Ctrl+Enter", word: "keys.help", run: () => done.push("Ctrl+Enter") },
        { keys: "Ctrl+S", word: "keys.help", run: () => done.push("Ctrl+S") },
      ]);
    });
    const press = (target: HTMLElement, key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    for (const repeat of [false, true, true]) {
      expect(press(button, "Enter", { repeat })).toBe(repeat);
      press(document.body, "Enter", { repeat, ctrlKey: true });
      // The browser's own "save" must not come up either.
      expect(press(document.body, "s", { repeat, ctrlKey: true })).toBe(true);
    }
    expect(done).toEqual(["button", "Ctrl+Enter", "Ctrl+S"]);
    // In a text of several lines it makes lines.
    expect(press(box, "Enter", { repeat: true })).toBe(false);
    expect(done.pop()).toBe("text");
  });
});
