import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { effectScope } from "vue";
import type { EffectScope } from "vue";
import { shortcuts, useShortcuts } from "./shortcuts";

let scope: EffectScope;
let ran: string[];
beforeEach(() => {
  scope = effectScope();
  ran = [];
  document.body.innerHTML = '<input id="box"><button id="button">x</button>';
});
afterEach(() => scope.stop());

function hold(keys: string, what = keys, when?: () => boolean): void {
  scope.run(() => useShortcuts([{ keys, word: "keys.help", run: () => ran.push(what), ...(when === undefined ? {} : { when }) }]));
}

function press(key: string, more: KeyboardEventInit = {}, at = "button"): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.getElementById(at)?.dispatchEvent(event);
  return event;
}

describe("keys that hold anywhere", () => {
  it("are named as people read them", () => {
    for (const keys of ["Ctrl+S", "F2", "Esc", "/", "?", "Alt+1", "Ctrl+Enter"]) hold(keys);
    press("s", { ctrlKey: true });
    press("F2");
    press("Escape");
    press("/");
    press("?", { shiftKey: true });
    press("1", { altKey: true });
    press("Enter", { metaKey: true });
    expect(ran).toEqual(["Ctrl+S", "F2", "Esc", "/", "?", "Alt+1", "Ctrl+Enter"]);
  });

  it("leave letters and signs to the field that is typed in, but not Ctrl with a letter", () => {
    hold("/");
    hold("Ctrl+S");
    expect(press("/", {}, "box").defaultPrevented).toBe(false);
    expect(press("s", { ctrlKey: true }, "box").defaultPrevented).toBe(true);
    expect(ran).toEqual(["Ctrl+S"]);
  });

  it("belong to the inner part of the page, as long as it is there and wants them", () => {
    let wants = true;
    hold("Esc", "outer");
    hold("Esc", "inner", () => wants);
    press("Escape");
    wants = false;
    press("Escape");
    expect(ran).toEqual(["inner", "outer"]);
    scope.stop();
    press("Escape");
    expect(ran).toHaveLength(2);
    expect(shortcuts).toHaveLength(0);
  });

  it("are silent while a dialog is open", () => {
    hold("Ctrl+Enter");
    document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");
    press("Enter", { ctrlKey: true });
    expect(ran).toEqual([]);
  });
});
