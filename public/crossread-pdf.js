// Reads the text layer of a PDF inside the engine's worker, with PDF.js (crossread-pdf-reader.js and
// crossread-pdf-worker.js, put beside this file when the page is built). Loaded when the first PDF is brought.
//
// Gives the text, the title first, paragraphs apart by an empty line; or throws an Error whose message is the reason:
// "locked", "scan" (pages without text) or "damaged".
import { getDocument } from "./crossread-pdf-reader.js";

// In this same worker: nothing else is started. Its other half takes a worker without a window for its own, and would
// answer the engine's messages.
const own = !globalThis.window;
if (own) globalThis.window = globalThis;
globalThis.pdfjsWorker = await import("./crossread-pdf-worker.js");
if (own) delete globalThis.window;

const quiet = { disableAutoFetch: true, disableFontFace: true, isEvalSupported: false, useSystemFonts: false, verbosity: 0 };

// Characters that are written from right to left.
const RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

export default async function text(bytes) {
  const task = getDocument({ data: bytes, ...quiet });
  let file;
  try {
    file = await task.promise;
  } catch (error) {
    throw new Error(error?.name === "PasswordException" ? "locked" : "damaged");
  }
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    try {
      const page = await file.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(lines(items, page.view[3] - page.view[1]));
      page.cleanup();
    } catch {
      // A page that is damaged costs no other.
      pages.push([]);
    }
  }
  await task.destroy();
  if (!pages.some((page) => page.length)) throw new Error("scan");
  return paragraphs(without_margins(pages));
}

// The lines of a page from its pieces of text: each with its words, place and height.
function lines(items, high) {
  const out = [];
  let line;
  for (const { str, transform, width, height, hasEOL } of items) {
    const [x, y] = [transform[4], transform[5]];
    const size = height || Math.hypot(transform[2], transform[3]);
    if (str.trim() && !(line && Math.abs(line.y - y) < Math.max(size, line.size) * 0.5)) {
      line = { pieces: [], y, x, end: x, size, margin: y < high * 0.07 || y > high * 0.93 };
      out.push(line);
    }
    if (str && line) line.pieces.push({ str, x, end: x + width });
    if (str.trim()) {
      line.x = Math.min(line.x, x);
      line.end = Math.max(line.end, x + width);
      line.size = Math.max(line.size, size);
    }
    if (hasEOL) line = undefined;
  }
  return out.map((one) => ({ ...one, words: words(one) })).filter((one) => one.words);
}

// What a line says, in the order in which it is read.
function words({ pieces, size }) {
  const letters = pieces.map((piece) => piece.str).join("");
  const count = (letters_of) => letters.match(letters_of)?.length ?? 0;
  const from_right = count(new RegExp(RIGHT, "g")) > count(/\p{Script=Latin}|\p{Script=Cyrillic}/gu);
  let out = "";
  let last;
  for (const piece of from_right ? reordered(pieces) : pieces) {
    // A gap that no space fills.
    const apart = last && Math.min(Math.abs(piece.x - last.end), Math.abs(last.x - piece.end)) > size * 0.2;
    out += apart && !/\s$/.test(out) && !/^\s/.test(piece.str) ? ` ${piece.str}` : piece.str;
    last = piece;
  }
  // Shapes of Arabic letters become the letters.
  const shapes = /[\ufb50-\ufdff\ufe70-\ufeff]+/g;
  return out.replace(shapes, (some) => some.normalize("NFKC")).replace(/\s+/g, " ").trim();
}

const MIRRORED = new Map([..."()[]{}«»‹›<>"].map((sign, i, all) => [sign, all[i ^ 1]]));

// The pieces of a line that is written from the right. They are single letters often, as they stand on the page: read
// from the right, but for numbers and words from the left, whose pieces keep their order.
function reordered(pieces) {
  const left = ({ str }) => /[\p{L}\p{N}]/u.test(str) && !RIGHT.test(str);
  const mirrored = (str) => [...str].reverse().map((one) => MIRRORED.get(one) ?? one).join("");
  const all = [...pieces].sort((a, b) => b.x - a.x);
  const out = [];
  for (let i = 0; i < all.length; i++) {
    let end = i;
    if (left(all[i])) {
      for (let j = i; j < all.length && !RIGHT.test(all[j].str); j++) if (left(all[j])) end = j;
      out.push(...all.slice(i, end + 1).reverse());
      i = end;
    } else {
      out.push(RIGHT.test(all[i].str) ? all[i] : { ...all[i], str: mirrored(all[i].str) });
    }
  }
  return out;
}

// Without what stands in the margin of several pages: numbers, the name of the paper, the address.
function without_margins(pages) {
  const shape = (words) => words.replace(/\d+/g, "0");
  const seen = new Map();
  for (const page of pages) {
    for (const one of new Set(page.filter((line) => line.margin).map((line) => shape(line.words)))) {
      seen.set(one, (seen.get(one) ?? 0) + 1);
    }
  }
  const left = ({ margin, words }) => !(margin && (seen.get(shape(words)) > 1 || /^[\d\s/–—-]+$/.test(words)));
  return pages.map((page) => page.filter(left));
}

// The text of all pages. A paragraph ends where the size of the letters changes, the gap between lines is wider than
// is usual, or a line ends early and with the sentence.
function paragraphs(pages) {
  const all = pages.flat();
  if (!all.length) return "";
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const usual = median(all.map((line) => line.size));
  const gaps = pages.flatMap((page) => page.slice(1).map((line, i) => page[i].y - line.y)).filter((gap) => gap > 0);
  const step = median(gaps.filter((gap) => gap < usual * 3)) || usual * 1.2;
  const blocks = [];
  for (const page of pages) {
    page.forEach((line, i) => {
      const before = page[i - 1];
      const block = blocks.at(-1);
      const width = block ? block.end - block.x : 0;
      const early = RIGHT.test(line.words) ? before && before.x - block.x : before && block.end - before.end;
      const sentence = block && /[.!?…»”"؟۔:]$/.test(block.words);
      const starts =
        !block ||
        Math.abs(line.size - block.size) > usual * 0.15 ||
        (before ? before.y - line.y > step * 1.35 * Math.max(1, line.size / usual) || (sentence && early > width * 0.12) : sentence);
      if (starts) {
        blocks.push({ words: line.words, size: line.size, x: line.x, end: line.end });
        return;
      }
      // A word that is divided at the end of a line, unless what follows is a name.
      const divided = /\p{L}[-\u00ad\u2010]$/u.test(block.words) && /^\p{Ll}/u.test(line.words);
      block.words = divided ? block.words.slice(0, -1) + line.words : `${block.words} ${line.words}`;
      block.x = before ? Math.min(block.x, line.x) : line.x;
      block.end = before ? Math.max(block.end, line.end) : line.end;
    });
  }
  // The title is what has the largest letters on the first page.
  const count = new Set(pages[0]).size;
  const first = blocks.slice(0, Math.max(1, count));
  const largest = Math.max(...first.map((block) => block.size));
  const title = largest > usual * 1.15 ? first.find((block) => block.size === largest) : undefined;
  const rest = blocks.filter((block) => block !== title);
  return [...(title ? [title] : []), ...rest].map((block) => block.words).join("\n\n");
}
