// The evidence sheet: the statements of the comparison on two pages of A4, each with an empty cell to judge it in.
// It is made of the rows as they are shown, and fills the two pages with the gravest first.
const WORDS = {
  en: {
    title: "Evidence sheet", name: "Name", class: "Class", date: "Date", said: "Statement, and what each article says", judged: "My judgement",
    why: "because", rest: (shown, all) => `${shown} of ${all} statements that were shown stand here, contradictions and differences first.`,
    ask: "What would I have to know to decide? Whom would I ask?",
  },
  it: {
    title: "Scheda delle prove", name: "Nome", class: "Classe", date: "Data", said: "Affermazione, e che cosa dice ogni articolo", judged: "Il mio giudizio",
    why: "perché", rest: (shown, all) => `Qui stanno ${shown} delle ${all} affermazioni mostrate, prima contraddizioni e differenze.`,
    ask: "Che cosa dovrei sapere per decidere? A chi chiederei?",
  },
};
// The inside of an A4 page between the margins of style/print.css, a little less high.
const STYLE = `
#sheet{position:fixed;inset-inline-start:-400mm;top:0;width:182mm;color:#000;background:#fff;font:9pt/1.35 var(--sans)}
#sheet .a4{height:263mm;overflow:hidden;display:flex;flex-direction:column;gap:2mm}
#sheet header{display:grid;gap:1.5mm;border-bottom:1.5pt solid #000;padding-bottom:1.5mm}
#sheet h2{font:700 14pt/1.1 var(--serif);margin:0}
#sheet .fields{display:flex;gap:5mm}
#sheet .fields span{flex:1;border-bottom:.5pt solid #000;padding-top:3mm}
#sheet .fields span:first-child{flex:2}
#sheet .key{font-size:7.5pt}
#sheet table{width:100%;border-collapse:collapse;table-layout:fixed}
#sheet th,#sheet td{border:.5pt solid #555;padding:1.2mm 1.6mm;vertical-align:top;text-align:start;font-weight:400}
#sheet thead th{font-weight:700;font-size:8pt}
#sheet th.j{width:46mm}
#sheet h3{font:700 9pt/1.25 var(--sans);margin:0}
#sheet h3 svg{width:10pt;height:10pt;margin-inline-end:1mm;vertical-align:-1.5pt}
#sheet h3 span{font-weight:400}
#sheet .q{display:grid;grid-template-columns:5mm 1fr;margin-top:.8mm;font:8.5pt/1.3 var(--serif)}
#sheet .q blockquote{margin:0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden;font:inherit}
#sheet .src-mark{background:#fff;color:#000;border:.75pt solid #000;font-size:7pt;clip-path:none}
#sheet mark{color:#000;background:none}
#sheet mark.diff{font-weight:700;border-bottom:1.2pt solid #000}
#sheet .j label{display:block;font-size:8pt}
#sheet .j i{display:inline-block;width:2.6mm;height:2.6mm;border:.75pt solid #000;margin-inline-end:1.5mm;vertical-align:-.2mm}
#sheet .j i.on{background:#000}
#sheet .line{border-bottom:.5pt solid #555;min-height:5.5mm;font-size:8pt;display:flex;align-items:end;overflow-wrap:anywhere}
#sheet .ask{flex:1;min-height:26mm;overflow:hidden}
#sheet .ask .line{height:8mm}
@media print{
  #sheet{position:static}
  #sheet .a4+.a4{break-before:page}
  body>*:not(#sheet){display:none!important}
}`;
const GRAVITY = ["contradict", "differ", "agree", "alone"];

const el = (tag, name = "", ...inside) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
};
// A part of a row as it stands there, without what leads elsewhere or has a name of its own.
const copied = (part) => {
  const copy = part.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("*")]) for (const name of ["id", "href", "tabindex"]) one.removeAttribute(name);
  return copy;
};

let style;

export default async () => {
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const rows = [...document.querySelectorAll("table.mx tr.r")];
  if (rows.length === 0) throw new Error("there is no row to print");
  const gravity = (row) => GRAVITY.findIndex((name) => row.classList.contains(name));
  rows.sort((x, y) => gravity(x) - gravity(y));
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  }
  document.getElementById("sheet")?.remove();
  const sheet = el("section");
  sheet.id = "sheet";
  sheet.setAttribute("aria-hidden", "true");
  document.body.append(sheet);

  const line = (text = "") => el("div", "line", text);
  const judgement = (row) => {
    const field = row.querySelector(".me select");
    const options = [...(field?.options ?? [])].filter((option) => option.value);
    const boxes = options.map((option) => el("label", "", el("i", option.value === field.value ? "on" : ""), option.text));
    return el("td", "j", ...boxes, line(`${words.why} ${row.querySelector(".me textarea")?.value ?? ""}`), line());
  };
  const statement = (row) => {
    const head = row.querySelector(".st1");
    const title = el("h3", "", ...[head.querySelector("svg")].filter(Boolean).map(copied), head.querySelector("p").textContent, el("span", "", ` – ${row.querySelector(".rl").textContent}`));
    const quotes = [...row.querySelectorAll("td")].flatMap((cell) =>
      [...cell.querySelectorAll(".quote")].map((quote) => el("div", "q", ...[cell.querySelector(".lbl .src-mark")].filter(Boolean).map(copied), copied(quote))));
    return el("td", "", title, ...quotes);
  };
  const page = () => {
    const judged = el("th", "j", words.judged);
    const body = el("tbody");
    const made = el("div", "a4", el("table", "", el("thead", "", el("tr", "", el("th", "", words.said), judged)), body));
    sheet.append(made);
    return { made, body };
  };
  const fits = (made) => made.scrollHeight <= made.clientHeight;

  const pages = [page()];
  const fields = el("div", "fields", ...[words.name, words.class, words.date].map((word) => el("span", "", `${word}:`)));
  const key = el("p", "key", (document.querySelector("#main > p.print-only, p.print-only")?.textContent ?? "").replace(/^[^.]*\. /, ""));
  const told = el("p", "key");
  pages[0].made.prepend(el("header", "", el("h2", "", words.title), fields, key, told));
  told.textContent = words.rest(rows.length, rows.length);
  let shown = 0;
  const ask = el("div", "ask", el("h3", "", words.ask), ...Array.from({ length: 30 }, () => line()));
  for (const row of rows) {
    const made = el("tr", "", statement(row), judgement(row));
    let { made: now, body } = pages.at(-1);
    body.append(made);
    if (!fits(now) && pages.length === 1 && shown > 0) {
      pages.push(page());
      ({ made: now, body } = pages[1]);
      now.append(ask);
      body.append(made);
    }
    if (!fits(now) && shown > 0) {
      made.remove();
      break;
    }
    shown += 1;
  }
  if (pages.length === 1) {
    pages.push(page());
    pages[1].made.querySelector("table").remove();
    pages[1].made.append(ask);
  }
  told.textContent = words.rest(shown, rows.length);
  addEventListener("afterprint", () => sheet.remove(), { once: true });
  print();
  return "printed";
};
