// ---- Search ------------------------------------------------------------------------------

const MOST_RESULTS = 12;
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const titlesOf = new Map();
for (const claim of data.claims) {
  if (claim.title === null) continue;
  titlesOf.set(claim.subject, `${titlesOf.get(claim.subject) || ""}\n${claim.title}`);
}
const searchable = Object.entries(data.entities).map(([slug, entity]) => ({
  slug,
  entity,
  text: bare([entity.label, ...entity.aliases].join("\n") + (titlesOf.get(slug) || "")),
  name: bare(entity.label),
}));
const searchInput = byId("search-input");
const searchResults = byId("search-results");

// Names before posts, and the beginning of a name before its middle.
function rank({ name, text }, words) {
  if (words.every((one) => name.includes(one))) return name.startsWith(words[0]) ? 0 : 1;
  return words.every((one) => text.includes(one)) ? 2 : 3;
}

function found(query) {
  const words = bare(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return searchable
    .map((one) => ({ ...one, rank: rank(one, words) }))
    .filter((one) => one.rank < 3)
    .sort(
      (a, b) =>
        a.rank - b.rank || b.entity.documents - a.entity.documents || (a.slug < b.slug ? -1 : 1),
    )
    .slice(0, MOST_RESULTS);
}

function goTo(slug) {
  searchResults.hidden = true;
  searchInput.setAttribute("aria-expanded", "false");
  if (!path.from) expand(slug);
  selectEntity(slug);
  if (nodes.get(slug)) {
    network.focus(slug, { scale: Math.max(network.getScale(), 0.9), animation: false });
  }
}

function resultLine({ slug, entity }) {
  const type = element("span", "search-type", word(entity.type));
  return element(
    "li",
    "",
    linkButton([isolated(entity.label), type], () => goTo(slug), "search-result"),
  );
}

function showResults() {
  const results = found(searchInput.value);
  searchResults.hidden = !searchInput.value.trim();
  searchInput.setAttribute("aria-expanded", String(!searchResults.hidden));
  searchResults.replaceChildren(
    ...(results.length
      ? results.map(resultLine)
      : [element("li", "search-none", word("none"))]),
  );
}

// Arrows go through the results, Enter takes one, Escape closes the list.
function moveThroughResults(event) {
  const lines = [...searchResults.querySelectorAll("button")];
  const at = lines.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) searchInput.focus();
    else lines[Math.min(next, lines.length - 1)]?.focus();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    searchResults.hidden = true;
    searchInput.setAttribute("aria-expanded", "false");
    searchInput.focus();
  } else if (event.key === "Enter" && document.activeElement === searchInput) {
    const [first] = found(searchInput.value);
    if (first) goTo(first.slug);
  }
}
