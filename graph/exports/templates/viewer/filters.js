// ---- Filters, which are the legend too ----------------------------------------------------

const FACETS = ["type", "status", "relation", "source", "document"];
const VOICE = ""; // the document itself says it
const FEW = 12;

// For each claim the options that it has in each facet.
const optionsOf = {
  type: (claim) => [
    ...new Set([data.entities[claim.subject].type, data.entities[claim.object].type]),
  ],
  status: (claim) => [statusOf(claim)],
  relation: (claim) => [claim.relation],
  source: (claim) => [claim.source ?? VOICE],
  document: (claim) => [claim.document],
};

const excluded = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
const openLists = new Set(); // facets of which all options are listed
const range = { from: "", to: "" };

const claimDate = (claim) => claim.time || data.documents[claim.document].date || "";
const dates = data.claims.map(claimDate);
const options = data.claims.map((claim) =>
  Object.fromEntries(FACETS.map((facet) => [facet, optionsOf[facet](claim)])),
);

// Which claims pass all filters, as 1 and 0: what the drawing, the table and the path go by.
let passing = new Uint8Array(data.claims.length).fill(1);

const isFiltered = () =>
  FACETS.some((facet) => excluded[facet].size) || Boolean(range.from || range.to);

const isTypeShown = (type) => !excluded.type.has(type);

// A month or a year counts where its beginning lies.
function inRange(index) {
  const date = dates[index];
  if (!range.from && !range.to) return true;
  if (!date) return false;
  return (!range.from || date >= range.from.slice(0, date.length)) && (!range.to || date <= range.to);
}

function failing(index) {
  let bits = inRange(index) ? 0 : 1 << FACETS.length;
  FACETS.forEach((facet, bit) => {
    if (options[index][facet].some((option) => excluded[facet].has(option))) bits |= 1 << bit;
  });
  return bits;
}

// How many claims each option would show, given all the other facets.
function countOptions(bits) {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  bits.forEach((fails, index) => {
    FACETS.forEach((facet, bit) => {
      for (const option of options[index][facet]) {
        const now = counts[facet].get(option) || 0;
        counts[facet].set(option, now + ((fails & ~(1 << bit)) === 0 ? 1 : 0));
      }
    });
  });
  return counts;
}

function optionWords(facet, option) {
  if (facet === "relation") return relationName(option);
  if (facet === "source") return option === VOICE ? word("theDocument") : data.entities[option].label;
  if (facet === "document") return data.documents[option].title || option;
  return word(option);
}

function optionSign(facet, option) {
  if (facet === "type") return typeSign(option);
  return facet === "status" ? statusSign(option) : null;
}

const FIXED = { type: Object.keys(TYPE_SHAPES), status: STATUSES };

function sortedOptions(facet, counts) {
  const present = [...counts.keys()];
  if (FIXED[facet]) return FIXED[facet].filter((option) => counts.has(option));
  const total = new Map(present.map((option) => [option, totals[facet].get(option) || 0]));
  return present.sort(
    (a, b) => total.get(b) - total.get(a) || (optionWords(facet, a) < optionWords(facet, b) ? -1 : 1),
  );
}

const totals = countOptions(data.claims.map(() => 0));

function setExcluded(facet, option, out) {
  if (out) excluded[facet].add(option);
  else excluded[facet].delete(option);
}

function optionLine(facet, option, number) {
  const box = element("input", "");
  box.type = "checkbox";
  box.checked = !excluded[facet].has(option);
  box.addEventListener("change", () => {
    setExcluded(facet, option, !box.checked);
    applyFilters();
  });
  const name = element("span", "option-name", isolated(optionWords(facet, option)));
  const label = element(
    "label",
    "option",
    box,
    optionSign(facet, option),
    name,
    element("span", "option-count", number.toLocaleString(language)),
  );
  const only = linkButton([word("only")], () => showOnly(facet, [option]), "only-button");
  only.setAttribute("aria-label", `${word("only")}: ${optionWords(facet, option)}`);
  return element("li", "option-line", label, only);
}

function showOnly(facet, kept) {
  for (const option of totals[facet].keys()) setExcluded(facet, option, !kept.includes(option));
  applyFilters();
}

function facetList(facet, counts) {
  const all = sortedOptions(facet, counts);
  const listed = openLists.has(facet) ? all : all.slice(0, FEW);
  const lines = listed.map((option) => optionLine(facet, option, counts.get(option)));
  const list = element("ul", "option-list", ...lines);
  if (listed.length === all.length) return [list];
  const more = linkButton([`${word("more")} (${all.length - listed.length})`], () => {
    openLists.add(facet);
    applyFilters();
  });
  return [list, more];
}

// Relations by their group, which can be taken as one.
function relationLists(counts) {
  const groups = new Map();
  for (const option of sortedOptions("relation", counts)) {
    const group = data.relations[option].group || "open";
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(option);
  }
  return [...groups].map(([group, relations]) => {
    const box = element("input", "");
    box.type = "checkbox";
    const out = relations.filter((option) => excluded.relation.has(option)).length;
    box.checked = out < relations.length;
    box.indeterminate = out > 0 && out < relations.length;
    box.addEventListener("change", () => {
      for (const option of relations) setExcluded("relation", option, !box.checked);
      applyFilters();
    });
    const total = relations.reduce((sum, option) => sum + counts.get(option), 0);
    const label = element(
      "label",
      "option option-group",
      box,
      element("span", "option-name", word(group)),
      element("span", "option-count", total.toLocaleString(language)),
    );
    const lines = relations.map((option) => optionLine("relation", option, counts.get(option)));
    return element("div", "relation-group", label, element("ul", "option-list", ...lines));
  });
}

// ---- The time of what is told ------------------------------------------------------------

const BARS = 40;

// Days where all lies within two months, else months, else years.
function timeUnit(known) {
  const months = new Set(known.map((date) => date.slice(0, 7)));
  if (months.size <= 2) return 10;
  return months.size <= BARS ? 7 : 4;
}

function timePart(bits) {
  const known = dates.filter(Boolean);
  if (!known.length) return null;
  const unit = timeUnit(known);
  const heights = new Map();
  known.sort();
  for (const date of known) heights.set(date.slice(0, unit), 0);
  const timeBit = 1 << FACETS.length;
  dates.forEach((date, index) => {
    const key = date.slice(0, unit);
    if (date && (bits[index] & ~timeBit) === 0) heights.set(key, heights.get(key) + 1);
  });
  const most = Math.max(1, ...heights.values());
  const bars = [...heights].map(([key, number]) => {
    const bar = linkButton(
      [],
      () => {
        range.from = key;
        range.to = `${key}~`; // behind every day of that month or year
        applyFilters();
      },
      "time-bar",
    );
    bar.style.setProperty("--height", String(number / most));
    bar.title = `${dateWords(key)}: ${number.toLocaleString(language)}`;
    bar.setAttribute("aria-label", bar.title);
    bar.dataset.in = String(
      (!range.from || key >= range.from.slice(0, key.length)) && (!range.to || key <= range.to),
    );
    return bar;
  });
  const bound = (side) => {
    const input = element("input", "time-bound");
    input.type = "date";
    input.min = known[0].slice(0, 10);
    const value = range[side].replace("~", "");
    input.value = value.length === 10 ? value : "";
    input.addEventListener("change", () => {
      range[side] = input.value;
      applyFilters();
    });
    return element("label", "time-label", `${word(side)} `, input);
  };
  return element(
    "div",
    "",
    element("div", "time-bars", ...bars),
    element("div", "time-bounds", bound("from"), bound("to")),
  );
}

// ---- All together ------------------------------------------------------------------------

const openFacets = new Set(["type", "status"]);

function facetPart(facet, ...children) {
  const part = element("details", "facet", element("summary", "facet-name", word(facet)), ...children);
  part.open = openFacets.has(facet);
  part.dataset.facet = facet;
  part.addEventListener("toggle", () => {
    if (part.open) openFacets.add(facet);
    else openFacets.delete(facet);
  });
  return part;
}

function showFilters(bits) {
  const counts = countOptions(bits);
  const reset = linkButton([word("reset")], resetFilters, "reset-button");
  reset.disabled = !isFiltered();
  const time = timePart(bits);
  const had = document.activeElement?.closest?.("#filters label")?.textContent;
  byId("filters").replaceChildren(
    element(
      "p",
      "filter-count",
      `${passing.reduce((sum, one) => sum + one, 0).toLocaleString(language)} / `,
      count(data.claims.length, "claim"),
      " ",
      reset,
    ),
    facetPart("type", ...facetList("type", counts.type)),
    facetPart("status", ...facetList("status", counts.status), attributedNote()),
    facetPart("relation", ...relationLists(counts.relation)),
    facetPart("source", ...facetList("source", counts.source)),
    facetPart("document", ...facetList("document", counts.document)),
    ...(time ? [facetPart("time", time)] : []),
  );
  // The list is new: whoever went through it with the keyboard stands where he stood.
  if (had) {
    for (const label of byId("filters").querySelectorAll("label")) {
      if (label.firstChild && sameOption(label.textContent, had)) label.querySelector("input").focus();
    }
  }
}

const sameOption = (a, b) => a.replace(/[\d.,\s]+$/, "") === b.replace(/[\d.,\s]+$/, "");

function attributedNote() {
  return element("p", "facet-note", `« » ${word("attributed")} · ≠ ${word("disputed")}`);
}

function resetFilters() {
  for (const facet of FACETS) excluded[facet].clear();
  range.from = range.to = "";
  applyFilters();
}

function applyFilters() {
  const bits = data.claims.map((_, index) => failing(index));
  passing = Uint8Array.from(bits, (fails) => (fails === 0 ? 1 : 0));
  redraw(passing);
  showFilters(bits);
  showTable();
  keepAddress();
}
