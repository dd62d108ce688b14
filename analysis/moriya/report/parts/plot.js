// The plot of what the controls say, and its numbers.
const colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000"];
const dashes = ["solid", "dash", "dot", "dashdot"];
const symbols = ["circle", "square", "triangle-up", "diamond", "triangle-down"];
const mostCurves = 12;

// What is shown: { quantity, view, along, by, element, place: { axis: index } }.
const state = { place: {} };

const chosenCurve = () => curvesOf(state.quantity)[state.element] ?? curvesOf(state.quantity)[0];
const freeAxes = () => chosenCurve().axes.filter((axis) => axis !== state.along && axis !== state.by);

// What an axis of the plot shows at its positions.
function scale(axis) {
  const { label, positions, labels, logarithmic } = content.axes[axis];
  const found = { title: { text: label.replaceAll("\n", "<br>") }, automargin: true, zeroline: false };
  if (labels) {
    const step = 1 + Math.floor((positions.length - 1) / 8);
    found.tickvals = positions.filter((_, i) => i % step === 0);
    found.ticktext = labels.filter((_, i) => i % step === 0);
  } else if (logarithmic) {
    Object.assign(found, { type: "log", dtick: 1 });
  }
  return found;
}

// Curves as { name, x, y, error, points }, where points are positions on the grid.
function series() {
  const members = state.by === "element"
    ? curvesOf(state.quantity).map((curve) => ({ curve, name: curve.label, fixed: {} }))
    : shownMembers(state.by).map((i) => (
      { curve: chosenCurve(), name: content.axes[state.by].texts[i], fixed: { [state.by]: i } }));
  return members.slice(0, mostCurves).map(({ curve, name, fixed }) => {
    const along = state.along ?? null;
    const order = along ? [...content.axes[along].positions.keys()].sort(
      (a, b) => content.axes[along].positions[a] - content.axes[along].positions[b]) : [0];
    const places = order.map((i) => ({ ...state.place, ...fixed, ...(along ? { [along]: i } : {}) }));
    const points = places.map((place) => offset(content.grid, place));
    return {
      name, curve, places, points,
      x: order.map((i) => along ? content.axes[along].positions[i] : 0),
      y: places.map((place) => curve.numbers[offset(curve.axes, place)]),
      error: points.map((point) => errors[state.quantity] ? errors[state.quantity][point] : null),
    };
  });
}
// Of many members, some evenly spaced.
function shownMembers(axis) {
  const count = size(axis), shown = Math.min(count, mostCurves);
  return [...Array(shown).keys()].map((i) => Math.round(i * (count - 1) / Math.max(1, shown - 1)));
}

function lineTraces() {
  const found = series();
  const isGrid = content.grid.includes(state.along);
  return found.map(({ name, curve, x, y, error, points }, index) => {
    const largest = y.reduce((most, one) => Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most, 0);
    const isVisible = error.some((one) => one > 1e-3 * largest);
    const isDoubtful = (point) => isGrid && doubtful[point] === 1;
    return {
      type: "scatter", name, x, y, mode: x.length > 60 ? "lines" : "lines+markers", connectgaps: false,
      line: { color: colours[index % colours.length], dash: dashes[index % dashes.length], width: 2 },
      marker: { symbol: points.map((point) => isDoubtful(point) ? "x-open" : symbols[index % symbols.length]), size: 7 },
      error_y: isVisible ? { type: "data", array: error, thickness: 1 } : undefined,
      customdata: error.map((one) => one === null || Number.isNaN(one) ? "" : ` ± ${one.toPrecision(2)}`),
      hovertemplate: `%{x}<br>${name}: %{y:.6g}%{customdata}<extra></extra>`,
    };
  });
}
function mapTraces() {
  const curve = chosenCurve();
  const rows = [...Array(size(state.by)).keys()], columns = [...Array(size(state.along)).keys()];
  const z = rows.map((row) => columns.map((column) => curve.numbers[
    offset(curve.axes, { ...state.place, [state.by]: row, [state.along]: column })]));
  const finite = z.flat().filter(Number.isFinite);
  const limit = colourLimit(finite);
  const least = finite.reduce((least, one) => Math.min(least, one), 0);
  const most = finite.reduce((most, one) => Math.max(most, one), 0);
  return [{
    type: "heatmap", x: content.axes[state.along].positions, y: content.axes[state.by].positions, z,
    // Two colours where there are two signs.
    zmin: least < 0 ? -limit : 0, zmax: most > 0 || least === 0 ? limit : 0,
    colorscale: least < 0 && most > 0 ? "RdBu" : "Viridis", reversescale: least < 0 && most <= 0,
    colorbar: { title: { text: inUnit(curve.label, curve.unit), side: "right" }, thickness: 14, exponentformat: "power" },
    hovertemplate: "%{x}<br>%{y}<br>%{z:.6g}<extra></extra>", hoverongaps: false,
  }];
}

// Where the colours end: at the largest magnitude, unless a few peaks would leave one colour to all others.
function colourLimit(values) {
  const magnitudes = Float64Array.from(values, Math.abs).sort();
  const largest = magnitudes.at(-1) || 1;
  const common = magnitudes[Math.floor(0.98 * (magnitudes.length - 1))];
  return common > 0 && largest > 5 * common ? 1.5 * common : largest;
}

function draw() {
  const curve = chosenCurve();
  if (!curve) return;
  const isMap = state.view === "map";
  const narrow = window.innerWidth < 600;
  const layout = {
    margin: { l: 60, r: 15, t: 15, b: 50 }, font: { size: narrow ? 12 : 14, color: "#1b1b1b" },
    xaxis: state.along ? scale(state.along) : { visible: false },
    yaxis: isMap ? scale(state.by) : {
      title: { text: inUnit(state.by === "element" ? state.quantity : curve.label, curve.unit) },
      automargin: true, exponentformat: "power", zeroline: true, zerolinecolor: "#999",
    },
    legend: narrow || isMap ? { orientation: "h", y: -0.25 } : { x: 1.01, y: 1 },
    showlegend: !isMap && (state.by !== "element" || curvesOf(state.quantity).length > 0), hovermode: "closest", plot_bgcolor: "#fff",
  };
  const traces = isMap ? mapTraces() : lineTraces();
  if (!isMap) Object.assign(layout.yaxis, aroundOneValue(traces.flatMap((trace) => trace.y).filter(Number.isFinite)));
  for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis, { gridcolor: "#eee", linecolor: "#888", mirror: false });
  Plotly.react("plot", traces, layout, { responsive: true, displaylogo: false });
  document.getElementById("notes").textContent = notes();
}

// Of values that are all one the axis would show nothing but rounding.
function aroundOneValue(values) {
  const least = values.reduce((least, one) => Math.min(least, one), Infinity);
  const most = values.reduce((most, one) => Math.max(most, one), -Infinity);
  const large = Math.max(Math.abs(least), Math.abs(most));
  if (!values.length || most - least > 1e-9 * large) return {};
  return { range: [least - (large || 1) / 2, most + (large || 1) / 2] };
}

function notes() {
  const lines = [];
  const shown = state.view === "map" ? [] : series();
  if (state.by && state.by !== "element" && size(state.by) > mostCurves && state.view !== "map")
    lines.push(`${mostCurves} of ${size(state.by)} curves are shown.`);
  if (state.by === "element" && curvesOf(state.quantity).length > mostCurves)
    lines.push(`The first ${mostCurves} of ${curvesOf(state.quantity).length} elements are shown.`);
  if (state.view === "map") {
    const [{ z, zmin, zmax }] = mapTraces();
    const beyond = z.flat().filter((one) => one < zmin || one > zmax);
    const largest = beyond.reduce((most, one) => Math.abs(one) > Math.abs(most) ? one : most, 0);
    if (beyond.length) lines.push(`The colours end before the largest numbers: ${beyond.length} of ${z.flat().length} are `
      + `beyond, up to ${largest.toPrecision(3)}.`);
  }
  const points = new Set(shown.flatMap((one) => one.points));
  const holes = [...points].filter((point) => status[point] !== 1).length;
  if (holes) lines.push(`${holes} of ${points.size} points have no result.`);
  const bad = [...points].filter((point) => doubtful[point] === 1).length;
  if (bad) lines.push(`Crosses, ${bad} of ${points.size} points: ${content.doubt}`);
  return lines.join("\n");
}

// The numbers of the plot: one row a point, one column a curve, one for the bound on its error.
function plottedRows() {
  const place = freeAxes().map((axis) => content.axes[axis].texts[state.place[axis]]).join("; ");
  if (state.view === "map") {
    const [{ x, y, z }] = mapTraces();
    const curve = chosenCurve();
    return [[inUnit(state.by, content.axes[state.by].unit), inUnit(state.along, content.axes[state.along].unit),
      inUnit(curve.label, curve.unit) + (place ? ` at ${place}` : "")],
      ...y.flatMap((one, row) => x.map((other, column) => [memberText(state.by, row, one), memberText(state.along, column, other), z[row][column]]))];
  }
  const found = series();
  const unit = chosenCurve().unit;
  const head = [state.along ? inUnit(state.along, content.axes[state.along].unit) : "point",
    ...found.flatMap(({ name }) => [inUnit(name, unit) + (place ? ` at ${place}` : ""), `bound on the error of ${name}`])];
  return [head, ...found[0].x.map((x, i) => [state.along ? memberText(state.along, found[0].places[i][state.along], x) : 1,
    ...found.flatMap(({ y, error }) => [y[i], error[i]])])];
}
function memberText(axis, index, position) {
  return content.axes[axis].labels ? content.axes[axis].labels[index] : position;
}
