// Progressive enhancement only: every page works without this file.
"use strict";

// Say first what is wrong; where nothing is, stand ready without moving the page.
const ready = document.querySelector("[data-focus]");
ready?.focus({ preventScroll: ready.dataset.focus === "still" });

// The list beside an item shows where one is.
const list = document.querySelector(".review-list");
const here = list?.querySelector("[aria-current]");
if (here && list.scrollHeight > list.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;

// A link that is shown once can be copied with one press.
for (const copy of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
    copy.textContent = copy.dataset.copied;
  });
}

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

// What if: a changed box asks the server for the page again, and takes its answer over from it; where none comes,
// it says so in place of a figure that no longer fits the boxes.
for (const form of document.querySelectorAll("form[data-live]")) {
  const spot = document.getElementById(form.dataset.live);
  let asked = 0;
  const ask = async (url) => {
    try {
      const answer = await fetch(url);
      if (!answer.ok) return null;
      return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(spot.id);
    } catch {
      return null;
    }
  };
  const work = async () => {
    const mine = ++asked;
    const url = new URL(form.action);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    url.hash = "";
    const fresh = await ask(url);
    if (mine !== asked) return;
    spot.classList.toggle("is-wrong", !fresh);
    if (!fresh) return spot.replaceChildren(form.dataset.failed);
    spot.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", url);
  };
  form.addEventListener("change", work);
  window.addEventListener("online", () => spot.classList.contains("is-wrong") && work());
}

// What a form holds and nobody has sent yet is not lost by leaving without a word.
for (const form of document.querySelectorAll("form[data-warns]")) {
  let open = false;
  form.addEventListener("input", () => (open = true));
  form.addEventListener("submit", () => (open = false));
  window.addEventListener("beforeunload", (event) => open && event.preventDefault());
}
