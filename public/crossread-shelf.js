// The shelf: keeps the reader's own articles in the browser's database, a text under a key each. A worker of its own,
// so that keeping never waits for the analysis.
//
// Messages are bytes. From the page: "l" list all, "p" KEY NUL TEXT put, "d" KEY delete, "x" delete all.
// To the page: "a" KEY NUL TEXT one article, "e" that was all, "k" kept, "f" NAME failed (the name of the error).
"use strict";

// A copy of the page that carries articles (single.js) keeps them apart from those of other pages.
const COPY = self.copy;
const NAME = COPY ? `crossread ${COPY.name}` : "crossread", STORE = "articles";
const encoder = new TextEncoder(), decoder = new TextDecoder();
const say = (text) => postMessage(encoder.encode(text));

let opened;
function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE);
      for (const one of COPY?.articles ?? []) store.put(JSON.stringify(one), one.id);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new DOMException("", "BlockedError"));
  });
  return opened;
}

async function change(act) {
  const transaction = (await database()).transaction(STORE, "readwrite");
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
    act(transaction.objectStore(STORE));
  });
  say("k");
}

async function list() {
  const store = (await database()).transaction(STORE).objectStore(STORE);
  await new Promise((done, failed) => {
    const request = store.openCursor();
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return done();
      say(`a${cursor.key}\0${cursor.value}`);
      cursor.continue();
    };
  });
}

async function answer(message) {
  const [op, key, text] = [message[0], ...message.slice(1).split("\0")];
  try {
    if (op === "p") await change((store) => store.put(text, key));
    if (op === "d") await change((store) => store.delete(key));
    if (op === "x") await change((store) => store.clear());
    if (op === "l") {
      const blocked = (error) => {
        for (const one of COPY?.articles ?? []) say(`a${one.id}\0${JSON.stringify(one)}`);
        say(`f${error?.name ?? ""}`);
      };
      await list().catch(blocked);
      say("e");
    }
  } catch (error) {
    say(`f${error?.name ?? ""}`);
  }
}

let last = Promise.resolve();
onmessage = (event) => {
  const message = decoder.decode(event.data);
  last = last.then(() => answer(message));
};
