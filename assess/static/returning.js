// Progressive enhancement only: without this file the code is typed, and the browser's menu prints.
"use strict";

// A code that came behind the # of the address is put into the form and taken out of the address and the history:
// no server sees it before the button is pressed.
const form = document.querySelector("form[data-takes-code]");

function takeCode() {
  const found = location.hash.match(/^#([0-9A-Za-z]{4}(?:-?[0-9A-Za-z]{4}){4,6})$/);
  if (!form || !found) return;
  form.elements.code.value = found[1];
  history.replaceState(null, "", location.pathname + location.search);
  form.querySelector("[data-by-hand]").hidden = true;
  form.querySelector("[data-came-along]").hidden = false;
  form.querySelector("button").focus();
}

takeCode();
window.addEventListener("hashchange", takeCode);

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
