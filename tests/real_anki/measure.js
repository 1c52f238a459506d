"use strict";
// what a person sees of the card in the frame, as JSON in an attribute of this page's body
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function colour(text) {
  const parts = text.match(/[\d.]+/g).map(Number);
  return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((each) => {
    const part = each / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function paper(view, element) {
  for (let each = element; each; each = each.parentElement) {
    const found = colour(view.getComputedStyle(each).backgroundColor);
    if (found.alpha > 0) return found.rgb;
  }
  return [255, 255, 255];
}

function contrast(view, element) {
  const ink = luminance(colour(view.getComputedStyle(element).color).rgb);
  const ground = luminance(paper(view, element));
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
}

function least(view, root) {
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = [...root.querySelectorAll("*")].filter((element) => own(element) && element.checkVisibility());
  return Math.min(21, ...shown.map((element) => contrast(view, element)));
}

addEventListener("load", async () => {
  const frame = document.getElementById("phone");
  const view = frame.contentWindow;
  const page = view.document;
  for (let turn = 0; turn < 100 && !page.querySelector("#qa").textContent; turn += 1) await rest(50);
  await rest(1500);
  const card = page.getElementById("qa");
  const closed = card.getBoundingClientRect().height;
  const summaries = [...card.querySelectorAll("summary")];
  const titles = summaries.filter((each) => each.checkVisibility());
  const names = titles.map((each) => each.textContent);
  const counts = titles.map((each) => view.getComputedStyle(each, "::after").content.replaceAll('"', ""));
  const before = least(view, card);
  summaries.forEach((each) => { each.parentElement.open = true; });
  const seen = {
    typeset: card.querySelectorAll("mjx-container, .MathJax, math").length,
    mathjax: typeof view.MathJax?.typesetPromise === "function",
    links: card.querySelectorAll("a, [href]").length,
    scripts: card.querySelectorAll("script").length,
    text: [...card.childNodes].filter((node) => node.nodeName !== "STYLE").map((node) => node.textContent).join(""),
    names, counts,
    tappable: summaries.every((each) => each.classList.contains("tappable")),
    height: closed,
    wide: page.documentElement.scrollWidth,
    contrast: Math.min(before, least(view, card)),
    directions: [...card.querySelectorAll("[dir]")].map((each) => view.getComputedStyle(each).direction),
    bold: [...card.querySelectorAll("b")].map((each) => each.textContent),
    code: [...card.querySelectorAll("pre")].map((each) => each.innerText),
    images: [...card.querySelectorAll("img")].map((each) => each.naturalWidth),
    ink: view.getComputedStyle(card.querySelector(".question")).color,
  };
  document.body.dataset.seen = JSON.stringify(seen);
});
