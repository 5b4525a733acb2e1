// ---- Everything in its place -------------------------------------------------------------

function showCounts() {
  byId("counts").textContent = [
    count(data.counts.documents, "document"),
    count(data.counts.entities, "entity"),
    count(data.counts.claims, "claim"),
    count(data.counts.events, "event"),
  ].join(" · ");
}

// All that has words or colours of its own, anew.
function showAnew() {
  translatePage();
  setTheme();
  repaint();
  applyFilters();
  showCounts();
  showSelected();
  showView(view);
}

network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
  if (hitNodes.length) selectEntity(hitNodes[0]);
  else if (hitEdges.length) selectLine(hitEdges[0]);
  else clearSelection();
});

function selectLine(id) {
  if (edgeById.has(id)) {
    selectEdge(edgeById.get(id));
    return;
  }
  focusOn("");
  showTab("detail");
  showPair(id.slice("pair\n".length));
}

// Only where the reader crosses the distance are the lines bundled, or told apart again.
network.on("zoom", ({ scale }) => {
  if (bundled === scale < AFAR) return;
  bundled = !bundled;
  redraw(passing);
});
network.on("dragEnd", ({ nodes: dragged }) => keepPlaces(dragged));
network.on("doubleClick", ({ nodes: hitNodes }) => {
  if (hitNodes.length) expand(hitNodes[0]);
});

searchInput.addEventListener("input", showResults);
byId("search").addEventListener("keydown", moveThroughResults);

byId("zoom-in").addEventListener("click", () => zoom(1.25));
byId("zoom-out").addEventListener("click", () => zoom(0.8));
byId("zoom-all").addEventListener("click", showAll);
byId("arrange").addEventListener("click", arrange);
byId("show-all").addEventListener("click", showEverything);
byId("view-button").addEventListener("click", () => showView(view === "table" ? "graph" : "table"));
byId("language-button").addEventListener("click", () => {
  language = language === "es" ? "en" : "es";
  showAnew();
});
byId("theme-button").addEventListener("click", () => {
  theme = isDark() ? "light" : "dark";
  showAnew();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (!theme) showAnew();
});
for (const tab of ["detail", "filters"]) {
  byId(`tab-${tab}`).addEventListener("click", () => showTab(tab));
}
byId("tabs").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = byId("panel").hidden ? "detail" : "filters";
  showTab(other);
  byId(`tab-${other}`).focus();
});
for (const [name, saveIt] of Object.entries(SAVED)) {
  byId(name).addEventListener("click", () => {
    saveIt();
    byId("save-menu").open = false;
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (byId("save-menu").open) byId("save-menu").open = false;
  else clearSelection();
});
window.addEventListener("hashchange", readAddress);

showTab("filters"); // the legend is there
readAddress();
showAll();
bundled = network.getScale() < AFAR;
if (bundled) redraw(passing);

// For tests and for whoever opens the console.
window.hemerograph = {
  data, network, nodes, edges, svgOfView, csvOfView, turtleOfView, namesFromAfar: () => namesFromAfar,
};
