// What can be measured of a page as it stands in the window. Evaluates to an object of functions,
// each giving sentences about what is wrong.
(() => {
  const text = element => (element.innerText || element.value || element.getAttribute("aria-label") || "")
    .trim().replace(/\s+/g, " ").slice(0, 30);
  const name = element =>
    `<${element.tagName.toLowerCase()}${element.className ? "." + element.className : ""}> “${text(element)}”`;
  const style = (element, part) => getComputedStyle(element, part);
  const isShown = element => element.checkVisibility({visibilityProperty: true})
    && element.getBoundingClientRect().right > 0 && !element.closest(".hidden");

  // A link whose ::after covers the slip around it is as large as the slip; a box lies on its card.
  const reach = target => {
    const covers = style(target, "::after").position === "absolute" && target.offsetParent;
    const card = target.closest("label.choice, label.tickbox");
    return (covers || card || target).getBoundingClientRect();
  };
  // WCAG excepts links within a sentence, whose height the line gives.
  const isWithinSentence = target => target.tagName === "A" && style(target).display === "inline"
    && target.parentElement.innerText.trim().length > target.innerText.trim().length;

  const targets = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(element => element.type !== "hidden" && isShown(element) && !isWithinSentence(element));

  const holdsText = element => [...element.childNodes]
    .some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const texts = () => [...document.body.querySelectorAll("*")].filter(
    element => holdsText(element) && isShown(element) && !element.closest("svg, option, textarea"));
  const size = element => parseFloat(style(element).fontSize);

  const apart = (a, b) => Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  const isInside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
    && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;

  return {
    smallTargets: least => targets().map(target => [target, reach(target)])
      .filter(([, box]) => Math.min(box.width, box.height) < least - 0.5)
      .map(([target, box]) => `${name(target)} ${box.width.toFixed()} × ${box.height.toFixed()}`),

    crowdedTargets: least => {
      const all = targets().filter(target => !target.closest(".stand")).map(target => [target, reach(target)]);
      return all.flatMap(([one, a], index) => all.slice(index + 1)
        .filter(([, b]) => apart(a, b) < least - 0.5 && !isInside(a, b) && !isInside(b, a))
        .map(([other, b]) => `${name(one)} and ${name(other)} ${apart(a, b).toFixed(1)} apart`));
    },

    smallTexts: least => texts().filter(element => size(element) < least - 0.1)
      .map(element => `${name(element)} ${size(element)} px`),

    longLines: most => [...document.querySelectorAll("main p, main li, main dd")]
      .filter(element => holdsText(element) && isShown(element) && element.innerText.length > most)
      .filter(element => element.clientWidth / size(element) > most + 0.5)
      .map(element => `${name(element)} ${(element.clientWidth / size(element)).toFixed(1)} characters`),

    bodySize: () => size(document.body),

    millimetre: () => parseFloat(style(document.documentElement).getPropertyValue("--mm")),

    // 1.4.12: what a reader may set without losing anything.
    spaceOut: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + " word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
      document.adoptedStyleSheets = [sheet];
    },

    beyondTheEdge: () => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.body.querySelectorAll("*")]
        .filter(element => isShown(element) && element.getBoundingClientRect().right > width + 1)
        .map(element => `${name(element)} ends at ${element.getBoundingClientRect().right.toFixed()}`);
    },
  };
})()
