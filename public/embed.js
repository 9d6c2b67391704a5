// <crossread-view view="map|compare|article|connection" focus="ID" query="layout=network" lang="it"
//   theme="auto|light|dark" height="auto|640" label="…">: a view of crossread in any page, as a frame of its own.
// What stands between the tags is shown where scripts are off: best a plain frame in <noscript>.
(() => {
  const home = document.currentScript.src;
  const names = ["view", "focus", "query", "lang", "theme", "height", "label", "sandbox"];
  class View extends HTMLElement {
    static observedAttributes = names;
    #frame;
    #heard = ({ source, origin, data }) => {
      const own = this.hasAttribute("sandbox") ? "null" : new URL(home).origin;
      if (source !== this.#frame.contentWindow || origin !== own || data?.crossread !== "height") return;
      const height = Math.min(Math.max(Number(data.height) || 0, 120), 20000);
      if ((this.getAttribute("height") ?? "auto") === "auto") this.#frame.style.height = `${height}px`;
    };
    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      this.#frame = document.createElement("iframe");
      this.#frame.loading = "lazy";
      this.style.display ||= "block";
      Object.assign(this.#frame.style, { display: "block", width: "100%", border: "0", colorScheme: "normal" });
      this.#show();
      root.replaceChildren(this.#frame);
      addEventListener("message", this.#heard);
    }
    disconnectedCallback() {
      removeEventListener("message", this.#heard);
    }
    attributeChangedCallback() {
      if (this.#frame) this.#show();
    }
    #show() {
      const [view, focus, query, lang, theme, height, label] = names.map((name) => this.getAttribute(name) ?? "");
      const at = new URL("./", home);
      at.searchParams.set("embed", "1");
      if (lang) at.searchParams.set("lang", lang);
      if (theme && theme !== "auto") at.searchParams.set("theme", theme);
      const rest = new URLSearchParams(query);
      if (focus && view !== "article") rest.set(view === "compare" ? "row" : "sel", focus);
      const path = view === "compare" ? "compare" : view === "article" ? `articles/${encodeURIComponent(focus)}` : "map";
      at.hash = `/${path}?${rest.toString().replaceAll("+", "%20")}`;
      this.#frame.title = label || "crossread";
      this.#frame.style.height = `${Number(height) || 640}px`;
      if (this.hasAttribute("sandbox")) this.#frame.sandbox = "allow-scripts allow-popups";
      if (this.#frame.src !== at.href) this.#frame.src = at.href;
    }
  }
  customElements.get("crossread-view") ?? customElements.define("crossread-view", View);
})();
