// Saves the page as one file that carries the reader's work and articles: crossread.html with two blocks of data
// in it. They are JSON without any «<», so that nothing written in them can end its block or begin a script.
const data = (id, text, attributes = "") =>
  `<script type="application/json" id="${id}"${attributes}>${text.replaceAll("<", "\\u003c")}</script>\n`;

// The page as one file: this one itself, or the one beside a hosted page.
const whole = async () => {
  if (globalThis.crossread.page) return globalThis.crossread.page();
  const answer = await fetch(new URL("crossread.html", document.baseURI));
  const text = answer.ok ? await answer.text() : "";
  // Some hosts answer with another page instead of saying that there is none.
  if (!text.includes('id="page-program"')) throw new Error("crossread.html is not there");
  return text;
};

export default async (work, articles, alone) => {
  // Only what is JSON goes in.
  const [marks, list] = [work, articles].map((text) => JSON.stringify(JSON.parse(text)));
  const page = await whole();
  const copy = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const at = page.indexOf("<body>") + "<body>".length;
  const carried = [data("carried-work", marks, ` data-copy="${copy}" data-alone="${alone === true}"`), data("carried-articles", list)];
  const url = URL.createObjectURL(new Blob([page.slice(0, at), "\n", ...carried, page.slice(at)], { type: "text/html" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "crossread-copy.html" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return "made";
};
