// ---- The same claims as a table ----------------------------------------------------------

const PAGE_OF_ROWS = 200;
const COLUMNS = {
  who: (claim) => data.entities[claim.subject].label,
  relation: (claim) => claim.title ?? relationName(claim.relation),
  whom: (claim) => data.entities[claim.object].label,
  status: (claim) => word(statusOf(claim)),
  source: (claim) => (claim.source === null ? word("theDocument") : data.entities[claim.source].label),
  date: (claim) => claimDate(claim),
  document: (claim) => data.documents[claim.document].title || claim.document,
  sentence: (claim) => (claim.sentence === null ? "" : claim.sentence.join("")),
};
const order = { column: "", down: false };
let rowsShown = PAGE_OF_ROWS;
let view = "graph";

function sortedClaims() {
  const claims = data.claims.filter((_, index) => passing[index]);
  if (!order.column) return claims;
  const collator = new Intl.Collator(language, { numeric: true });
  const keyed = claims.map((claim) => [COLUMNS[order.column](claim), claim]);
  keyed.sort((a, b) => collator.compare(a[0], b[0]) * (order.down ? -1 : 1));
  return keyed.map(([, claim]) => claim);
}

function headCell(column) {
  const arrow = order.column === column ? (order.down ? " ↓" : " ↑") : "";
  const button = linkButton([word(column) + arrow], () => {
    order.down = order.column === column && !order.down;
    order.column = column;
    showTable();
    byId("table").querySelector(`[data-column="${column}"] button`).focus();
  }, "sort-button");
  const cell = element("th", "", button);
  cell.scope = "col";
  cell.dataset.column = column;
  if (order.column === column) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
  return cell;
}

function tableRow(claim) {
  const edge = data.edges[claim.edge];
  const cells = Object.entries(COLUMNS).map(([column, text]) => {
    if (column === "relation") {
      return element("td", "", linkButton([isolated(text(claim))], () => selectEdge(edge)));
    }
    if (column === "date") return element("td", "", claimDate(claim) ? dateWords(claimDate(claim)) : "");
    return element("td", "", isolated(text(claim)));
  });
  const row = element("tr", "", ...cells);
  row.dataset.status = statusOf(claim);
  return row;
}

function showTable() {
  if (view !== "table") return;
  const claims = sortedClaims();
  const head = element("tr", "", ...Object.keys(COLUMNS).map(headCell));
  const rows = claims.slice(0, rowsShown).map(tableRow);
  const table = element(
    "table",
    "claims-table",
    element("caption", "hidden-label", `${claims.length.toLocaleString(language)} ${word("shownClaims")}`),
    element("thead", "", head),
    element("tbody", "", ...rows),
  );
  const more = linkButton([`${word("more")} (${claims.length - rows.length})`], () => {
    rowsShown += PAGE_OF_ROWS;
    showTable();
  }, "action-button");
  byId("table").replaceChildren(
    claims.length ? table : element("p", "panel-note", word("nothing")),
    ...(claims.length > rows.length ? [more] : []),
  );
}

function showView(name) {
  view = name;
  byId("table").hidden = view !== "table";
  byId("drawing").hidden = view === "table";
  const button = byId("view-button");
  button.dataset.word = view === "table" ? "graph" : "table";
  button.textContent = word(button.dataset.word);
  showTable();
  if (view === "graph") network.redraw();
  keepAddress();
}
