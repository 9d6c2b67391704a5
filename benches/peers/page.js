// The page that a user would assemble instead: names by compromise, people and places of one
// sentence joined, a network by sigma over a map by d3-geo.
import nlp from "compromise";
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { geoConicEqualArea, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json";
import articles from "./articles.json";

const graph = new Graph();
for (const { body } of articles) {
  for (const sentence of nlp(body).sentences().json()) {
    const doc = nlp(sentence.text);
    const names = new Set([...doc.people().out("array"), ...doc.places().out("array"), ...doc.organizations().out("array")]);
    const all = [...names];
    all.forEach((name, i) => {
      graph.mergeNode(name, { label: name, size: 6, x: Math.cos(i + graph.order), y: Math.sin(i + graph.order) });
      for (const other of all.slice(0, i)) graph.mergeEdge(other, name);
    });
  }
}
forceAtlas2.assign(graph, { iterations: 100 });

const canvas = document.querySelector("canvas");
const { width, height } = canvas.getBoundingClientRect();
canvas.width = width;
canvas.height = height;
const context = canvas.getContext("2d");
const countries = feature(world, world.objects.countries);
const projection = geoConicEqualArea().parallels([30, 60]).rotate([-35, 0]).fitSize([width, height], countries);
const path = geoPath(projection, context);
context.strokeStyle = "#999";
for (const country of countries.features) {
  context.beginPath();
  path(country);
  context.stroke();
}
new Sigma(graph, document.querySelector("#network"));
requestAnimationFrame(() => setTimeout(() => performance.mark("first-map"), 0));
