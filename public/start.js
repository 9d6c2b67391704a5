// Starts the page: language, colours and limits first, then the program; later the copy for offline.
// A classic script, because the page's Content-Security-Policy allows no script in the page itself.
(() => {
  "use strict";
  const { dataset, src } = document.currentScript;
  const root = document.documentElement;
  const near = (name) => new URL(name, src || location.href).href;
  const given = new URLSearchParams(location.search);
  const element = (id) => document.getElementById(id);

  // No request to another host, unless the address itself names a corpus there. The policy in the page is
  // wider; where two stand, both hold.
  const named = given.get("corpus") ?? new URLSearchParams(location.hash.split("?")[1]).get("corpus");
  const corpus = named && URL.canParse(named, location.href) ? new URL(named, location.href).origin : "";
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src 'self' ${/^https?:/.test(corpus) ? corpus : ""}`;
  if (location.protocol.startsWith("http")) document.head.append(policy);

  // As the program will choose them, so that the first picture does not change its colours and language.
  const copy = element("carried-work")?.dataset.copy;
  const choice = (name) => {
    try {
      return localStorage.getItem(`${copy ? `crossread/copy/${copy}/` : ""}crossread/choice/${name}`);
    } catch {
      return null;
    }
  };
  const theme = given.get("theme") ?? choice("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const sections = [...document.querySelectorAll("#loading > [lang]")];
  const wished = [given.get("lang"), choice("language"), ...navigator.languages.map((code) => code.split("-")[0])];
  root.lang = wished.find((code) => sections.some((one) => one.lang === code)) ?? root.lang;
  // Of what stands there in each language, the one that is read.
  const speak = (all) => {
    for (const one of all) one.hidden = one.lang !== root.lang;
  };
  speak(sections);
  if (given.get("projector") === "1" || (parent === window && choice("size") === "projector")) root.dataset.size = "projector";

  // Inside another page: tell it how high this one is. A height is no secret, so any host may hear it.
  const embedded = given.get("embed") === "1" && parent !== window;
  if (embedded) {
    root.dataset.embed = "";
    let last = 0;
    new ResizeObserver(() => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height !== last) parent.postMessage({ crossread: "height", height }, "*");
      last = height;
    }).observe(document.body);
  }

  if (!dataset.js) return;

  // What is fetched only where somebody asks for it: `crossread("sheet")` calls what that script exports.
  const asides = { copy: "copy.js", lesson: "lesson.js", sheet: "sheet.js" };
  globalThis.crossread = (name, ...rest) => import(near(asides[name])).then((aside) => aside.default(...rest));

  // The engine's worker. A frame without an origin of its own may start workers from blobs only.
  const engine = near(dataset.engine);
  const aside = `self.beside = ${JSON.stringify(near("./"))}; importScripts(${JSON.stringify(engine)});`;
  root.dataset.engine =
    origin === "null" ? URL.createObjectURL(new Blob([aside], { type: "text/javascript" })) : engine;

  const fail = (error) => {
    console.error(error);
    speak(element("unloaded").children);
    element("unloaded").hidden = false;
  };
  const page = import(near(dataset.js));
  // The name of each file is its content's: any copy that the browser has will do, such as another frame's.
  const stored = { cache: "force-cache" };

  // The rest of the program, a second file: after the first map, or at once where more than that map is asked for.
  const far = dataset.rest && near(dataset.rest);
  const say = (state) => {
    root.dataset.rest = state;
    dispatchEvent(new Event("rest"));
  };
  let coming;
  const bring = () => {
    if (!far || coming) return;
    say("coming");
    const answer = fetch(far, stored);
    // Styles of what comes with it; a view without them is better than none.
    const styled = (link) => new Promise((done) => {
      link.onload = link.onerror = done;
      link.rel = "stylesheet";
    });
    const styles = [...document.querySelectorAll("link[rel=later]")].map(styled);
    coming = Promise.all([page.then((page) => page.bring(answer)), ...styles]);
    coming.then(() => say("here")).catch((error) => {
      console.warn(error);
      coming = undefined;
      say("missing");
    });
  };
  if (far) {
    root.dataset.rest = "coming";
    for (const event of ["first-map", "rest-wanted", "online"]) addEventListener(event, bring);
    if (!/^(#?|#\/(map)?)$/.test(location.hash) || corpus || given.has("corpus")) bring();
  }

  // A corpus beside the page stands in the place of the bundled one; the file that comes with the page names no
  // article. It is asked for while the program is loading, so that it costs no time.
  const look = async () => {
    if (named || document.querySelector("meta[name=crossread-corpus]")) return;
    const answer = await fetch(near("crossread.json"), { signal: AbortSignal.timeout(5000) });
    const { value } = answer.ok ? await answer.body.getReader().read() : {};
    const begins = new TextDecoder().decode(value).trim();
    if (!begins || begins.startsWith("<") || /^\{\s*"articles":\s*\[\s*\]\s*\}$/.test(begins)) return;
    root.dataset.corpus = "crossread.json";
    element("loading").remove();
    bring();
  };
  Promise.all([page, look().catch(() => {})])
    .then(([page]) => page.default({ module_or_path: fetch(near(dataset.wasm), stored) }))
    .catch(fail);

  // The copy for offline, once the page has what it needs: whole, and of one version (sw.js).
  const offline = dataset.offline;
  const saving = navigator.connection?.saveData;
  if (offline === undefined || embedded || saving || origin === "null" || !navigator.serviceWorker) return;
  const workers = navigator.serviceWorker;
  if (offline === "") {
    // A page that is being worked on keeps no copy, and drops one that another build has left here.
    workers.getRegistration().then((found) => found?.unregister());
    return;
  }
  const tell = (ready) => {
    // Without one in charge it is the first copy, not a newer version.
    if (!ready || !workers.controller) return;
    speak(element("update").children);
    element("update").hidden = false;
    for (const button of element("update").querySelectorAll("button")) {
      button.onclick = () => {
        // Another window may have taken it already.
        if (ready.state === "activated") location.reload();
        workers.addEventListener("controllerchange", () => location.reload(), { once: true });
        ready.postMessage("use");
      };
    }
  };
  const keep = async () => {
    const copy = await workers.register(near(offline), { updateViaCache: "none" });
    const watch = (coming) =>
      coming?.addEventListener("statechange", () => coming.state === "installed" && tell(coming));
    tell(copy.waiting);
    watch(copy.installing);
    copy.addEventListener("updatefound", () => watch(copy.installing));
    // After an update that failed, Firefox puts its own look off for longer and longer. Without a network there is none.
    if (copy.active && !copy.installing) copy.update().catch(() => undefined);
  };
  addEventListener("load", () => setTimeout(() => keep().catch((error) => console.warn(error)), 4000));
})();
