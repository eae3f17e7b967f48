// The kiosk's patience. It asks whether somebody is still there, as often as they want, and forgets whoever
// is not; while they are, the server is told so. On paper, offline and on the first page it does little else.
(() => {
  const dialog = document.getElementById("still"), {idle, warning, here, home, worker} = dialog.dataset;
  const [until, left] = [Number(idle), dialog.querySelector("b")];
  let touched = Date.now(), told = touched;

  const touch = () => {
    touched = Date.now();
    if (touched - told > 3000) fetch(here, {cache: "no-store"}).catch(() => {}), told = touched;
  };
  const look = () => {
    if ([...document.querySelectorAll("audio")].some(audio => !audio.paused)) touch();
    const gone = Math.floor((Date.now() - touched) / 1000);
    left.textContent = Math.max(0, until + Number(warning) - gone);
    if (gone >= until + Number(warning)) location.replace(home);
    else if (gone >= until && !dialog.open && !("first" in dialog.dataset)) dialog.showModal();
  };

  for (const sign of ["pointerdown", "keydown", "input"]) addEventListener(sign, () => dialog.open || touch());
  dialog.addEventListener("close", touch);
  dialog.querySelector("button").addEventListener("click", () => { touch(), dialog.close(); });
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  if (worker) navigator.serviceWorker?.register(worker, {scope: "/kiosk/"});
  setInterval(look, 1000);
})();
