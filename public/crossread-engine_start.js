// Starts the engine inside its worker: loads the script that wasm-bindgen made, and with it the program.
importScripts("crossread-engine.js");
wasm_bindgen({ module_or_path: "crossread-engine_bg.wasm" });
