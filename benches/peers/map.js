// Layouts and drawings of networks by others, and crossread's own layout: what each measurement found stands in
// `found`, by name; the program that drives the browser waits for it.
import { forceCenter, forceLink, forceManyBody, forceSimulation } from "d3-force";
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import cytoscape from "cytoscape";

const found = (window.found = {});
const ROUNDS = 300;

const load = async (nodes) => (await fetch(`graph-${nodes}.json`)).json();

const guarded = (act) => (name, ...rest) =>
  act(...rest).then(
    (it) => (found[name] = it),
    (error) => (found[name] = { error: String(error) }),
  );

// Steps between nodes, from sixty of them.
function steps({ start, links }) {
  const near = start.map(() => []);
  for (const [a, b] of links) {
    near[a].push(b);
    near[b].push(a);
  }
  const many = Math.min(60, start.length);
  return Array.from({ length: many }, (_, k) => {
    const from = Math.floor((k * start.length) / many);
    const far = new Int32Array(start.length).fill(-1);
    far[from] = 0;
    const queue = [from];
    for (let at = 0; at < queue.length; at++) {
      for (const next of near[queue[at]]) {
        if (far[next] < 0) {
          far[next] = far[queue[at]] + 1;
          queue.push(next);
        }
      }
    }
    return { from, far };
  });
}

// Mean of (distance ÷ steps − 1)² at the best scale.
function stress(measured, x, y) {
  let sum = 0;
  let squares = 0;
  let pairs = 0;
  for (const { from, far } of measured) {
    for (let to = 0; to < far.length; to++) {
      if (far[to] < 1) continue;
      const ratio = Math.hypot(x(to) - x(from), y(to) - y(from)) / far[to];
      sum += ratio;
      squares += ratio * ratio;
      pairs++;
    }
  }
  return 1 - (sum * sum) / squares / pairs;
}

window.layout = guarded(async (library, nodes) => {
  const graph = await load(nodes);
  const measured = steps(graph);
  if (library === "d3-force") {
    const all = graph.start.map(([x, y]) => ({ x, y }));
    const links = graph.links.map(([source, target]) => ({ source, target }));
    const begin = performance.now();
    forceSimulation(all)
      .force("link", forceLink(links))
      .force("charge", forceManyBody())
      .force("center", forceCenter())
      .stop()
      .tick(ROUNDS);
    const ms = performance.now() - begin;
    return { ms, stress: stress(measured, (i) => all[i].x, (i) => all[i].y) };
  }
  const made = new Graph();
  graph.start.forEach(([x, y], i) => made.addNode(i, { x, y }));
  for (const [a, b] of graph.links) made.mergeEdge(a, b);
  const settings = forceAtlas2.inferSettings(made);
  const begin = performance.now();
  const at = forceAtlas2(made, { iterations: ROUNDS, settings });
  const ms = performance.now() - begin;
  return { ms, stress: stress(measured, (i) => at[i].x, (i) => at[i].y) };
});

// crossread's worker: milliseconds and stress each time it tells where the nodes are. `laid` is the first byte of
// such a reply; then come a count, pairs of floats, and two numbers (postcard: numbers as LEB128).
window.ours = guarded(async (script, nodes, laid) => {
  const graph = await load(nodes);
  const measured = steps(graph);
  const request = new Uint8Array(await (await fetch(`layout-${nodes}.bin`)).arrayBuffer());
  const told = [];
  await new Promise((done, failed) => {
    const worker = new Worker(script);
    let begin = 0;
    worker.onerror = (event) => failed(event.message);
    worker.onmessage = ({ data }) => {
      if (data[0] !== laid) {
        begin = performance.now();
        worker.postMessage(request);
        return;
      }
      told.push([performance.now() - begin, data]);
      let at = 1;
      const varint = () => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = data[at++];
          value |= (byte & 127) << shift;
          if (byte < 128) return value;
        }
      };
      const count = varint();
      at += 8 * count;
      if (varint() === varint()) {
        worker.terminate();
        done();
      }
    };
  });
  const rows = told.map(([ms, data]) => {
    let at = 1;
    while (data[at++] > 127);
    const view = new DataView(data.buffer, data.byteOffset + at);
    return [ms, stress(measured, (i) => view.getFloat32(8 * i, true), (i) => view.getFloat32(8 * i + 4, true))];
  });
  return { told: rows };
});

// Frames a second while `act` is called each frame.
async function frames(act) {
  await new Promise((done) => setTimeout(done, 1500));
  const start = performance.now();
  let n = 0;
  while (performance.now() - start < 3000) {
    await new Promise((done) => requestAnimationFrame(done));
    act(n++);
  }
  return (n * 1000) / (performance.now() - start);
}

window.draw = guarded(async (library, nodes) => {
  const graph = await load(nodes);
  const room = document.getElementById("room");
  if (library === "sigma") {
    const made = new Graph();
    graph.start.forEach(([x, y], i) => made.addNode(i, { x, y, size: 3, label: `Person ${i}` }));
    for (const [a, b] of graph.links) made.mergeEdge(a, b);
    const drawn = new Sigma(made, room);
    const camera = drawn.getCamera();
    const pan = await frames((n) =>
      camera.setState({ x: 0.5 + 0.1 * Math.sin(n / 15), y: 0.5 + 0.1 * Math.cos(n / 15) }),
    );
    const zoom = await frames((n) => camera.setState({ ratio: 1 + 0.4 * Math.sin(n / 15) }));
    const context = document.createElement("canvas").getContext("webgl");
    const named = context?.getExtension("WEBGL_debug_renderer_info");
    const by = named ? context.getParameter(named.UNMASKED_RENDERER_WEBGL) : "WebGL";
    return { pan, zoom, by: `WebGL: ${by}` };
  }
  const drawn = cytoscape({
    container: room,
    elements: [
      ...graph.start.map(([x, y], i) => ({ data: { id: `n${i}` }, position: { x, y } })),
      ...graph.links.map(([a, b], i) => ({ data: { id: `e${i}`, source: `n${a}`, target: `n${b}` } })),
    ],
    style: [{ selector: "node", style: { width: 6, height: 6 } }, { selector: "edge", style: { width: 1 } }],
    layout: { name: "preset" },
  });
  drawn.fit();
  const middle = drawn.pan();
  const near = drawn.zoom();
  const pan = await frames((n) =>
    drawn.pan({ x: middle.x + 120 * Math.sin(n / 15), y: middle.y + 80 * Math.cos(n / 15) }),
  );
  const zoom = await frames((n) =>
    drawn.zoom({ level: near * (1 + 0.4 * Math.sin(n / 15)), renderedPosition: { x: 600, y: 350 } }),
  );
  return { pan, zoom, by: "canvas" };
});
