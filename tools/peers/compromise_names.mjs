// Names by compromise (npm).
//
// usage: compromise_names.mjs < texts.json > names.json
// Reads a JSON object {id: text}; prints {id: [{start, end, label}]}. Offsets are Unicode code points; labels are
// Person, Place and Organization.
import { readFileSync } from "node:fs";
import nlp from "compromise";

const texts = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const [id, text] of Object.entries(texts)) {
  const doc = nlp(text);
  const points = (units) => Array.from(text.slice(0, units)).length;
  found[id] = [];
  for (const [label, list] of [
    ["Person", doc.people()],
    ["Place", doc.places()],
    ["Organization", doc.organizations()],
  ]) {
    for (const { offset } of list.json({ offset: true })) {
      const start = offset.start;
      found[id].push({ start: points(start), end: points(start + offset.length), label });
    }
  }
}
process.stdout.write(JSON.stringify(found));
