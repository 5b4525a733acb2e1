// ---- The shortest path between two entities ----------------------------------------------

const path = { from: "" };

function beginPath(slug) {
  path.from = slug;
  showInPanel(
    element("h2", "panel-title", isolated(data.entities[slug].label)),
    element("p", "panel-note", word("pathTo")),
    linkButton([word("cancel")], () => {
      path.from = "";
      showEntity(slug);
    }, "action-button"),
  );
}

// The fewest lines between two, by what passes the filters; [] where there is no way.
function shortestPath(from, to) {
  const cameBy = new Map([[from, null]]);
  let front = [from];
  while (front.length && !cameBy.has(to)) {
    const next = [];
    for (const slug of front) {
      for (const edge of edgesOf.get(slug) || []) {
        const other = edge.from === slug ? edge.to : edge.from;
        if (cameBy.has(other) || !passingClaims(edge).length) continue;
        cameBy.set(other, edge);
        next.push(other);
      }
    }
    front = next;
  }
  if (!cameBy.has(to)) return [];
  const steps = [];
  let at = to;
  while (at !== from) {
    const edge = cameBy.get(at);
    steps.unshift(edge);
    at = edge.from === at ? edge.to : edge.from;
  }
  return steps;
}

function endPath(to) {
  const { from } = path;
  path.from = "";
  const steps = shortestPath(from, to);
  const title = element(
    "h2",
    "panel-title",
    `${word("path")}: `,
    isolated(data.entities[from].label),
    " → ",
    isolated(data.entities[to].label),
  );
  if (!steps.length) {
    showInPanel(title, element("p", "panel-note", word("noPath")));
    return;
  }
  reveal(...steps.flatMap((edge) => [edge.from, edge.to]));
  focusOn("");
  const drawn = steps.flatMap((edge) => [edge.id, `pair\n${pairOf(edge)}`]);
  network.selectEdges(drawn.filter((id) => edges.get(id)));
  showTab("detail");
  showInPanel(
    title,
    ...steps.flatMap((edge) => [
      edgeHeading(edge, "h3"),
      element("ul", "panel-list", ...passingClaims(edge).map((index) => claimCard(data.claims[index]))),
    ]),
  );
}
