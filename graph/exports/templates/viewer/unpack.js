// ---- The graph, as objects ---------------------------------------------------------------

// It comes in columns (see graph/exports/packing.py): a value for each, or, where few have one,
// for those by their number.
const data = unpack(JSON.parse(document.getElementById("graph-data").textContent));

function unpack(packed) {
  const { entities: e, edges: l, claims: c } = packed;
  const { relationNames: names, documentNames: documents } = packed;
  const byName = (keys, values) => Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  const claims = c.id.map((id, i) => {
    const line = c.edge[i];
    const [polarity, modality] = packed.statuses[l.status[line]];
    return {
      id,
      edge: line,
      subject: e.key[l.from[line]],
      relation: names[c.relation[i]],
      object: e.key[l.to[line]],
      title: c.title[i] ?? null,
      polarity,
      modality,
      source: i in c.source ? e.key[c.source[i]] : null,
      time: c.time[i] ?? null,
      place: i in c.place ? e.key[c.place[i]] : null,
      confidence: c.confidence[i] / 100,
      document: documents[c.document[i]],
      sentence: c.sentence.length ? cut(packed.sentences[c.sentence[i]], c.begin[i], c.end[i]) : null,
    };
  });
  for (const i of c.turned) {
    [claims[i].subject, claims[i].object] = [claims[i].object, claims[i].subject];
  }
  const edges = l.from.map((from, i) => {
    const [polarity, modality] = packed.statuses[l.status[i]];
    return {
      id: "",
      number: i,
      from: e.key[from],
      to: e.key[l.to[i]],
      relation: "",
      title: i in l.title ? packed.shortTitles[l.title[i]] : null,
      polarity,
      modality,
      symmetric: Boolean(l.flags[i] & 1),
      position: Boolean(l.flags[i] & 2),
      attributed: Boolean(l.flags[i] & 4),
      disputed: Boolean(l.flags[i] & 8),
      bend: l.bend[i] ?? 0,
      claims: [],
    };
  });
  claims.forEach((claim, i) => {
    const edge = edges[claim.edge];
    // A line is known by its first claim: a name that lasts when others are added.
    if (!edge.claims.length) {
      edge.id = claim.id;
      edge.relation = claim.relation;
    }
    edge.claims.push(i);
  });
  return {
    counts: packed.counts,
    versions: packed.versions,
    base: packed.base,
    options: packed.options,
    opening: packed.opening,
    relations: byName(names, packed.relations),
    documents: byName(documents, packed.documents),
    entities: Object.fromEntries(
      e.key.map((key, i) => [
        key,
        {
          label: e.label[i],
          type: packed.types[e.type[i]],
          aliases: e.aliases[i] ?? [],
          documents: e.documents[i],
          links: e.links[i] ?? [],
        },
      ]),
    ),
    nodes: e.key.map((id, i) => ({
      id,
      label: e.drawn[i] ?? e.label[i],
      group: packed.types[e.type[i]],
      size: e.size[i],
      x: e.x[i],
      y: e.y[i],
    })),
    edges,
    claims,
  };
}

// The sentence in three: before the trigger, the trigger, after it.
function cut(sentence, begin, end) {
  return [sentence.slice(0, begin), sentence.slice(begin, end), sentence.slice(end)];
}
