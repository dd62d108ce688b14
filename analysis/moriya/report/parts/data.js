// What the page shows, and numbers out of it by their place on the axes.
const content = JSON.parse(document.getElementById("content").textContent);

function bytes(text) {
  const raw = atob(text);
  const found = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) found[i] = raw.charCodeAt(i);
  return found;
}
function reals(text) { return new Float64Array(bytes(text).buffer); }
function smallIntegers(text) { return new Int8Array(bytes(text).buffer); }

for (const curve of content.curves) curve.numbers = reals(curve.values);
const errors = Object.fromEntries(Object.entries(content.errors).map(([name, text]) => [name, reals(text)]));
const status = smallIntegers(content.status);
const doubtful = smallIntegers(content.doubtful);
const solverIndex = smallIntegers(content.solver.index);
const statusWords = ["missing", "done", "failed", "rejected"];

const size = (axis) => content.axes[axis].positions.length;

// The position of a place, { axis: index }, in an array over these axes.
function offset(axes, place) {
  let position = 0;
  for (const axis of axes) position = position * size(axis) + place[axis];
  return position;
}
function gridPlace(point) {
  const place = {};
  for (const axis of [...content.grid].reverse()) {
    place[axis] = point % size(axis);
    point = Math.floor(point / size(axis));
  }
  return place;
}
const pointCount = content.grid.reduce((product, axis) => product * size(axis), 1);
const curvesOf = (observable) => content.curves.filter((curve) => curve.observable === observable);
const quantities = [...new Set(content.curves.map((curve) => curve.observable))];
const inUnit = (name, unit) => unit === "1" ? name : `${name} (${unit})`;

function saveCSV(name, rows) {
  const quoted = (field) => {
    const text = field === null || Number.isNaN(field) ? "" : String(field);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return text;
}
