// Starts the engine inside its worker: loads the script that wasm-bindgen made, and with it the program.
// `beside` is where they stand, for a worker that was started from a blob.
const from = self.beside ?? "";
importScripts(`${from}crossread-engine.js`);
wasm_bindgen({ module_or_path: `${from}crossread-engine_bg.wasm` });

// The text of a PDF: what reads it is loaded with the first one.
self.readPdf = async (bytes) => {
  const reader = await import(new URL("crossread-pdf.js", self.beside ?? location.href));
  return reader.default(bytes);
};
