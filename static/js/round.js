// 走访: an entry leaves the form at once and waits below until it has arrived, so that the next can be written
// meanwhile. What has not arrived stays in this tab alone, over a reload too, and is sent again by a tap; each
// carries its ticket, by which what did arrive is known again. Whoever else signs in finds nothing.
(() => {
  const part = document.getElementById("round"), kept = document.getElementById("kept"), KEY = "round";
  const list = kept.querySelector("ol"), told = kept.querySelector("[role=status]");
  const mould = kept.querySelector("template").content.firstElementChild;
  const WRITTEN = ["words", "how"], PATIENCE = 20000;
  let waiting = [], busy = false;

  const form = () => part.querySelector("form");
  const fields = () => {
    const {csrf_token, ...rest} = Object.fromEntries(new FormData(form()));
    return rest;
  };
  const remember = () => {
    const all = {owner: part.dataset.owner, draft: fields(), waiting: waiting.map(entry => entry.fields)};
    sessionStorage.setItem(KEY, JSON.stringify(all));
  };
  const fill = values => {
    for (const [name, value] of Object.entries(values)) if (form().elements[name]) form().elements[name].value = value;
  };
  const ticket = () => [...crypto.getRandomValues(new Uint8Array(16))].map(n => n.toString(16).padStart(2, "0")).join("");
  const empty = () => fill({ticket: ticket(), ...Object.fromEntries(WRITTEN.map(name => [name, ""]))});
  const say = word => { told.textContent = word ? told.dataset[word] : ""; };
  const show = () => { kept.hidden = !waiting.length; remember(); };

  const drop = entry => {
    waiting = waiting.filter(other => other !== entry);
    entry.line.remove();
  };
  const keep = values => {
    const entry = {fields: values, line: mould.cloneNode(true)};
    entry.line.querySelector("p").textContent = [values.place, values.words].filter(Boolean).join("：");
    entry.line.querySelector("button").addEventListener("click", () => {
      if (form().elements.words.value.trim()) keep(fields());
      fill(entry.fields), drop(entry), show();
      form().elements.words.focus();
    });
    list.append(entry.line), waiting.push(entry);
  };
  const refuse = (entry, page) => {
    const why = entry.line.querySelector(".why");
    why.textContent = [...page.querySelectorAll(".trouble li")].map(line => line.textContent.trim()).join(" ");
    why.hidden = entry.line.querySelector("button").hidden = false;
  };

  const send = async entry => {
    const body = new URLSearchParams({...entry.fields, csrf_token: form().elements.csrf_token.value});
    const headers = {"HX-Request": "true", "HX-Target": "round"}, signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(form().action, {method: "POST", body, headers, signal});
    if (answer.status === 401 || answer.status === 400) return "out";
    if (!answer.ok && answer.status !== 422) return "lost";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status === 422) return refuse(entry, page), "wrong";
    drop(entry);
    document.getElementById("stops").replaceWith(page.getElementById("stops"));
    return "";
  };
  const sendAll = async () => {
    if (busy) return;
    busy = true;
    let outcome = "";
    for (let entry; !["lost", "out"].includes(outcome) && (entry = waiting.find(one => !one.tried));) {
      say("sending"), show();
      entry.tried = true;
      outcome = await send(entry).catch(() => "lost") || outcome;
    }
    for (const entry of waiting) entry.tried = false;
    busy = false;
    say(outcome), show();
  };

  part.addEventListener("submit", event => {
    if (!form().elements.words.value.trim() || !form().elements.area.value) return;
    event.preventDefault();
    keep(fields()), empty(), sendAll();
    form().elements.words.focus();
  });
  part.addEventListener("input", remember);
  kept.querySelector("[data-again]").addEventListener("click", sendAll);

  const before = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (before?.owner === part.dataset.owner) {
    if (!form().querySelector(".trouble") && before.draft.words) fill(before.draft);
    before.waiting.forEach(keep);
    if (waiting.length) say("lost");
  }
  show();
})();
