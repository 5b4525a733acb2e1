// ---- The view in the address: to bookmark, to share, to go back to -----------------------

let theme = ""; // "" is the reader's own
let keeping = false; // not before all is there

function keepAddress(isStep = false) {
  if (!keeping) return;
  const parts = new URLSearchParams();
  if (selected.kind) parts.set(selected.kind, selected.id);
  for (const facet of FACETS) {
    // The shorter of the two lists: what is left out, or what alone is in.
    const all = [...totals[facet].keys()];
    const out = all.filter((option) => excluded[facet].has(option));
    if (!out.length) continue;
    const only = all.filter((option) => !excluded[facet].has(option));
    if (only.length < out.length) parts.set(`${facet}.only`, JSON.stringify(only));
    else parts.set(`${facet}.not`, JSON.stringify(out));
  }
  if (range.from) parts.set("from", range.from);
  if (range.to) parts.set("to", range.to);
  if (view !== "graph") parts.set("view", view);
  if (language !== "es") parts.set("lang", language);
  if (theme) parts.set("theme", theme);
  const hash = parts.toString();
  if (location.hash.slice(1) === hash) return;
  // What is selected is a step that "back" undoes; a filter is none.
  if (isStep) history.pushState(null, "", `#${hash}`);
  else history.replaceState(null, "", `#${hash}`);
}

// What somebody typed is no list until it is seen to be one.
function listIn(text) {
  try {
    const list = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  keeping = false;
  for (const facet of FACETS) {
    excluded[facet].clear();
    const only = parts.has(`${facet}.only`) ? listIn(parts.get(`${facet}.only`)) : null;
    const out = listIn(parts.get(`${facet}.not`));
    for (const option of totals[facet].keys()) {
      setExcluded(facet, option, only ? !only.includes(option) : out.includes(option));
    }
  }
  const isDate = (text) => /^\d{4}(-\d\d){0,2}~?$/.test(text ?? "");
  range.from = isDate(parts.get("from")) ? parts.get("from") : "";
  range.to = isDate(parts.get("to")) ? parts.get("to") : "";
  language = parts.get("lang") === "en" ? "en" : "es";
  theme = ["dark", "light"].includes(parts.get("theme")) ? parts.get("theme") : "";
  setTheme();
  translatePage();
  repaint();
  applyFilters();
  showCounts();
  showView(parts.get("view") === "table" ? "table" : "graph");
  const [slug, line] = [parts.get("entity"), parts.get("line")];
  if (slug !== null && Object.hasOwn(data.entities, slug)) selectEntity(slug);
  else if (line !== null && edgeOfClaim.has(line)) selectEdge(edgeOfClaim.get(line));
  else {
    selected = { kind: "", id: "" };
    showHint();
  }
  keeping = true;
}

function isDark() {
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const button = byId("theme-button");
  button.dataset.word = isDark() ? "themeLight" : "theme";
  button.textContent = word(button.dataset.word);
}
