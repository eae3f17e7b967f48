// 联心卡: small pictures of the kiosk's camera go to the server until one shows a card; none is kept, here or
// there. And the pad of figures for its PIN. Without this a scanner types the code, and a keyboard the PIN.
(() => {
  const pad = document.querySelector(".pad"), pin = document.querySelector("input[name=pin]");
  if (pad) {
    pad.hidden = false;
    pad.addEventListener("click", ({target}) => {
      if (target.type === "button") pin.value = target.value && (pin.value + target.value).slice(0, 6);
    });
  }

  // A scanner types wherever the focus is: into the field, even after a tap elsewhere took it away.
  const read = document.querySelector("input[name=read]");
  if (read) addEventListener("keydown", () => document.activeElement.matches("a, button, input, select, textarea") || read.focus());

  const box = document.querySelector(".camera"), said = document.querySelector(".camera-said");
  if (!box || !navigator.mediaDevices) return;
  const video = box.querySelector("video"), canvas = document.createElement("canvas");
  const token = document.querySelector(".ask input[name=csrf_token]").value;
  const start = document.querySelector(".camera-start"), part = box.dataset.part;

  const look = async () => {
    canvas.width = 640, canvas.height = Math.round(640 * video.videoHeight / video.videoWidth) || 480;
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    const body = new FormData();
    body.append("picture", await new Promise(done => canvas.toBlob(done, "image/jpeg", .85)), "card.jpg");
    const answer = await fetch(box.dataset.scan, {method: "POST", body, headers: {"X-CSRFToken": token}});
    if (answer.status === 200) {
      const {there} = await answer.json();
      if (!part) return location.assign(there);
      await show(there);
      return setTimeout(again, 2000);
    }
    if (answer.status === 422) said.textContent = (await answer.json()).why;
    setTimeout(again, 400);
  };
  // At a meeting one card follows the other: who came takes its place in the page, and the camera goes on.
  const show = async there => {
    const page = await fetch(there, {headers: {"HX-Request": "true", "HX-Target": part}}).then(answer => answer.text());
    document.getElementById(part).replaceWith(new DOMParser().parseFromString(page, "text/html").getElementById(part));
    said.textContent = "";
  };
  const again = () => look().catch(() => setTimeout(again, 3000));

  const open = facingMode => navigator.mediaDevices.getUserMedia({video: {width: 1280, facingMode}}).then(stream => {
    video.srcObject = stream;
    box.hidden = false;
    video.addEventListener("loadeddata", again, {once: true});
  }, () => {});
  if (!start) return open("user");
  start.hidden = false;
  start.addEventListener("click", () => { start.hidden = true, open("environment"); });
})();
