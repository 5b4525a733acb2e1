// ---- Names from afar: where the drawing is too small for names, the busiest keep theirs ----

const MOST_NAMES = 40;
const LOOKED_AT = 400; // so many figures, the busiest on the screen, are tried
const NAME_PIXELS = 12;
const LONGEST_NAME = 26;

const byLines = data.nodes
  .map((node) => [node.id, (edgesOf.get(node.id) || []).length])
  .sort((a, b) => b[1] - a[1])
  .map(([id]) => id);
let namesFromAfar = []; // as drawn last

const shortName = (name) =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;

// The library leaves names out below this scale: `drawThreshold` in graph/exports/html.py.
const isAfar = () => data.options.nodes.font.size * network.getScale() < data.options.nodes.scaling.label.drawThreshold;

function figureBox(id) {
  const { x, y } = network.body.nodes[id];
  const { size } = nodeById.get(id);
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

function nameBox(context, id, unit) {
  const figure = network.body.nodes[id];
  const name = shortName(nodeById.get(id).label.replaceAll("\n", " "));
  const width = context.measureText(name).width + 6 * unit;
  const height = NAME_PIXELS * 1.3 * unit;
  const top = figure.y + (nodeById.get(id).size + 3 * unit);
  return { name, left: figure.x - width / 2, right: figure.x + width / 2, top, bottom: top + height };
}

const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function drawNames(context) {
  namesFromAfar = [];
  if (!isAfar()) return;
  const unit = 1 / network.getScale(); // one pixel of the screen
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const { clientWidth, clientHeight } = byId("canvas");
  const end = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  const sheet = { left: corner.x, top: corner.y, right: end.x, bottom: end.y };
  context.font = `${NAME_PIXELS * unit}px ${data.options.nodes.font.face}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const taken = []; // by names, and by the figures that bear them
  let looked = 0;
  for (const id of focused ? [focused, ...byLines] : byLines) {
    if (namesFromAfar.length === MOST_NAMES || looked === LOOKED_AT) break;
    const node = nodes.get(id);
    if (!node || node.opacity < 1) continue;
    const box = nameBox(context, id, unit);
    if (!touch(box, sheet)) continue;
    looked += 1;
    if (taken.some((other) => touch(box, other))) continue;
    taken.push(box, figureBox(id));
    namesFromAfar.push(box.name);
    context.fillStyle = colour("--label-ground");
    context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.fillStyle = colour("--ink");
    context.fillText(box.name, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }
}

network.on("afterDrawing", drawNames);
