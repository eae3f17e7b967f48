// Asks the phone where it is, only when somebody taps for it, and only on the page where something is said.
(function () {
  "use strict";
  var part = document.getElementById("locate");
  if (!part || !navigator.geolocation) return;
  var button = part.querySelector("button"), told = part.querySelector("[role=status]");
  var form = button.form, words = button.dataset;

  function found(position) {
    form.elements.longitude.value = position.coords.longitude.toFixed(6);
    form.elements.latitude.value = position.coords.latitude.toFixed(6);
    form.elements.located.value = "phone";
    told.textContent = words.done;
    button.hidden = true;
  }

  function failed() {
    told.textContent = words.failed;
    button.disabled = false;
  }

  button.addEventListener("click", function () {
    told.textContent = words.asking;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000 });
  });
  part.hidden = false;
})();
