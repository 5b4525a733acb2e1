// The reading view. Everything that comes from a document is text: it enters the page through
// textContent (or the canvas), never as markup, and an address becomes a link only if it is
// http or https.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("graph-data").textContent);

  // ---- Words ---------------------------------------------------------------------------

  const TYPE_NAMES = {
    Person: "Persona",
    Organization: "Organización",
    Place: "Lugar",
    Group: "Grupo",
    Work: "Obra o norma",
    NamedEvent: "Acontecimiento",
  };

  const STATUS_NAMES = {
    "affirmed actual": "Se afirma como hecho",
    "negated actual": "Se niega",
    "affirmed nonactual": "No consta como hecho: previsto, posible o pedido",
    "negated nonactual": "Negado, y solo previsto o posible",
  };

  const count = (number, one, many) => `${number.toLocaleString("es")} ${number === 1 ? one : many}`;

  // A date may be a day, a month or a year; what is none of them is shown as it is.
  function dateWords(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const date = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
    if (Number.isNaN(date.getTime())) return iso;
    const parts = { year: "numeric", timeZone: "UTC" };
    if (month) parts.month = "long";
    if (day) parts.day = "numeric";
    return new Intl.DateTimeFormat("es", parts).format(date);
  }

  // ---- Small builders of the page ------------------------------------------------------

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  // A name in any script, kept from turning round the words beside it.
  function isolated(text) {
    return element("bdi", "", text);
  }

  function linkButton(children, onClick, className = "link-button") {
    const button = element("button", className, ...children);
    button.type = "button";
    button.addEventListener("click", onClick);
    return button;
  }

  function webLink(address, text) {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return isolated(text);
    }
    if (url.protocol !== "http:" && url.protocol !== "https:") return isolated(text);
    const link = element("a", "", isolated(text));
    link.href = url.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // ---- How types and statuses look -----------------------------------------------------

  const TYPE_SHAPES = {
    Person: ["dot", "--type-person"],
    Organization: ["square", "--type-organization"],
    Place: ["triangleDown", "--type-place"],
    Group: ["hexagon", "--type-group"],
    Work: ["diamond", "--type-work"],
    NamedEvent: ["star", "--type-named-event"],
  };

  const SHAPE_OUTLINES = {
    dot: "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14z",
    square: "M2 2h12v12H2z",
    triangleDown: "M1 3h14L8 15z",
    hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    diamond: "M8 1l7 7l-7 7l-7-7z",
    star: "M8 0.5l2.2 5l5.3.5l-4 3.6l1.2 5.4L8 12.2L3.3 15l1.2-5.4l-4-3.6l5.3-.5z",
  };

  function typeGroups() {
    return Object.fromEntries(
      Object.entries(TYPE_SHAPES).map(([type, [shape, name]]) => {
        const fill = { background: colour(name), border: colour("--ink") };
        return [type, { shape, color: { ...fill, highlight: fill, hover: fill } }];
      }),
    );
  }

  function edgeColour(edge) {
    if (edge.polarity === "negated") return colour("--edge-negated");
    return colour(edge.modality === "nonactual" ? "--edge-nonactual" : "--edge-actual");
  }

  function drawnEdge(edge) {
    const line = edgeColour(edge);
    const selected = colour("--edge-selected");
    return {
      ...edge,
      arrows: edge.symmetric ? "" : "to",
      color: { color: line, highlight: selected, hover: selected },
      dashes: edge.modality === "nonactual" ? [7, 5] : false,
      font: { color: line },
      width: 1 + Math.min(edge.claims.length, 5) * 0.4,
    };
  }

  // ---- The drawing ---------------------------------------------------------------------

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map(drawnEdge));
  const network = new vis.Network(
    document.getElementById("canvas"),
    { nodes, edges },
    { ...data.options, groups: typeGroups() },
  );

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

  function showAll() {
    // Entities without a relation lie below; the first sight is of those with one.
    const linked = [...edgesOf.keys()];
    const shown = linked.length ? linked : nodes.getIds();
    network.fit({ nodes: shown, maxZoomLevel: 1.2, animation: false });
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  // ---- The panel -----------------------------------------------------------------------

  const panel = document.getElementById("panel");

  function showInPanel(...children) {
    panel.replaceChildren(...children.filter((child) => child !== null));
    panel.scrollTop = 0;
  }

  function entityButton(slug) {
    return linkButton([isolated(data.entities[slug].label)], () => selectEntity(slug));
  }

  function statusWords(claim) {
    const words = element("span", "", STATUS_NAMES[`${claim.polarity} ${claim.modality}`]);
    if (claim.polarity === "negated") words.className = "status-negated";
    else if (claim.modality === "nonactual") words.className = "status-nonactual";
    return words;
  }

  function facts(pairs) {
    const list = element("dl", "claim-facts");
    for (const [name, value] of pairs) {
      if (value !== null) list.append(element("dt", "", name), element("dd", "", value));
    }
    return list;
  }

  function sentence(claim) {
    if (claim.sentence === null) return null;
    const [before, trigger, after] = claim.sentence;
    const quoted = element("bdi", "", before, element("mark", "claim-trigger", trigger), after);
    return element("p", "claim-sentence", "«", quoted, "»");
  }

  function claimCard(claim) {
    const from = data.documents[claim.document];
    const title = from.title || claim.document;
    const card = element(
      "li",
      "claim",
      sentence(claim),
      facts([
        ["Estado", statusWords(claim)],
        ["Cargo", claim.title === null ? null : isolated(claim.title)],
        ["Lo dice", claim.source === null ? "el documento" : entityButton(claim.source)],
        ["Cuándo", claim.time === null ? null : dateWords(claim.time)],
        ["Dónde", claim.place === null ? null : entityButton(claim.place)],
        ["Documento", from.url === null ? isolated(title) : webLink(from.url, title)],
        ["Medio", from.outlet === null ? null : isolated(from.outlet)],
        ["Publicado", from.date === null ? null : dateWords(from.date)],
        ["Confianza", claim.confidence.toLocaleString("es", { style: "percent" })],
      ]),
    );
    card.dataset.polarity = claim.polarity;
    card.dataset.modality = claim.modality;
    return card;
  }

  function showEdge(edge) {
    showInPanel(
      element(
        "h2",
        "panel-title",
        entityButton(edge.from),
        ` ${edge.polarity === "negated" ? "no " : ""}`,
        isolated(edge.relation),
        " ",
        entityButton(edge.to),
      ),
      element("p", "panel-note", count(edge.claims.length, "afirmación", "afirmaciones")),
      element("ul", "panel-list", ...edge.claims.map((index) => claimCard(data.claims[index]))),
    );
  }

  function section(heading, items) {
    if (!items.length) return null;
    return element(
      "section",
      "",
      element("h3", "panel-heading", heading),
      element("ul", "panel-list", ...items.map((item) => element("li", "", ...item))),
    );
  }

  function relationLine(slug, edge) {
    const names = [edge.from, edge.to].map((end) => isolated(data.entities[end].label));
    const line = [names[0], " ", isolated(edge.label), " ", names[1]];
    return [linkButton(line, () => selectEdge(edge))];
  }

  function showEntity(slug) {
    const entity = data.entities[slug];
    const own = edgesOf.get(slug) || [];
    const isPosition = (edge) => edge.position && edge.from === slug;
    const said = (saidBy.get(slug) || []).map((claim) => data.edges[claim.edge]);
    const lines = (list) => list.map((edge) => relationLine(slug, edge));
    showInPanel(
      element("h2", "panel-title", isolated(entity.label)),
      element(
        "p",
        "panel-note",
        `${TYPE_NAMES[entity.type]} · en ${count(entity.documents, "documento", "documentos")}`,
      ),
      section("También", entity.aliases.map((alias) => [isolated(alias)])),
      section("Cargos", lines(own.filter(isPosition))),
      section("Relaciones", lines(own.filter((edge) => !isPosition(edge)))),
      section("Dice que", lines([...new Set(said)])),
      section("Véase", entity.links.map((address) => [webLink(address, address)])),
    );
  }

  function showHint() {
    showInPanel(
      element("h2", "panel-title", "Quién hizo qué a quién"),
      element(
        "p",
        "panel-note",
        "Pulse una línea para leer las frases que la sostienen, o una figura para ver quién es.",
      ),
    );
  }

  // ---- Selection -----------------------------------------------------------------------

  function selectEdge(edge) {
    network.selectEdges([edge.id]);
    showEdge(edge);
  }

  function selectEntity(slug) {
    network.selectNodes([slug]);
    showEntity(slug);
  }

  const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));

  network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
    if (hitNodes.length) showEntity(hitNodes[0]);
    else if (hitEdges.length) showEdge(edgeById.get(hitEdges[0]));
    else showHint();
  });

  // ---- Search --------------------------------------------------------------------------

  const MOST_RESULTS = 12;
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searchable = Object.entries(data.entities).map(([slug, entity]) => ({
    slug,
    entity,
    text: bare([entity.label, ...entity.aliases].join("\n")),
  }));
  const searchInput = document.getElementById("search-input");
  const searchResults = document.getElementById("search-results");

  function found(query) {
    const words = bare(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return searchable
      .filter(({ text }) => words.every((word) => text.includes(word)))
      .sort((a, b) => b.entity.documents - a.entity.documents || (a.slug < b.slug ? -1 : 1))
      .slice(0, MOST_RESULTS);
  }

  function goTo(slug) {
    searchResults.hidden = true;
    network.focus(slug, { scale: Math.max(network.getScale(), 0.9), animation: false });
    selectEntity(slug);
  }

  function resultLine({ slug, entity }) {
    const type = element("span", "panel-note-inline", TYPE_NAMES[entity.type]);
    const line = [isolated(entity.label), type];
    return element("li", "", linkButton(line, () => goTo(slug), "search-result"));
  }

  searchInput.addEventListener("input", () => {
    const results = found(searchInput.value);
    searchResults.hidden = !searchInput.value.trim();
    searchResults.replaceChildren(
      ...(results.length
        ? results.map(resultLine)
        : [element("li", "search-none", "No hay ninguna entidad con ese nombre.")]),
    );
  });
  searchInput.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const [first] = found(searchInput.value);
      if (first) goTo(first.slug);
    } else if (event.key === "Escape") {
      searchResults.hidden = true;
    }
  });

  // ---- Header and legend ---------------------------------------------------------------

  function sign(width, path, attributes) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const shape = document.createElementNS(space, "path");
    svg.setAttribute("class", "legend-sign");
    svg.setAttribute("viewBox", `0 0 ${width} 16`);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", "16");
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("d", path);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
    return svg;
  }

  function showLegend() {
    const types = Object.entries(TYPE_SHAPES).map(([type, [shape, name]]) =>
      element(
        "li",
        "legend-item",
        sign(16, SHAPE_OUTLINES[shape], { fill: colour(name), stroke: colour("--ink") }),
        TYPE_NAMES[type],
      ),
    );
    const line = (name, dashes) =>
      sign(28, "M1 8h26", { stroke: colour(name), "stroke-width": "2", "stroke-dasharray": dashes });
    const statuses = [
      [line("--edge-actual", "none"), "hecho"],
      [line("--edge-nonactual", "6 4"), "¿previsto o posible?"],
      [line("--edge-negated", "none"), "no: se niega"],
      [element("span", "legend-sign", "« »"), "solo lo dice otro"],
    ].map(([mark, words]) => element("li", "legend-item", mark, words));
    document.getElementById("legend-types").replaceChildren(...types);
    document.getElementById("legend-statuses").replaceChildren(...statuses);
  }

  function showCounts() {
    document.getElementById("counts").textContent = [
      count(data.counts.documents, "documento", "documentos"),
      count(data.counts.entities, "entidad", "entidades"),
      count(data.counts.claims, "afirmación", "afirmaciones"),
      count(data.counts.events, "suceso", "sucesos"),
    ].join(" · ");
  }

  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(0.8));
  document.getElementById("zoom-all").addEventListener("click", showAll);
  document.getElementById("canvas-empty").hidden = data.nodes.length > 0;

  showCounts();
  showLegend();
  showHint();
  showAll();

  // For tests and for whoever opens the console.
  window.hemerograph = { data, network };
})();
