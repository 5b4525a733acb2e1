// ---- The panel: what a line or a figure stands for ---------------------------------------

const panel = byId("panel");
let selected = { kind: "", id: "" };

function showInPanel(...children) {
  panel.replaceChildren(...children.filter((child) => child !== null));
  panel.scrollTop = 0;
}

function entityButton(slug) {
  return linkButton([isolated(data.entities[slug].label)], () => selectEntity(slug));
}

function statusWords(claim) {
  const words = element("span", "", word(`${claim.polarity} ${claim.modality}`));
  if (statusOf(claim) !== "actual") words.className = `status-${statusOf(claim)}`;
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
      [word("state"), statusWords(claim)],
      [word("post"), claim.title === null ? null : isolated(claim.title)],
      [word("saidBy"), claim.source === null ? word("theDocument") : entityButton(claim.source)],
      [word("when"), claim.time === null ? null : dateWords(claim.time)],
      [word("where"), claim.place === null ? null : entityButton(claim.place)],
      [word("document"), from.url === null ? isolated(title) : webLink(from.url, title)],
      [word("outlet"), from.outlet === null ? null : isolated(from.outlet)],
      [word("published"), from.date === null ? null : dateWords(from.date)],
      [word("confidence"), claim.confidence.toLocaleString(language, { style: "percent" })],
    ]),
  );
  card.dataset.polarity = claim.polarity;
  card.dataset.modality = claim.modality;
  return card;
}

const passingClaims = (edge) => edge.claims.filter((index) => passing[index]);

function edgeHeading(edge, level) {
  return element(
    level,
    "panel-title",
    entityButton(edge.from),
    ` ${edge.polarity === "negated" ? word("no") : ""}`,
    isolated(edgeName(edge)),
    " ",
    entityButton(edge.to),
  );
}

function showEdge(edge) {
  const claims = passingClaims(edge);
  showInPanel(
    edgeHeading(edge, "h2"),
    element("p", "panel-note", count(claims.length, "claim")),
    edge.disputed ? element("p", "panel-note status-negated", `≠ ${word("disputed")}`) : null,
    element("ul", "panel-list", ...claims.map((index) => claimCard(data.claims[index]))),
  );
}

function showPair(pair) {
  const ends = pair.split("\n");
  const lines = (edgesOf.get(ends[0]) || []).filter(
    (edge) => pairOf(edge) === pair && passingClaims(edge).length,
  );
  showInPanel(
    element("h2", "panel-title", entityButton(ends[0]), " · ", entityButton(ends[1])),
    section(word("relations"), lines.map(relationLine)),
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

function relationLine(edge) {
  const names = [edge.from, edge.to].map((end) => isolated(data.entities[end].label));
  const line = [names[0], " ", isolated(edgeWords(edge)), " ", names[1]];
  return [linkButton(line, () => selectEdge(edge))];
}

function showEntity(slug) {
  const entity = data.entities[slug];
  const own = (edgesOf.get(slug) || []).filter((edge) => passingClaims(edge).length);
  const isPosition = (edge) => edge.position && edge.from === slug;
  const said = (saidBy.get(slug) || []).map((claim) => data.edges[claim.edge]);
  const hidden = (edgesOf.get(slug) || []).some((edge) => !shown.has(edge.from) || !shown.has(edge.to));
  showInPanel(
    element("h2", "panel-title", isolated(entity.label)),
    element(
      "p",
      "panel-note",
      `${word(entity.type)} · ${word("inDocuments")} ${count(entity.documents, "document")}`,
    ),
    element(
      "p",
      "panel-actions",
      hidden ? linkButton([word("expand")], () => expand(slug), "action-button") : null,
      linkButton([word("pathFrom")], () => beginPath(slug), "action-button"),
    ),
    section(word("also"), entity.aliases.map((alias) => [isolated(alias)])),
    section(word("posts"), own.filter(isPosition).map(relationLine)),
    section(word("relations"), own.filter((edge) => !isPosition(edge)).map(relationLine)),
    section(word("says"), [...new Set(said)].map(relationLine)),
    section(word("see"), entity.links.map((address) => [webLink(address, address)])),
  );
}

function showHint() {
  showInPanel(
    element("h2", "panel-title", word("hint")),
    element("p", "panel-note", word("hintMore")),
  );
}

// ---- Selection ---------------------------------------------------------------------------

function select(kind, id) {
  selected = { kind, id };
  keepAddress(true);
}

function selectEdge(edge) {
  reveal(edge.from, edge.to);
  focusOn("");
  const drawn = [edge.id, `pair\n${pairOf(edge)}`].filter((id) => edges.get(id));
  network.selectEdges(drawn.slice(0, 1));
  showTab("detail");
  showEdge(edge);
  select("line", edge.id);
}

function selectEntity(slug) {
  if (path.from && path.from !== slug) {
    endPath(slug);
    return;
  }
  reveal(slug);
  if (nodes.get(slug)) network.selectNodes([slug]);
  focusOn(slug);
  showTab("detail");
  showEntity(slug);
  select("entity", slug);
}

// Draws entities that were left out at first.
function reveal(...slugs) {
  const missing = slugs.filter((slug) => !shown.has(slug));
  if (!missing.length) return;
  for (const slug of missing) {
    if (!whole && !places.has(slug)) places.set(slug, freePlace());
    shown.add(slug);
  }
  applyFilters();
}

function clearSelection() {
  network.unselectAll();
  focusOn("");
  path.from = "";
  showHint();
  select("", "");
}

function showSelected() {
  if (selected.kind === "line" && edgeById.has(selected.id)) showEdge(edgeById.get(selected.id));
  else if (selected.kind === "entity" && data.entities[selected.id]) showEntity(selected.id);
  else showHint();
}

// ---- The two tabs of the side ------------------------------------------------------------

function showTab(name) {
  for (const tab of ["detail", "filters"]) {
    const button = byId(`tab-${tab}`);
    button.setAttribute("aria-selected", String(tab === name));
    button.tabIndex = tab === name ? 0 : -1;
    byId(tab === "detail" ? "panel" : "filters").hidden = tab !== name;
  }
}
