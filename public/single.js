// Starts the page as a single file: program and engine stand packed in it (gzip, base64), and nothing is loaded.
// It follows wasm-bindgen's script of the page in the same module.
const unpack = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};
const packed = (id) => document.getElementById(id).textContent;
const engine = [
  new TextDecoder().decode(await unpack(packed("engine-script"))),
  `const unpack = ${unpack};\nunpack("`,
  packed("engine-program"),
  '").then((bytes) => wasm_bindgen({ module_or_path: bytes }));',
];
const script = (pieces) => URL.createObjectURL(new Blob(pieces, { type: "text/javascript" }));
document.documentElement.dataset.engine = script(engine);
document.documentElement.dataset.shelf = script([packed("shelf")]);
try {
  // Both files of the program, so that no part of it is ever waited for.
  await bring(await unpack(packed("page-rest")));
  await __wbg_init({ module_or_path: await unpack(packed("page-program")) });
} catch (error) {
  console.error(error);
  document.getElementById("unloaded").hidden = false;
}
