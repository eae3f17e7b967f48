// In the inbox's list J and K go down and up, X ticks. The keys count only while the focus is in the list, so
// that nobody who speaks or types elsewhere ticks anything.
(() => {
  const STEPS = { j: 1, k: -1 };
  const lines = () => [...document.querySelectorAll(".errands tbody tr")];
  const link = (line) => line.querySelector("td > a[href]");

  function move(line, step) {
    const all = lines();
    const next = all[all.indexOf(line) + step];
    if (next) link(next).focus();
  }

  document.addEventListener("keydown", (event) => {
    const line = event.target.closest(".errands tbody tr");
    if (!line || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key in STEPS) move(line, STEPS[key]);
    else if (key === "x") line.querySelector("[name=matter]")?.click();
    else return;
    event.preventDefault();
  });

  const tell = () => document.querySelectorAll(".keys").forEach((hint) => { hint.hidden = false; });
  document.addEventListener("htmx:afterSettle", tell);
  tell();
})();
