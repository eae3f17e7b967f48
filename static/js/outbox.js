// What is sent from a page where the network may fail (走访, 签到, 发言): it leaves its form at once and waits in
// this tab until it was answered, over a reload too; so the next can be written meanwhile. Each carries its
// ticket, by which what did arrive is known again. Whoever else signs in finds nothing of it.
//
// A form with data-kept is such a form; the attribute names the fields that tell an entry from the others.
// data-once: fields emptied when it was taken; data-needs: without them it is sent as any form; data-part: what
// of the answer takes the place of what stands here; data-label: what an entry is called.
(() => {
  const box = document.getElementById("kept"), KEY = box.dataset.name, PATIENCE = 20000, AGAIN = 5000;
  const list = box.querySelector("ol"), told = box.querySelector("[role=status]"), saved = document.getElementById("saved");
  const mould = box.querySelector("template").content.firstElementChild;
  let waiting = [], drafts = {}, busy = false;

  const words = (form, name) => (form.dataset[name] || "").split(" ").filter(Boolean);
  const value = (form, name) => form.elements[name]?.value ?? "";
  const fields = (form, button) => {
    const {csrf_token, ...rest} = Object.fromEntries(new FormData(form, button));
    return rest;
  };
  const fill = (form, values) => {
    for (const [name, text] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = text;
  };
  const spoken = (form, name) => {
    const chosen = form.querySelector(`[name="${name}"]:checked`);
    return chosen ? chosen.closest("label").textContent.trim() : value(form, name);
  };
  const ticket = () => [...crypto.getRandomValues(new Uint8Array(16))].map(n => n.toString(16).padStart(2, "0")).join("");
  const empty = form => {
    for (const name of words(form, "once")) form.elements[name].value = "";
    if (form.elements.ticket) form.elements.ticket.value = ticket();
  };
  const formOf = entry => [...document.querySelectorAll("form[data-kept]")].find(form => form.getAttribute("action") === entry.to);
  const owned = () => document.querySelector("[data-owner]").dataset.owner;
  const remember = () => {
    const kept = waiting.map(({to, part, label, fields}) => ({to, part, label, fields}));
    sessionStorage.setItem(KEY, JSON.stringify({owner: owned(), drafts, waiting: kept}));
  };
  const say = word => { told.textContent = word ? told.dataset[word] : ""; };
  const show = () => {
    if (saved && !waiting.length && !box.hidden) saved.textContent = saved.dataset.saved;
    if (saved && waiting.length) saved.textContent = "";
    box.hidden = !waiting.length;
    remember();
  };

  const drop = entry => {
    waiting = waiting.filter(other => other !== entry);
    entry.line.remove();
  };
  const give = entry => {
    const form = formOf(entry), mine = words(form, "once")[0];
    if (value(form, mine).trim()) keep(form, fields(form));
    fill(form, entry.fields), drop(entry), show();
    form.elements[mine].focus();
  };
  const add = entry => {
    entry.line = mould.cloneNode(true);
    entry.line.querySelector("p").textContent = entry.label;
    entry.line.querySelector("[data-back]").addEventListener("click", () => give(entry));
    entry.line.querySelector("[data-drop]")?.addEventListener("click", () => { drop(entry), show(); });
    list.append(entry.line), waiting.push(entry);
  };
  const keep = (form, values, button) => {
    const told = words(form, "kept").map(name => spoken(form, name)).filter(Boolean).join("：");
    const label = [form.dataset.label, button?.textContent.trim(), told].filter(Boolean).join("：");
    add({to: form.getAttribute("action"), part: form.dataset.part, label, fields: values});
  };
  const refuse = (entry, why) => {
    const line = entry.line.querySelector(".why"), back = entry.line.querySelector("[data-back]"), out = entry.line.querySelector("[data-drop]");
    const form = formOf(entry);
    line.textContent = why;
    line.hidden = false;
    back.hidden = !form || !words(form, "once").length || Boolean(form.querySelector("[type=password]"));
    if (out) out.hidden = false;
    entry.wrong = true;
  };
  const put = (entry, page) => {
    const old = document.getElementById(entry.part), anew = page.getElementById(entry.part);
    if (!old || !anew) return;
    const before = [...old.querySelectorAll("form[data-kept]")].map(form => [form.getAttribute("action"), fields(form)]);
    old.replaceWith(anew);
    for (const [to, values] of before) {
      const form = formOf({to});
      if (form && words(form, "once").length) fill(form, values);
    }
    window.htmx?.process(anew);
  };

  const sentence = page => {
    const lines = [...page.querySelectorAll(".trouble li")].map(line => line.textContent.trim());
    return lines.join(" ") || page.querySelector("main p")?.textContent.trim() || "";
  };
  const send = async entry => {
    const csrf_token = document.querySelector("main [name=csrf_token]").value;
    const body = new URLSearchParams({...entry.fields, csrf_token});
    const headers = {"HX-Request": "true", "HX-Target": entry.part}, signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(entry.to, {method: "POST", body, headers, signal});
    if (answer.status === 401 || answer.status === 400) return "out";
    if (answer.status === 429 || answer.status >= 500) return "lost";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) return refuse(entry, sentence(page)), "wrong";
    drop(entry), put(entry, page);
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
  const sendByItself = () => waiting.some(entry => !entry.wrong) && sendAll();

  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.kept === undefined || words(form, "needs").some(name => !value(form, name).trim())) return;
    event.preventDefault(), event.stopImmediatePropagation();
    keep(form, fields(form, event.submitter), event.submitter?.name ? event.submitter : null);
    event.submitter?.setAttribute("aria-busy", "true");
    empty(form), delete drafts[form.getAttribute("action")], sendAll();
    (form.elements[words(form, "once")[0]] ?? document.querySelector("[data-ready]"))?.focus();
  }, true);
  document.addEventListener("input", ({target: {form}}) => {
    if (!form?.closest("main")) return;
    drafts[form.getAttribute("action")] = Object.fromEntries(Object.entries(fields(form)).filter(([name]) => !["read", "ticket"].includes(name)));
    remember();
  });
  const restore = () => {
    for (const form of document.querySelectorAll("main form[method=post]")) {
      const draft = drafts[form.getAttribute("action")];
      if (draft && !form.querySelector(".trouble")) fill(form, draft);
    }
  };
  document.addEventListener("htmx:afterSwap", restore);
  document.addEventListener("htmx:sendError", () => { if (saved) saved.textContent = saved.dataset.failed; });
  document.addEventListener("htmx:beforeSwap", () => { if (saved) saved.textContent = ""; });
  box.querySelector("[data-again]").addEventListener("click", sendAll);
  if (box.dataset.auto !== undefined) {
    addEventListener("online", sendByItself);
    setInterval(sendByItself, AGAIN);
  }

  const before = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (before?.owner === owned()) {
    drafts = before.drafts, restore();
    before.waiting.forEach(add);
    if (waiting.length) say("lost");
  }
  show();
})();
