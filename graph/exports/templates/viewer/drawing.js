// ---- The drawing -------------------------------------------------------------------------

const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
const edgeOfClaim = new Map(data.claims.map((claim) => [claim.id, data.edges[claim.edge]]));
const edgeName = (edge) => edge.title ?? relationName(edge.relation);
const edgesOf = new Map();
for (const edge of data.edges) {
  for (const end of new Set([edge.from, edge.to])) {
    if (!edgesOf.has(end)) edgesOf.set(end, []);
    edgesOf.get(end).push(edge);
  }
}
const saidBy = new Map();
for (const claim of data.claims) {
  if (claim.source === null) continue;
  if (!saidBy.has(claim.source)) saidBy.set(claim.source, []);
  saidBy.get(claim.source).push(claim);
}

// Of a large graph only the busiest entities are drawn at first, in places of their own; the rest
// comes by search and by expansion. Nothing is left out of the file.
const shown = new Set(data.opening ? Object.keys(data.opening.places) : data.nodes.map((node) => node.id));
let whole = !data.opening;
const places = new Map(Object.entries(data.opening ? data.opening.places : {}));

function typeGroups() {
  return Object.fromEntries(
    Object.entries(TYPE_SHAPES).map(([type, [shape, name]]) => {
      const fill = { background: colour(name), border: colour("--ink") };
      return [type, { shape, color: { ...fill, highlight: fill, hover: fill } }];
    }),
  );
}

// The words on a line, which tell its status without the help of its colour.
function edgeWords(edge) {
  let words = edgeName(edge);
  if (edge.polarity === "negated") words = `${word("no")}${words}`;
  if (edge.modality === "nonactual") words = language === "es" ? `¿${words}?` : `${words}?`;
  if (edge.attributed) words = `«${words}»`;
  return edge.disputed ? `${words} ≠` : words;
}

const smoothness = (bend) =>
  bend
    ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) }
    : { enabled: false };

function drawnEdge(edge, claims) {
  const line = colour(STATUS_COLOURS[statusOf(edge)]);
  const selected = colour("--edge-selected");
  const words = edgeWords(edge);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    smooth: smoothness(whole ? edge.bend : (data.opening.bend[edge.number] ?? 0)),
    label: claims > 1 ? `${words} ×${claims}` : words,
    // What is denied is barred at its beginning, besides its colour and its "no".
    arrows: {
      to: { enabled: !edge.symmetric },
      from: { enabled: edge.polarity === "negated", type: "bar", scaleFactor: 0.6 },
    },
    color: { color: line, highlight: selected, hover: selected },
    dashes: edge.modality === "nonactual" ? [7, 5] : false,
    font: { color: line, background: colour("--label-ground"), strokeWidth: 0 },
    width: 1 + Math.min(claims, 5) * 0.4,
  };
}

const moved = new Map(); // where the reader, or the arranging, left a figure

function placeOf(node) {
  const place = moved.get(node.id) ?? (whole ? undefined : places.get(node.id));
  return place ? { x: place[0], y: place[1] } : {};
}

const drawnNode = (node) => ({
  ...node,
  ...placeOf(node),
  font: { color: colour("--ink"), background: colour("--label-ground"), strokeWidth: 0 },
});

const nodes = new vis.DataSet([]);
const edges = new vis.DataSet([]);
const nodeById = new Map(data.nodes.map((node) => [node.id, node]));
const network = new vis.Network(
  byId("canvas"),
  { nodes, edges },
  { ...data.options, groups: typeGroups() },
);

// Seen from afar, the lines of one pair are one, with their number.
const AFAR = 0.45;
const FEW_LINES = 60;
let bundled = false;

const pairOf = (edge) => [edge.from, edge.to].sort().join("\n");

function bundledLines(wanted) {
  const pairs = new Map();
  for (const edge of wanted) {
    const pair = pairOf(edge);
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(edge);
  }
  return [...pairs].map(([pair, lines]) => (lines.length === 1 ? lines[0] : bundleOf(pair, lines)));
}

function bundleOf(pair, lines) {
  const line = colour("--edge-actual");
  return {
    ...lines[0],
    id: `pair\n${pair}`,
    label: `${lines.length} ${word("relationMany")}`,
    smooth: { enabled: false },
    arrows: "",
    dashes: false,
    color: { ...lines[0].color, color: line },
    font: { ...lines[0].font, color: line },
    width: 1 + Math.min(lines.length, 8) * 0.5,
  };
}

function wantedLines(passing) {
  const wanted = [];
  for (const edge of data.edges) {
    if (!shown.has(edge.from) || !shown.has(edge.to)) continue;
    const claims = edge.claims.reduce((sum, index) => sum + passing[index], 0);
    if (claims) wanted.push(drawnEdge(edge, claims));
  }
  return bundled && wanted.length > FEW_LINES ? bundledLines(wanted) : wanted;
}

// Brings the drawing to what the filters and the expansion leave: only what changed is touched.
function redraw(passing) {
  const wantedEdges = new Map(wantedLines(passing).map((edge) => [edge.id, edge]));
  const ends = new Set([...wantedEdges.values()].flatMap((edge) => [edge.from, edge.to]));
  const wantedNodes = new Set(
    [...shown].filter((id) => isTypeShown(data.entities[id].type) && (ends.has(id) || !isFiltered())),
  );
  nodes.remove(nodes.getIds().filter((id) => !wantedNodes.has(id)));
  nodes.update([...wantedNodes].filter((id) => !nodes.get(id)).map((id) => drawnNode(nodeById.get(id))));
  edges.remove(edges.getIds().filter((id) => !wantedEdges.has(id)));
  edges.update(
    [...wantedEdges.values()].filter((edge) => edges.get(edge.id)?.label !== edge.label),
  );
  byId("canvas-empty").hidden = data.nodes.length > 0;
  showInView(wantedNodes.size);
  dim();
}

// ---- Focus: what is more than a step from the chosen figure steps back --------------------

const MOST_DIMMED = 3000;
let focused = "";

function dim() {
  if (nodes.length > MOST_DIMMED) return;
  const near = focused && nodes.get(focused) ? new Set(network.getConnectedNodes(focused)) : null;
  near?.add(focused);
  const changes = [];
  nodes.forEach((node) => {
    const opacity = !near || near.has(node.id) ? 1 : 0.2;
    if ((node.opacity ?? 1) !== opacity) changes.push({ id: node.id, opacity });
  });
  nodes.update(changes);
}

function focusOn(slug) {
  focused = slug;
  dim();
}

// ---- Arranging anew what is on screen, on request ----------------------------------------

const ARRANGING = 4000; // milliseconds
let arranging = 0;

function arrange() {
  if (arranging) {
    stopArranging();
    return;
  }
  const { width, height } = byId("canvas").getBoundingClientRect();
  const fixed = nodes.getIds().filter((id) => {
    const at = network.canvasToDOM(network.getPosition(id));
    return at.x < 0 || at.y < 0 || at.x > width || at.y > height;
  });
  nodes.update(fixed.map((id) => ({ id, fixed: true })));
  network.setOptions({
    physics: {
      enabled: true,
      solver: "forceAtlas2Based",
      forceAtlas2Based: { springLength: 140, avoidOverlap: 0.6 },
      stabilization: false,
    },
  });
  arranging = setTimeout(stopArranging, ARRANGING);
  byId("arrange").setAttribute("aria-pressed", "true");
}

function stopArranging() {
  clearTimeout(arranging);
  arranging = 0;
  network.setOptions({ physics: { enabled: false } });
  nodes.update(nodes.get({ filter: (node) => node.fixed }).map(({ id }) => ({ id, fixed: false })));
  keepPlaces(nodes.getIds());
  byId("arrange").setAttribute("aria-pressed", "false");
}

function keepPlaces(ids) {
  for (const [id, { x, y }] of Object.entries(network.getPositions(ids))) moved.set(id, [x, y]);
}

// After a change of language or theme every word and colour is new.
function repaint() {
  network.setOptions({ groups: typeGroups() });
  nodes.clear();
  edges.clear();
}

function showInView(number) {
  const part = byId("in-view");
  part.hidden = number === data.nodes.length;
  byId("in-view-words").textContent = `${number.toLocaleString(language)} / ${count(
    data.nodes.length,
    "entity",
  )} ${word("inView")}`;
  byId("show-all").hidden = shown.size === data.nodes.length;
}

function showAll() {
  // Entities without a relation lie below; the first sight is of those with one.
  const linked = nodes.getIds().filter((id) => network.getConnectedEdges(id).length);
  const framed = linked.length ? linked : nodes.getIds();
  if (!framed.length) return;
  network.fit({ nodes: framed, maxZoomLevel: 1.2, animation: false });
  leaveBar(framed);
}

// Makes room above the buttons where one of the entities would lie under them.
function leaveBar(framed) {
  const frame = document.getElementById("canvas").getBoundingClientRect();
  const bar = document.querySelector(".zoom").getBoundingClientRect();
  const covered = framed.some((id) => {
    const { left, right, bottom } = network.getBoundingBox(id);
    const corner = network.canvasToDOM({ x: left, y: bottom });
    return corner.y > bar.top - frame.top && corner.x < bar.right - frame.left
      && network.canvasToDOM({ x: right, y: bottom }).x > bar.left - frame.left;
  });
  if (!bar.height || !covered) return;
  const kept = frame.bottom - bar.top;
  const scale = network.getScale() * (1 - kept / frame.height);
  const { x, y } = network.getViewPosition();
  network.moveTo({ scale, position: { x, y: y + kept / (2 * scale) }, animation: false });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

// Adds an entity and all that is one step away, on circles round it.
function expand(slug) {
  const ends = (edgesOf.get(slug) || []).flatMap((edge) => [edge.from, edge.to]);
  const missing = [...new Set([slug, ...ends])].filter((one) => !shown.has(one));
  if (!missing.length) return;
  if (!whole) setRound(slug, missing);
  for (const one of missing) shown.add(one);
  applyFilters();
}

const RING = 190;

function setRound(slug, missing) {
  if (!places.has(slug)) places.set(slug, freePlace());
  const [x, y] = places.get(slug);
  let [ring, at] = [1, 0];
  for (const one of missing) {
    if (places.has(one)) continue;
    const seats = ring * 8;
    const angle = (2 * Math.PI * at) / seats;
    places.set(one, [
      Math.round(x + ring * RING * Math.cos(angle)),
      Math.round(y + ring * RING * Math.sin(angle)),
    ]);
    at += 1;
    if (at === seats) [ring, at] = [ring + 1, 0];
  }
}

// Right of all that is drawn.
function freePlace() {
  const taken = [...places.values()];
  const right = Math.max(0, ...taken.map(([x]) => x));
  const middle = taken.reduce((sum, [, y]) => sum + y, 0) / Math.max(1, taken.length);
  return [Math.round(right + 3 * RING), Math.round(middle)];
}

function showEverything() {
  whole = true;
  for (const node of data.nodes) shown.add(node.id);
  repaint();
  applyFilters();
  showAll();
}
