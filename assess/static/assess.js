// Progressive enhancement only: every page works without this file.
"use strict";

// Say first what is wrong.
document.querySelector("[data-focus]")?.focus();

// Number keys press the choice that shows the number, while the focus is inside the group (WCAG 2.1.4).
for (const group of document.querySelectorAll("[data-keys]")) {
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = group.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}

// A form is sent once, however often the button is pressed; a download or "back" frees it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// The bar of the questionnaire closes with Escape, and when one goes elsewhere.
for (const fold of document.querySelectorAll("details.fold")) {
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!fold.contains(event.target)) fold.open = false;
  });
}

// Folded help is printed open.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details.help:not([open])")) {
    details.open = true;
    details.dataset.folded = "yes";
  }
});
window.addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-folded]")) details.open = false;
});
