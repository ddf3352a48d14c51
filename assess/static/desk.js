// Progressive enhancement only. Keys work while the focus is in the list, nowhere else (WCAG 2.1.4).
"use strict";

const desk = document.querySelector("[data-desk]");
const main = desk?.querySelector(".desk-main");

function step(by) {
  const links = [...main.querySelectorAll("tbody th a")];
  const at = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

const KEYS = {
  n: () => main.querySelector(".desk-head form button")?.click(),
  j: () => step(1),
  k: () => step(-1),
  "/": () => main.querySelector("[type=search]").focus(),
};

if (main) {
  for (const line of desk.querySelectorAll("[data-scripted]")) line.hidden = false;
  main.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  const form = main.querySelector("form[data-submits]");
  form.addEventListener("change", (event) => event.target.matches("select") && form.requestSubmit());
}
