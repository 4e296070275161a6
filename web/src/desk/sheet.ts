// A page that the server made for paper, shown within ours or printed alone. Its styles stay within it: a shadow root, with a
// constructed sheet, since the content policy lets no style stand in a page.

const STYLE = /<style>([\s\S]*?)<\/style>/g;

export function showSheet(host: HTMLElement, html: string): void {
  const made = new DOMParser().parseFromString(html.replace(STYLE, ""), "text/html");
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...html.matchAll(STYLE)].map(([, style]) => style ?? "").join("\n"));
  root.adoptedStyleSheets = [sheet];
  // The body goes in whole, so that what the sheet says of "body" holds.
  root.replaceChildren(document.adoptNode(made.body));
}

/** Prints it alone: the rest of the page is left out. */
export function printSheet(html: string): void {
  const copy = document.createElement("div");
  copy.className = "print-copy";
  showSheet(copy, html);
  printAlone(copy);
}

export function printAlone(copy: HTMLElement): void {
  document.querySelectorAll(".print-copy").forEach((old) => old.remove());
  document.body.append(copy);
  document.documentElement.classList.add("printing-copy");
  window.addEventListener(
    "afterprint",
    () => {
      copy.remove();
      document.documentElement.classList.remove("printing-copy");
    },
    { once: true },
  );
  window.print();
}
