// Words about the result, then the first plot.
function pairs(id, entries) {
  element(id).replaceChildren(...entries.flatMap(([name, text]) => {
    const term = document.createElement("dt"), meaning = document.createElement("dd");
    term.textContent = name;
    meaning.textContent = text;
    return [term, meaning];
  }));
}
function rough(value) { return value === null ? "–" : value === 0 ? "0" : value.toPrecision(3); }

element("title").textContent = content.title;
element("source").textContent = content.source;
const { done, ...others } = content.counts;
element("status").append(`${done} of ${content.points} points done`);
for (const [name, count] of Object.entries(others)) {
  if (!count) continue;
  const word = document.createElement("strong");
  word.className = "bad";
  word.textContent = `, ${count} ${name}`;
  element("status").append(word);
}
pairs("facts", content.facts);
pairs("conventions", content.conventions);
element("texts").replaceChildren(...content.texts.map(([, text]) => Object.assign(document.createElement("pre"), { textContent: text })));

const titles = document.createElement("tr");
for (const [text, kind] of [["name", "word"], ["unit", "word"], ["largest", ""], ["error at most", ""], ["meaning", "word"]])
  titles.append(Object.assign(document.createElement("th"), { textContent: text, className: kind }));
element("observables").append(titles, ...content.observables.map(({ name, unit, largest, error, meaning }) => {
  const line = document.createElement("tr");
  for (const [text, kind] of [[name, "word"], [unit, "word"], [rough(largest), ""], [rough(error), ""], [meaning, "meaning"]])
    line.append(Object.assign(document.createElement("td"), { textContent: text, className: kind }));
  return line;
}));
if (content.leftOut.length) {
  const list = document.createElement("ul");
  list.append(...content.leftOut.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  element("left-out").append(Object.assign(document.createElement("h3"), { textContent: "What this page leaves out" }), list);
}

const without = content.points - done;
if (without) {
  element("failed-section").hidden = false;
  const listed = content.failures.length, failed = others.failed + others.rejected;
  element("failed-count").textContent = `${failed} failed, ${others.missing} not computed yet`
    + (listed < failed ? `; the first ${listed} that failed:` : failed ? ":" : ".");
  element("failed").replaceChildren(...content.failures.map(({ place, parameters, status, message }) => {
    const item = document.createElement("li");
    const name = document.createElement(place ? "a" : "span");
    name.textContent = parameters;
    if (place) {
      name.href = "#table";
      name.addEventListener("click", (event) => { event.preventDefault(); goTo(place); });
    }
    item.append(name, `: ${message || status}`);
    return item;
  }));
}

// A quantity over two positions of its own, such as those of a microscope, is a map; anything else begins as lines.
function firstView(quantity) {
  const own = curvesOf(quantity)[0].axes.filter(
    (axis) => !content.grid.includes(axis) && !content.axes[axis].labels && size(axis) > 8);
  return own.length < 2 ? { view: "line", by: "element" } : { view: "map", along: own[0], by: own[1] };
}

if (quantities.length) {
  // Where there are numbers.
  Object.assign(state.place, gridPlace(Math.max(0, status.indexOf(1))));
  choose({ quantity: quantities[0], element: 0, ...firstView(quantities[0]) });
  // A single point of single numbers is read in the table.
  element("plot-section").hidden = content.curves.every(({ numbers }) => numbers.length === 1);
} else {
  element("plot-section").replaceChildren(Object.assign(document.createElement("p"), { textContent: "No point has a number yet." }));
}
drawTable();
