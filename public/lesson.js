// The lesson: two pages of A4 that teach to read two reports against each other, in English and Italian, with the
// bundled articles and the invented ones. On the screen it is a page to read; tables keep their empty cells.
const LESSON = {
  en: {
    title: "Two reports, one event",
    lead: "A lesson of 45 to 60 minutes, from about fourteen years on, alone or in pairs, on paper or in this page. You will not be told what is true. You will find out who says what, how surely, and what only one of them says.",
    print: "Print the two pages", bundled: "the two articles, compared", map: "the map", example: "the three invented articles, compared",
    parts: ["1. Five questions to every sentence", "2. Four ways in which reports stand to each other", "3. Three traps", "4. Haftar in Moscow", "5. The island of Marvessa", "6. One source or two?", "7. Which sign?", "8. Judge for yourself"],
    questions: [
      ["Who says it?", "The paper itself, somebody who is named, «officials», nobody in particular? «A says that B said» is not «A says»."],
      ["How sure is it?", "«Has met» is certain, «is expected» is probable, «might» is possible, «denied» is the opposite."],
      ["What exactly?", "Who did what to whom; when, where, how many. These are the details in which reports differ."],
      ["Told or judged?", "«Signed an agreement» tells, «a turning point» judges. Underline the words that judge."],
      ["What is missing?", "What does the other report tell that this one leaves out? Silent is not denied."],
    ],
    relations: [
      ["=", "agree", "Both say the same, perhaps in other words or another language. It may still come from one source."],
      ["≈", "differ", "The same fact with another number, date, place, person or degree of certainty. Name the difference."],
      ["≠", "contradict", "Both cannot hold: one affirms what the other denies. A difference is not yet a contradiction."],
      ["○", "one alone", "Only one report says it. The others are silent, for whatever reason."],
    ],
    traps: [
      "Two papers, one agency. The same sentence, word for word, in two papers is one witness, not two. Look for the agency’s name.",
      "The speaker gets lost. «The minister denied it» tells of a denial; it does not tell that it is untrue. Note the speaker first, then the claim.",
      "Loud words. «Deepening alliance», «historic»: take them out, read the sentence again, and see what is left.",
    ],
    haftar: "An English and an Italian article both have General Haftar of Libya in Moscow. Open {bundled} or {map} and fill in the cells; the last one takes a sign. Copy the words that you rely on.",
    haftarHeads: ["", "The Arab Weekly (English)", "Blog.it (Italian)", "Sign"],
    haftarRows: ["Whom did he meet?", "Who is quoted, word for word?", "Weapons: how surely?", "A word that judges"],
    fields: ["Name", "Class", "Date"],
    island: "Marvessa, its neighbour Corvania, their papers and people do not exist: three articles were invented so that all four signs occur. Open {example}, or read them under Articles. Write what each one says; «silent» where it says nothing.",
    islandHeads: ["", "Marvessa Courier", "Lestrin Observer", "Gazzetta dello Stretto", "Sign"],
    islandRows: ["Day of the talks", "11 March: whom, and where?", "Number of instructors", "Price of the wind farm", "A naval base at Cape Ostrel", "Patrol boats", "What parliament is to do", "Fish without customs duty"],
    source: "The Courier and the Observer share a sentence, word for word. Which one, and where does it come from? How many witnesses is that?",
    pairs: [
      "«120 instructors» – «some 300 instructors»",
      "«Nobody has asked for a base» – «Corvania wants a naval base»",
      "«will invest 40 million crowns» – nothing about it",
      "«asked parliament to reject the agreement» – «called on parliament to reject it»",
    ],
    judge: "Which statement would you rely on, and on which words? What would you have to know to decide about the base, and whom would you ask?",
    teachers: "For teachers",
    answers: [
      "Time: questions and signs 10 minutes; Haftar 15; Marvessa 15; sources, signs and judgement 15. In pairs, one reads the first article, the other the second, before either sees both.",
      "Haftar: Putin in one, Belousov in the other (≈, with whom; both meetings may have taken place). Nobody is quoted in The Arab Weekly; Belousov and Haftar in Blog.it (○). Weapons: «possible» in both (=).",
      "Marvessa: 12, 13 and 12 March (≈); Erle in Sandhaven, Erle in Tolmar, Priss in Sandhaven (≈, person and place); 120, some 300, 120 (≈); 40 million, silent, 55 million (≈); the base: denied by the minister, wanted according to two unnamed officials, hearsay in the Gazzetta (≠, and who speaks comes first); boats: silent, included, denied by the government (≠); parliament: silent, reject, reject (=); fish: the Courier alone (○).",
      "One source: the sentence on the Strait League is the Strait News Agency’s; one witness. Signs of part 7: ≈, ≠, ○, =.",
      "In the page: every pupil chooses «My view» in the last column and writes a note; «A class», under Compare, hands in a small file, and you drop all files there to see how the class judged. «Projector», at the foot of the page, shows it large, a step at a time.",
    ],
  },
  it: {
    title: "Due articoli, un fatto",
    lead: "Una lezione da 45 a 60 minuti, dai quattordici anni circa, da soli o in coppia, su carta o in questa pagina. Non ti diremo che cosa è vero. Scoprirai chi dice che cosa, con quanta certezza, e che cosa dice uno solo.",
    print: "Stampa le due pagine", bundled: "i due articoli a confronto", map: "la mappa", example: "i tre articoli inventati a confronto",
    parts: ["1. Cinque domande a ogni frase", "2. Quattro modi in cui due articoli stanno l’uno verso l’altro", "3. Tre trappole", "4. Haftar a Mosca", "5. L’isola di Marvessa", "6. Una fonte o due?", "7. Quale segno?", "8. Giudica tu"],
    questions: [
      ["Chi lo dice?", "Il giornale stesso, qualcuno con nome e cognome, «fonti ufficiali», nessuno in particolare? «A dice che B ha detto» non è «A dice»."],
      ["Con quanta certezza?", "«Ha incontrato» è certo, «dovrebbe» è probabile, «potrebbe» è possibile, «ha smentito» è il contrario."],
      ["Che cosa, di preciso?", "Chi ha fatto che cosa a chi; quando, dove, quanti. Sono i dettagli in cui gli articoli differiscono."],
      ["Racconta o giudica?", "«Hanno firmato un accordo» racconta, «una svolta» giudica. Sottolinea le parole che giudicano."],
      ["Che cosa manca?", "Che cosa racconta l’altro articolo che questo tralascia? Tacere non è negare."],
    ],
    relations: [
      ["=", "concordano", "Dicono lo stesso, magari con altre parole o in un’altra lingua. Può venire comunque da una sola fonte."],
      ["≈", "differiscono", "Lo stesso fatto con un altro numero, giorno, luogo, persona o grado di certezza. Di’ quale."],
      ["≠", "si contraddicono", "Non possono valere entrambi: uno afferma ciò che l’altro nega. Differire non è ancora contraddirsi."],
      ["○", "uno solo", "Lo dice un articolo solo. Gli altri tacciono, per qualunque motivo."],
    ],
    traps: [
      "Due giornali, un’agenzia. La stessa frase, parola per parola, in due giornali è un testimone, non due. Cerca il nome dell’agenzia.",
      "Chi parla si perde. «Il ministro ha smentito» racconta una smentita; non dice che la cosa sia falsa. Prima annota chi parla, poi che cosa dice.",
      "Parole forti. «Alleanza sempre più stretta», «storico»: toglile, rileggi la frase e guarda che cosa resta.",
    ],
    haftar: "Un articolo inglese e uno italiano portano il generale libico Haftar a Mosca. Apri {bundled} o {map} e riempi le caselle; nell’ultima va un segno. Copia le parole su cui ti basi.",
    haftarHeads: ["", "The Arab Weekly (inglese)", "Blog.it (italiano)", "Segno"],
    haftarRows: ["Chi ha incontrato?", "Chi è citato, parola per parola?", "Armi: con quanta certezza?", "Una parola che giudica"],
    fields: ["Nome", "Classe", "Data"],
    island: "Marvessa, la vicina Corvania, i loro giornali e le persone non esistono: tre articoli sono stati inventati perché vi siano tutti e quattro i segni. Apri {example}, o leggili in Articoli. Scrivi che cosa dice ciascuno; «tace» dove non dice nulla.",
    islandHeads: ["", "Marvessa Courier", "Lestrin Observer", "Gazzetta dello Stretto", "Segno"],
    islandRows: ["Giorno dei colloqui", "11 marzo: chi, e dove?", "Numero degli istruttori", "Costo del parco eolico", "Una base navale a Capo Ostrel", "Motovedette", "Che cosa deve fare il parlamento", "Pesce senza dazi"],
    source: "Il Courier e l’Observer hanno in comune una frase, parola per parola. Quale, e da dove viene? Quanti testimoni sono?",
    pairs: [
      "«120 istruttori» – «circa 300 istruttori»",
      "«Nessuno ha chiesto una base» – «La Corvania vuole una base navale»",
      "«investirà 40 milioni di corone» – nulla in proposito",
      "«ha chiesto al parlamento di respingere l’accordo» – «ha invitato il parlamento a respingerlo»",
    ],
    judge: "Su quale affermazione faresti affidamento, e su quali parole? Che cosa dovresti sapere per decidere sulla base, e a chi chiederesti?",
    teachers: "Per chi insegna",
    answers: [
      "Tempi: domande e segni 10 minuti; Haftar 15; Marvessa 15; fonti, segni e giudizio 15. In coppia, uno legge il primo articolo, l’altro il secondo, prima di vederli entrambi.",
      "Haftar: in uno Putin, nell’altro Belousov (≈, con chi; entrambi gli incontri possono esserci stati). In The Arab Weekly nessuno è citato; in Blog.it Belousov e Haftar (○). Armi: «possibile» in entrambi (=).",
      "Marvessa: 12, 13 e 12 marzo (≈); Erle a Sandhaven, Erle a Tolmar, Priss a Sandhaven (≈, persona e luogo); 120, circa 300, 120 (≈); 40 milioni, tace, 55 milioni (≈); la base: smentita dal ministro, voluta secondo due funzionari senza nome, per sentito dire nella Gazzetta (≠, e prima conta chi parla); motovedette: tace, comprese, smentite dal governo (≠); parlamento: tace, respingere, respingere (=); pesce: solo il Courier (○).",
      "Una fonte: la frase sulla Lega dello Stretto è della Strait News Agency; un testimone. Segni della parte 7: ≈, ≠, ○, =.",
      "Nella pagina: ognuno sceglie «Il mio giudizio» nell’ultima colonna e scrive una nota; «Una classe», in Confronta, consegna un piccolo file, e lì si lasciano cadere tutti i file per vedere come ha giudicato la classe. «Proiettore», in fondo alla pagina, la mostra in grande, un passo alla volta.",
    ],
  },
};
// On paper each half is the inside of an A4 page between the margins of style/print.css, a little less high.
const STYLE = `
#lesson{max-width:52rem;font-family:var(--serif);line-height:1.5}
#lesson h1{margin-block:var(--s5) var(--s2)}
#lesson h2{font:700 var(--t-l)/1.25 var(--serif);margin-block:var(--s5) var(--s2)}
#lesson .table{overflow-x:auto}
#lesson table{width:100%;border-collapse:collapse;margin-block:var(--s2);font-size:var(--t-m)}
#lesson th,#lesson td{border:1px solid var(--control);padding:var(--s1) var(--s2);text-align:start;vertical-align:top;font-weight:400}
#lesson th[scope=row],#lesson thead th{font-weight:700}
#lesson .fill{table-layout:fixed;min-width:34rem}
#lesson .fill tbody td{height:2.6rem}
#lesson .fill tr>:first-child{width:24%}
#lesson .fill tr>:last-child{width:4rem}
#lesson .sign{font:700 1.25em/1 var(--sans);text-align:center;width:2.2rem}
#lesson ol{list-style:lower-alpha;padding-inline-start:1.5rem}
#lesson ul{list-style:disc;padding-inline-start:1.5rem}
#lesson .pairs li{display:flex;gap:var(--s4);justify-content:space-between;border-bottom:1px solid var(--rule);padding-block:var(--s1)}
#lesson .pairs{padding:0}
#lesson .pairs b{white-space:nowrap;font:400 1.1em/1.3 var(--sans)}
#lesson .lines i{display:block;height:2rem;border-bottom:1px solid var(--control)}
#lesson .fields{display:flex;gap:var(--s4);font-size:var(--t-m)}
#lesson .fields span{flex:1;border-bottom:1px solid var(--control);padding-top:var(--s4)}
#lesson .fields span:first-child{flex:2}
#lesson .teachers{margin-block:var(--s5)}
#lesson .teachers summary{cursor:pointer;min-height:var(--target);font-weight:700;text-decoration:underline dotted}
#lesson .teachers li+li{margin-top:var(--s2)}
@media print{
  #lesson{max-width:none;font-size:10.5pt;line-height:1.34}
  #lesson .a4{height:263mm;overflow:hidden;display:flex;flex-direction:column}
  #lesson .a4+.a4{break-before:page}
  #lesson h1{font-size:18pt;margin:0 0 1mm}
  #lesson h2{font-size:11.5pt;margin:3mm 0 1mm}
  #lesson table{margin:1mm 0;font-size:9.5pt}
  #lesson .table{overflow:visible}
  #lesson th,#lesson td{padding:.8mm 1.5mm}
  #lesson .fill tbody td{height:10mm}
  #lesson .fill{min-width:0}
  #lesson .fill tr>:last-child{width:14mm}
  #lesson .pairs li{padding-block:1mm}
  #lesson .grow{flex:1;min-height:16mm;overflow:hidden}
  #lesson .grow i{height:8mm}
  #lesson .grow table{height:100%;margin:0}
  #lesson a{text-decoration:none}
  #lesson .teachers,#lesson .btn{display:none}
}`;

const el = (tag, attributes, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};

let style;

export default async (place, language) => {
  const lesson = LESSON[language] ?? LESSON.en;
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  }
  const home = location.href.split(/[?#]/)[0];
  const links = {
    bundled: `${home}?lang=${language}#/compare`,
    map: `${home}?lang=${language}#/map`,
    example: `${home}?lang=${language}&corpus=example/corpus.json#/compare`,
  };
  // «Open {map} and …»: the word in braces becomes a link.
  const linked = (text) =>
    text.split(/[{}]/).map((piece, i) => (i % 2 ? el("a", { href: links[piece] }, lesson[piece]) : piece));
  const heading = (n) => el("h2", {}, lesson.parts[n]);
  const line = (row, signed) =>
    el("tr", {}, ...row.map((cell, i) => (i === 0 ? el("th", signed ? { scope: "row", class: "sign" } : { scope: "row" }, cell) : el("td", {}, cell))));
  const scrolled = (table, name) => el("div", { class: "table", tabindex: "0", role: "region", "aria-label": name }, table);
  const told = (rows, name, signed) => scrolled(el("table", {}, el("tbody", {}, ...rows.map((row) => line(row, signed)))), name);
  const filled = (heads, rows, name) =>
    scrolled(
      el("table", { class: "fill" },
        el("thead", {}, el("tr", {}, ...heads.map((head) => (head ? el("th", { scope: "col" }, head) : el("td", {}))))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row), ...heads.slice(1).map(() => el("td", {})))))),
      name);
  const lines = (count, more = "") => el("div", { class: `lines ${more}`, "aria-hidden": "true" }, ...Array.from({ length: count }, () => el("i", {})));
  const button = el("button", { type: "button", class: "btn" }, lesson.print);
  button.onclick = () => print();
  const title = el("h1", { id: "view-title", tabindex: "-1" }, lesson.title);
  const first = el("div", { class: "a4" },
    title, el("p", {}, lesson.lead), el("p", {}, button),
    heading(0), told(lesson.questions, lesson.parts[0]),
    heading(1), told(lesson.relations, lesson.parts[1], true),
    heading(2), el("ol", {}, ...lesson.traps.map((trap) => el("li", {}, trap))),
    heading(3), el("p", {}, ...linked(lesson.haftar)), filled(lesson.haftarHeads, lesson.haftarRows, lesson.parts[3]));
  first.lastChild.classList.add("grow");
  const second = el("div", { class: "a4" },
    el("p", { class: "fields" }, ...lesson.fields.map((field) => el("span", {}, `${field}:`))),
    heading(4), el("p", {}, ...linked(lesson.island)), filled(lesson.islandHeads, lesson.islandRows, lesson.parts[4]),
    heading(5), el("p", {}, lesson.source), lines(2),
    heading(6), el("ul", { class: "pairs" }, ...lesson.pairs.map((pair) => el("li", {}, el("span", {}, pair), el("b", {}, "=  ≈  ≠  ○")))),
    heading(7), el("p", {}, lesson.judge), lines(16, "grow"));
  const teachers = el("details", { class: "teachers" }, el("summary", {}, lesson.teachers), el("ul", {}, ...lesson.answers.map((answer) => el("li", {}, answer))));
  place.replaceChildren(first, second, teachers);
  // A new view has the keyboard on its title; this one comes a little later.
  if (document.activeElement === document.body) title.focus({ preventScroll: true });
  return "shown";
};
