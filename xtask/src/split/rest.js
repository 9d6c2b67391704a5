
// The rest of the program, a second WebAssembly file (xtask/src/split/). It follows wasm-bindgen's script.
const restName = "REST";
let restProgram;
let restHere = false;
const ownImports = __wbg_get_imports;
__wbg_get_imports = () => ({ ...ownImports(), rest: { ready } });

// Compiles it, from its bytes or a response that brings them; then puts it in place, if the program has started.
async function bring(from) {
  const source = await from;
  if (source instanceof Response && !source.ok) throw new Error(`${source.url}: ${source.status}`);
  try {
    restProgram ??= source instanceof Response
      ? await WebAssembly.compileStreaming(source.clone())
      : await WebAssembly.compile(source);
  } catch (error) {
    // A host that does not say what the file is.
    if (!(source instanceof Response)) throw error;
    restProgram = await WebAssembly.compile(await source.arrayBuffer());
  }
  if (wasm) link();
}

// Fills the table's slots with the rest's functions.
function link() {
  if (restHere) return;
  const table = wasm.rest_table0;
  const first = new Proxy({}, { get: (_, slot) => table.get(Number(slot)) });
  new WebAssembly.Instance(restProgram, { ...ownImports(), rest: wasm, first });
  restHere = true;
}

// A function of the rest is called and it is not there: the page waits for it.
function ready(slot) {
  if (!restProgram) {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", new URL(restName, import.meta.url), false);
      request.overrideMimeType("text/plain; charset=x-user-defined");
      request.send();
      if (request.status >= 400) throw new Error(`${restName}: ${request.status}`);
      restProgram = new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0)));
      console.warn("The rest of the program was needed before it came.");
    } catch (error) {
      document.getElementById("broken").hidden = false;
      throw error;
    }
  }
  link();
  return slot;
}

export { bring };
