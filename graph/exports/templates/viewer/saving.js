// ---- Taking away what is in view ---------------------------------------------------------

function save(name, blob) {
  const link = element("a", "");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const textBlob = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });

function savePng() {
  const canvas = document.querySelector("#canvas canvas");
  const copy = element("canvas", "");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  context.fillStyle = colour("--canvas");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save("hemerograph.png", blob));
}

const escaped = (text) =>
  // Control characters have no place in XML, even escaped.
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");

function svgText(x, y, size, fill, text) {
  const lines = text.split("\n");
  const spans = lines.map(
    (line, n) => `<tspan x="${x}" dy="${n ? size * 1.15 : 0}">${escaped(line)}</tspan>`,
  );
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="middle">${spans.join("")}</text>`;
}

// The drawing as lines and words: what is in view of entities and relations, in its places.
function svgOfView() {
  const places = network.getPositions(nodes.getIds());
  const xs = Object.values(places).map((place) => place.x);
  const ys = Object.values(places).map((place) => place.y);
  const margin = 120;
  const left = Math.min(0, ...xs) - margin;
  const top = Math.min(0, ...ys) - margin;
  const width = Math.max(0, ...xs) + margin - left;
  const height = Math.max(0, ...ys) + margin - top;
  const lines = edges.get().map((edge) => {
    const [a, b] = [places[edge.from], places[edge.to]];
    const middle = network.body.edges[edge.id].edgeType.getPoint(0.5);
    const dash = edge.dashes ? ' stroke-dasharray="7 5"' : "";
    const curve = `M${a.x} ${a.y}Q${2 * middle.x - (a.x + b.x) / 2} ${2 * middle.y - (a.y + b.y) / 2} ${b.x} ${b.y}`;
    return (
      `<path d="${curve}" fill="none" stroke="${edge.color.color}" stroke-width="${edge.width}"${dash}/>` +
      svgText(middle.x, middle.y, 13, edge.color.color, edge.label)
    );
  });
  const figures = nodes.get().map((node) => {
    const { x, y } = places[node.id];
    const [shape, name] = TYPE_SHAPES[node.group];
    const scale = node.size / 8;
    return (
      `<path d="${SHAPE_OUTLINES[shape]}" transform="translate(${x - 8 * scale} ${y - 8 * scale}) scale(${scale})" ` +
      `fill="${colour(name)}" stroke="${colour("--ink")}" stroke-width="${1 / scale}"/>` +
      svgText(x, y + node.size + 17, 15, colour("--ink"), node.label)
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" font-family="Liberation Sans, Arial, sans-serif">` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colour("--canvas")}"/>` +
    `${lines.join("")}${figures.join("")}</svg>\n`
  );
}

function csvOfView() {
  const cell = (text) => `"${text.replace(/"/g, '""')}"`;
  const row = (cells) => cells.map(cell).join(",");
  const claims = sortedClaims();
  const lines = claims.map((claim) =>
    row([
      ...Object.values(COLUMNS).map((text) => text(claim)),
      claim.polarity,
      claim.modality,
      String(claim.confidence),
      claim.id,
    ]),
  );
  const head = row([...Object.keys(COLUMNS).map(word), "polarity", "modality", "confidence", "claim"]);
  return [head, ...lines].map((line) => `${line}\r\n`).join("");
}

// A string of Turtle: JSON escapes more than it must, and all of it is Turtle too.
const turtleString = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");

const iri = (kind, key) => `<${data.base}${kind}/${encodeURIComponent(key).replace(/\.+$/, (dots) => "%2E".repeat(dots.length))}>`;

function turtleOfView() {
  const claims = sortedClaims();
  const isOpen = (claim) => "property" in data.relations[claim.relation];
  const property = (claim) =>
    isOpen(claim)
      ? `<${data.base}relation/${data.relations[claim.relation].property}>`
      : `hg:${claim.relation}`;
  const slugs = new Set();
  const direct = new Set();
  const open = new Map();
  const parts = claims.map((claim) => {
    for (const slug of [claim.subject, claim.object, claim.source]) if (slug !== null) slugs.add(slug);
    if (isOpen(claim)) open.set(property(claim), claim.relation);
    if (claim.polarity === "affirmed" && claim.modality === "actual") {
      direct.add(`${iri("entity", claim.subject)} ${property(claim)} ${iri("entity", claim.object)} .`);
    }
    return [
      `${iri("claim", claim.id)} a hg:Claim, rdf:Statement ;`,
      `    rdf:subject ${iri("entity", claim.subject)} ;`,
      `    rdf:predicate ${property(claim)} ;`,
      `    rdf:object ${iri("entity", claim.object)} ;`,
      `    hg:polarity hg:${claim.polarity} ; hg:modality hg:${claim.modality} ;`,
      ...(claim.source === null ? [] : [`    hg:attributedTo ${iri("entity", claim.source)} ;`]),
      ...(claim.title === null ? [] : [`    hg:positionTitle ${turtleString(claim.title)}@es ;`]),
      `    prov:wasDerivedFrom ${iri("doc", claim.document)} .`,
    ].join("\n");
  });
  const entities = [...slugs].map(
    (slug) =>
      `${iri("entity", slug)} a hg:${data.entities[slug].type} ; ` +
      `rdfs:label ${turtleString(data.entities[slug].label)}@es .`,
  );
  const relations = [...open].map(
    ([name, lemma]) =>
      `${name} a owl:ObjectProperty ; rdfs:subPropertyOf hg:interactedWith ; hg:lemma ${turtleString(lemma)} .`,
  );
  return [
    "@prefix hg: <https://w3id.org/hemerograph/ontology#> .",
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
    "@prefix prov: <http://www.w3.org/ns/prov#> .",
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    "",
    ...entities,
    ...relations,
    ...direct,
    ...parts,
    "",
  ].join("\n");
}

const SAVED = {
  savePng,
  saveSvg: () => save("hemerograph.svg", textBlob(svgOfView(), "image/svg+xml")),
  saveCsv: () => save("hemerograph.csv", textBlob(`\ufeff${csvOfView()}`, "text/csv")),
  saveTtl: () => save("hemerograph.ttl", textBlob(turtleOfView(), "text/turtle")),
};
