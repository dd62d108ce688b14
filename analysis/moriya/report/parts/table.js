// The table of all points on the page, in the order of the grid.
const rowsAPage = 25;
let firstRow = 0, chosenRow = -1;
const overGrid = content.curves.filter((curve) => curve.axes.every((axis) => content.grid.includes(axis)));
// On the page those that one reads; in the file all.
const readable = overGrid.filter((curve) => content.leading.includes(curve.observable)
  || curvesOf(curve.observable).length === 1).slice(0, 16);

function head(columns) {
  const parameters = content.grid.flatMap((axis) => content.axes[axis].columns.map(([name]) =>
    inUnit(name, content.axes[axis].unit)));
  return [...parameters, ...columns.map((curve) => inUnit(curve.label, curve.unit)), "status", "solver"];
}
function row(point, columns) {
  const place = gridPlace(point);
  return [
    ...content.grid.flatMap((axis) => content.axes[axis].columns.map(([, values]) => values[place[axis]])),
    ...columns.map((curve) => curve.numbers[offset(curve.axes, place)]),
    statusWords[status[point]] ?? "unknown", content.solver.names[solverIndex[point]] ?? "",
  ];
}
const parameterCount = () => content.grid.reduce((sum, axis) => sum + content.axes[axis].columns.length, 0);

function cell(value, index) {
  const found = document.createElement("td");
  if (typeof value === "string") found.className = "word";
  const isObservable = index >= parameterCount();
  found.textContent = typeof value !== "number" ? value
    : Number.isNaN(value) ? "–" : isObservable ? value.toExponential(6) : String(value);
  return found;
}
function drawTable() {
  const heading = document.createElement("tr");
  heading.append(...head(readable).map((text, index) => {
    const found = document.createElement("th");
    found.textContent = text;
    if (index >= parameterCount() + readable.length) found.className = "word";
    return found;
  }));
  const rows = [];
  for (let point = firstRow; point < Math.min(firstRow + rowsAPage, pointCount); point++) {
    const found = document.createElement("tr");
    if (point === chosenRow) found.className = "chosen";
    found.append(...row(point, readable).map(cell));
    rows.push(found);
  }
  element("table").replaceChildren(heading, ...rows);
  element("page").textContent = `${firstRow + 1} to ${Math.min(firstRow + rowsAPage, pointCount)} of ${pointCount}`;
  element("earlier").disabled = firstRow === 0;
  element("later").disabled = firstRow + rowsAPage >= pointCount;
}
function turn(step) {
  firstRow += step * rowsAPage;
  drawTable();
}
element("earlier").addEventListener("click", () => turn(-1));
element("later").addEventListener("click", () => turn(1));
element("download-table").addEventListener("click", () =>
  saveCSV("table.csv", [head(overGrid), ...[...Array(pointCount).keys()].map((point) => row(point, overGrid))]));

// Goes to a point: the sliders to its place, the table to its row.
function goTo(indices) {
  content.grid.forEach((axis, i) => { state.place[axis] = indices[i]; });
  choose({});
  chosenRow = offset(content.grid, Object.fromEntries(content.grid.map((axis, i) => [axis, indices[i]])));
  firstRow = chosenRow - chosenRow % rowsAPage;
  drawTable();
  element("table").scrollIntoView({ block: "center" });
}
