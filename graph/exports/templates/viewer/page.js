// ---- Small builders of the page ----------------------------------------------------------

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

const byId = (id) => document.getElementById(id);

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// ---- How types and statuses look ---------------------------------------------------------

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

const STATUSES = ["actual", "nonactual", "negated"];
const STATUS_COLOURS = {
  actual: "--edge-actual",
  nonactual: "--edge-nonactual",
  negated: "--edge-negated",
};

const statusOf = (claim) => (claim.polarity === "negated" ? "negated" : claim.modality);

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

function typeSign(type) {
  const [shape, name] = TYPE_SHAPES[type];
  return sign(16, SHAPE_OUTLINES[shape], { fill: `var(${name})`, stroke: "var(--ink)" });
}

function statusSign(status) {
  const path = status === "negated" ? "M1 8h26M10 3l8 10" : "M1 8h26";
  return sign(28, path, {
    stroke: `var(${STATUS_COLOURS[status]})`,
    "stroke-width": "2",
    "stroke-dasharray": status === "nonactual" ? "6 4" : "none",
  });
}
