// Starts the page as a single file: program and engine stand packed in it (gzip, base64), and nothing is loaded.
// It follows wasm-bindgen's script of the page and the scripts of `asides` in the same module.
const unpack = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};
const packed = (id) => document.getElementById(id)?.textContent;
// As the file is, for a copy of it (copy.js): before the program changes anything, without what start.js has
// set and without what a copy carries.
const source = document.documentElement.cloneNode(true);
for (const name of [...source.getAttributeNames()]) if (name !== "lang") source.removeAttribute(name);
for (const one of source.querySelectorAll("#carried-work, #carried-articles")) one.remove();
for (const one of source.querySelectorAll("#loading > [hidden]")) one.hidden = false;
globalThis.crossread = async (name, ...given) => asides[name](...given);
globalThis.crossread.page = () => `<!DOCTYPE html>\n${source.outerHTML}\n`;
// The invented articles answer where the hosted page fetches them.
const beside = `{
  const files = ${packed("example")};
  const fetched = self.fetch;
  self.fetch = (name, ...more) => Object.hasOwn(files, name) ? Promise.resolve(new Response(files[name])) : fetched(name, ...more);
}\n`;
const engine = [
  beside,
  new TextDecoder().decode(await unpack(packed("engine-script"))),
  `const unpack = ${unpack};\nunpack("`,
  packed("engine-program"),
  '").then((bytes) => wasm_bindgen({ module_or_path: bytes }));',
];
// A copy keeps its articles under its own name, and begins with those that it carries.
const carried = packed("carried-articles");
const copy = document.getElementById("carried-work")?.dataset.copy;
const shelf = copy && carried ? `self.copy = { name: ${JSON.stringify(copy)}, articles: ${carried}.documents };\n` : "";
const script = (pieces) => URL.createObjectURL(new Blob(pieces, { type: "text/javascript" }));
document.documentElement.dataset.engine = script(engine);
document.documentElement.dataset.shelf = script([shelf, packed("shelf")]);
try {
  // Both files of the program, so that no part of it is ever waited for.
  await bring(await unpack(packed("page-rest")));
  await __wbg_init({ module_or_path: await unpack(packed("page-program")) });
} catch (error) {
  console.error(error);
  document.getElementById("unloaded").hidden = false;
}
