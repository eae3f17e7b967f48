// How long something has been going on, beside the time at which it began; counted, so that nobody asks the server.
(() => {
  const two = number => String(number).padStart(2, "0");
  const tick = () => {
    for (const shown of document.querySelectorAll("[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(shown.dataset.since)) / 1000));
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      shown.textContent = [...(hours ? [hours, two(minutes)] : [minutes]), two(seconds % 60)].join(":");
    }
  };
  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);
})();
