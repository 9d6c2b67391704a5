// Reads texts with wink-nlp and with compromise in a web worker, one library a message:
// {library, texts: [string]} → {milliseconds, warm, tokens, entities}.
import model from "wink-eng-lite-web-model";
import wink from "wink-nlp";
import nlp from "compromise";

const read = {
  wink: () => {
    const reader = wink(model);
    return (text) => {
      const doc = reader.readDoc(text);
      return [doc.tokens().length(), doc.entities().out().length];
    };
  },
  compromise: () => (text) => {
    const doc = nlp(text);
    return [doc.wordCount(), doc.people().length + doc.places().length + doc.organizations().length];
  },
};

self.onmessage = ({ data: { library, texts } }) => {
  const one = read[library]();
  // What a library makes once, at its first text, is not measured.
  one(texts[0]);
  let tokens = 0;
  let entities = 0;
  const start = performance.now();
  const middle = texts.length >> 1;
  let half = start;
  for (const [i, text] of texts.entries()) {
    if (i === middle) half = performance.now();
    const [t, e] = one(text);
    tokens += t;
    entities += e;
  }
  const end = performance.now();
  // As if all were read as fast as the second half.
  const warm = ((end - half) * texts.length) / (texts.length - middle);
  self.postMessage({ milliseconds: end - start, warm, tokens, entities });
};
