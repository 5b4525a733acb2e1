// ---- Words of the page, in Spanish and English -------------------------------------------

const WORDS = {
  es: {
    title: "Hemerograph: quién hizo qué a quién",
    Person: "Persona",
    Organization: "Organización",
    Place: "Lugar",
    Group: "Grupo",
    Work: "Obra o norma",
    NamedEvent: "Acontecimiento",
    consult: "Consultar", support: "Apoyar", agree: "Acordar", cooperate: "Cooperar",
    aid: "Ayudar", concede: "Ceder", request: "Pedir", reject: "Rechazar", accuse: "Acusar",
    threaten: "Amenazar", protest: "Protestar", sanction: "Sancionar", mobilize: "Movilizar",
    coerce: "Coaccionar", assault: "Agredir", communicate: "Comunicar",
    structure: "Cargos y vínculos", other: "Otras", open: "Relaciones abiertas",
    "affirmed actual": "Se afirma como hecho",
    "negated actual": "Se niega",
    "affirmed nonactual": "No consta como hecho: previsto, posible o pedido",
    "negated nonactual": "Negado, y solo previsto o posible",
    actual: "hecho", nonactual: "¿previsto o posible?", negated: "no: se niega",
    attributed: "solo lo dice otro", disputed: "unos lo afirman y otros lo niegan",
    search: "Buscar una entidad", searchHint: "Buscar una persona, un lugar…",
    none: "No hay ninguna entidad con ese nombre.",
    hint: "Quién hizo qué a quién",
    hintMore: "Pulse una línea para leer las frases que la sostienen, o una figura para ver quién es.",
    state: "Estado", post: "Cargo", saidBy: "Lo dice", document: "Documento", theDocument: "el documento",
    when: "Cuándo", where: "Dónde", outlet: "Medio", published: "Publicado", confidence: "Confianza",
    also: "También", posts: "Cargos", relations: "Relaciones", says: "Dice que", see: "Véase",
    inDocuments: "en", no: "no ",
    detail: "Detalle", filters: "Filtros", reset: "Quitar los filtros", only: "solo",
    type: "Tipo", status: "Estado", relation: "Relación", source: "Quién lo dice", documents: "Documento",
    time: "Tiempo", from: "Desde", to: "Hasta", more: "Mostrar más", undated: "sin fecha",
    table: "Tabla", graph: "Grafo", language: "English", theme: "Oscuro", themeLight: "Claro",
    who: "Quién", whom: "A quién", date: "Fecha", sentence: "Frase", shownClaims: "afirmaciones a la vista",
    zoomIn: "Acercar", zoomOut: "Alejar", fit: "Encuadrar",
    fitTitle: "Ver todas las entidades con relaciones", empty: "Este grafo no tiene entidades.",
    canvas: "Grafo de entidades y relaciones", legend: "Leyenda y filtros",
    expand: "Ver sus vecinos", pathFrom: "Buscar un camino desde aquí",
    pathTo: "Elija la otra entidad: en el grafo o con el buscador.", path: "Camino",
    noPath: "No hay ningún camino entre las dos con lo que está a la vista.",
    inView: "a la vista", showAll: "Ver todas", save: "Guardar",
    savePng: "Imagen PNG", saveSvg: "Imagen SVG", saveCsv: "Afirmaciones en CSV",
    saveTtl: "Afirmaciones en Turtle", cancel: "Cancelar", nothing: "Ninguna afirmación cumple los filtros.",
    entityOne: "entidad", entityMany: "entidades", claimOne: "afirmación", claimMany: "afirmaciones",
    documentOne: "documento", documentMany: "documentos", eventOne: "suceso", eventMany: "sucesos",
    relationMany: "relaciones", arrange: "Ordenar",
    arrangeTitle: "Ordenar de nuevo lo que está a la vista",
    excerptEntities: "entidades,", excerptClaims: "afirmaciones:",
    excerpt: "aquí, las entidades de las que más se dice y todo lo que se dice entre ellas; el grafo entero está en graph.ttl (hemerograph query, serve).",
  },
  en: {
    title: "Hemerograph: who did what to whom",
    Person: "Person",
    Organization: "Organization",
    Place: "Place",
    Group: "Group",
    Work: "Work or law",
    NamedEvent: "Event",
    consult: "Consult", support: "Support", agree: "Agree", cooperate: "Cooperate",
    aid: "Aid", concede: "Concede", request: "Request", reject: "Reject", accuse: "Accuse",
    threaten: "Threaten", protest: "Protest", sanction: "Sanction", mobilize: "Mobilize",
    coerce: "Coerce", assault: "Assault", communicate: "Communicate",
    structure: "Posts and ties", other: "Others", open: "Open relations",
    "affirmed actual": "Affirmed as a fact",
    "negated actual": "Denied",
    "affirmed nonactual": "Not told as a fact: planned, possible or asked for",
    "negated nonactual": "Denied, and only planned or possible",
    actual: "fact", nonactual: "planned or possible?", negated: "not: denied",
    attributed: "only somebody says so", disputed: "some affirm it, others deny it",
    search: "Search for an entity", searchHint: "Search for a person, a place…",
    none: "No entity of that name.",
    hint: "Who did what to whom",
    hintMore: "Click a line to read the sentences behind it, or a figure to see who it is.",
    state: "Status", post: "Post", saidBy: "Said by", document: "Document", theDocument: "the document",
    when: "When", where: "Where", outlet: "Outlet", published: "Published", confidence: "Confidence",
    also: "Also", posts: "Posts", relations: "Relations", says: "Says that", see: "See",
    inDocuments: "in", no: "not: ",
    detail: "Details", filters: "Filters", reset: "Remove the filters", only: "only",
    type: "Type", status: "Status", relation: "Relation", source: "Who says so", documents: "Document",
    time: "Time", from: "From", to: "To", more: "Show more", undated: "undated",
    table: "Table", graph: "Graph", language: "Español", theme: "Dark", themeLight: "Light",
    who: "Who", whom: "Whom", date: "Date", sentence: "Sentence", shownClaims: "claims in view",
    zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit",
    fitTitle: "See all entities with relations", empty: "This graph has no entities.",
    canvas: "Graph of entities and relations", legend: "Legend and filters",
    expand: "See its neighbours", pathFrom: "Find a path from here",
    pathTo: "Choose the other entity: in the graph or by search.", path: "Path",
    noPath: "There is no path between the two in what is in view.",
    inView: "in view", showAll: "See all", save: "Save",
    savePng: "PNG image", saveSvg: "SVG image", saveCsv: "Claims as CSV",
    saveTtl: "Claims as Turtle", cancel: "Cancel", nothing: "No claim meets the filters.",
    entityOne: "entity", entityMany: "entities", claimOne: "claim", claimMany: "claims",
    documentOne: "document", documentMany: "documents", eventOne: "event", eventMany: "events",
    relationMany: "relations", arrange: "Arrange",
    arrangeTitle: "Arrange anew what is on screen",
    excerptEntities: "entities,", excerptClaims: "claims:",
    excerpt: "here, the entities that most is said of and all that is said among them; the whole graph is in graph.ttl (hemerograph query, serve).",
  },
};

let language = "es";

const word = (key) => WORDS[language][key] ?? key;

const count = (number, thing) =>
  `${number.toLocaleString(language)} ${word(thing + (number === 1 ? "One" : "Many"))}`;

const relationName = (relation) => data.relations[relation][language] ?? relation;

// A date may be a day, a month or a year; what is none of them is shown as it is.
function dateWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const date = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  if (Number.isNaN(date.getTime())) return iso;
  const parts = { year: "numeric", timeZone: "UTC" };
  if (month) parts.month = "long";
  if (day) parts.day = "numeric";
  return new Intl.DateTimeFormat(language, parts).format(date);
}

// What the page itself says is marked in it: data-word is its text, data-word-… an attribute.
function translatePage() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const marked of document.querySelectorAll("[data-word]")) {
    marked.textContent = word(marked.dataset.word);
  }
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const marked of document.querySelectorAll(`[data-word-${name}]`)) {
      marked.setAttribute(name, word(marked.getAttribute(`data-word-${name}`)));
    }
  }
}
