// Starts the engine inside its worker: loads the script that wasm-bindgen made, and with it the program.
// `beside` is where they stand, for a worker that was started from a blob.
const from = self.beside ?? "";
importScripts(`${from}crossread-engine.js`);
// Its name is its content's: any copy that the browser has will do, such as another frame's.
wasm_bindgen({ module_or_path: fetch(`${from}crossread-engine_bg.wasm`, { cache: "force-cache" }) });

// The text of a PDF: what reads it is loaded with the first one.
self.readPdf = async (bytes) => {
  const reader = await import(new URL("crossread-pdf.js", self.beside ?? location.href));
  return reader.default(bytes);
};
