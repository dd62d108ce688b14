// Menus and sliders.
const element = (id) => document.getElementById(id);

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, String(value) === String(chosen))));
}

// Sets what a quantity can be plotted over, keeping what was chosen where it can be kept.
function choose(changes) {
  Object.assign(state, changes);
  const curves = curvesOf(state.quantity);
  if (!(state.element < curves.length)) state.element = 0;
  const axes = chosenCurve().axes;
  const long = axes.filter((axis) => size(axis) > 1);
  const plottable = long.length ? long : axes;
  if (!plottable.includes(state.along)) {
    state.along = [...plottable].sort((a, b) =>
      Boolean(content.axes[a].labels) - Boolean(content.axes[b].labels) || size(b) - size(a))[0];
  }
  const others = plottable.filter((axis) => axis !== state.along);
  if (!others.length) state.view = "line";
  if (state.view === "map" && !others.includes(state.by)) state.by = [...others].sort((a, b) => size(b) - size(a))[0];
  if (state.view !== "map" && state.by !== "element" && !others.includes(state.by)) state.by = "element";
  for (const axis of axes) state.place[axis] = Math.min(state.place[axis] ?? 0, size(axis) - 1);

  fill(element("quantity"), quantities.map((name) => [name, name]), state.quantity);
  element("view").value = state.view;
  element("view").options[1].disabled = !others.length;
  fill(element("along"), plottable.map((axis) => [axis, axis]), state.along);
  const by = others.map((axis) => [axis, axis]);
  fill(element("by"), state.view === "map" ? by : [["element", `element of ${state.quantity}`], ...by], state.by);
  element("by-label").firstChild.textContent = state.view === "map" ? "Upwards " : "A curve for each ";
  fill(element("element"), curves.map((curve, index) => [index, curve.label]), state.element);
  element("element-label").hidden = state.view !== "map" && state.by === "element" || curves.length < 2;
  makeSliders();
  draw();
}

function makeSliders() {
  element("sliders").replaceChildren(...freeAxes().filter((axis) => size(axis) > 1).map((axis) => {
    const row = document.createElement("label");
    row.className = "slider";
    const name = document.createElement("span");
    name.textContent = content.axes[axis].label;
    const input = Object.assign(document.createElement("input"),
      { type: "range", min: 0, max: size(axis) - 1, step: 1, value: state.place[axis], id: `slider-${axis}` });
    const output = document.createElement("output");
    const tell = () => { output.textContent = content.axes[axis].texts[state.place[axis]]; };
    input.addEventListener("input", () => {
      state.place[axis] = Number(input.value);
      tell();
      draw();
    });
    tell();
    row.append(name, input, output);
    return row;
  }));
}

for (const id of ["quantity", "view", "along", "by"])
  element(id).addEventListener("change", (event) => choose({ [id]: event.target.value }));
element("element").addEventListener("change", (event) => choose({ element: Number(event.target.value) }));
element("download").addEventListener("click", () => saveCSV(`${state.quantity}.csv`, plottedRows()));
