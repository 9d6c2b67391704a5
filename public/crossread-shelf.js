// The shelf: keeps the reader's own articles in the browser's database, a text under a key each, and says whether a
// corpus lies beside the page. A worker of its own, so that keeping never waits for the analysis.
//
// Messages are bytes. From the page: "l" list all, "p" KEY NUL TEXT put, "d" KEY delete, "x" delete all.
// To the page: "a" KEY NUL TEXT one article, "e" that was all, "k" kept, "f" NAME failed (the name of the error),
// "c" there is a corpus beside the page.
"use strict";

// A copy of the page that carries articles (single.js) keeps them apart from those of other pages.
const COPY = self.copy;
const NAME = COPY ? `crossread ${COPY.name}` : "crossread", STORE = "articles", CORPUS = "crossread.json";
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

// The page comes with a file that names no article: who publishes a corpus of their own replaces it.
async function look() {
  try {
    const answer = await fetch(CORPUS);
    if (!answer.ok) return;
    const text = await answer.text();
    const empty = text.length < 200 && JSON.parse(text).articles?.length === 0;
    if (!empty) say("c");
  } catch {
    // Not there, or not readable here (a page opened from disk): the bundled articles stay. What is there but is no
    // JSON is told by the engine, which reads it.
  }
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
      await Promise.all([list().catch(blocked), COPY ? undefined : look()]);
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
