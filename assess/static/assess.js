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

// Each choice saves itself, one after the other; the button does the same without this script.
function saveItself(form, said) {
  const line = form.querySelector("[data-saved]");
  const undo = form.querySelector("[data-undo]");
  let last = Promise.resolve();
  let waiting = 0;

  function say(sentence, wrong = false) {
    line.textContent = sentence;
    line.classList.toggle("is-wrong", wrong);
  }

  function show(told) {
    for (const [part, html] of Object.entries(told.parts)) {
      for (const place of document.querySelectorAll(`[data-estimate="${part}"]`)) place.innerHTML = html;
    }
    for (const [question, theirs] of Object.entries(told.others)) showOther(question, theirs);
    if (Number(form.elements.version.value) < told.version) {
      undo.value = told.version;
      undo.hidden = false;
    }
    form.elements.version.value = told.version;
    say(said.saved);
  }

  function showOther(question, theirs) {
    const card = document.getElementById(question);
    if (!card) return;
    for (const radio of card.querySelectorAll("[type=radio]")) radio.checked = radio.value === theirs.option;
    const note = form.elements[`${question}-note`];
    if (note) note.value = theirs.note;
    const sentence = document.createElement("p");
    sentence.className = "notice notice-care changed-by-other";
    sentence.textContent = said.changed;
    card.prepend(sentence);
  }

  async function save(control) {
    const sent = new FormData();
    for (const name of ["csrf_token", "version"]) sent.set(name, form.elements[name].value);
    sent.set(control.name, control.value);
    say(said.saving);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body: sent, headers, keepalive: true });
      const told = await answer.json();
      if (told.saved) show(told);
      else if (answer.status === 409) form.submit(); // the page shows both values, and asks
      else say(told.sentence, true);
    } catch {
      say(said.failed, true);
    }
  }

  form.addEventListener("change", (event) => {
    waiting += 1;
    last = last.then(() => save(event.target)).finally(() => (waiting -= 1));
  });
  // The button waits for choices on their way: the page must not meet them as if somebody else had made them.
  form.addEventListener("submit", (event) => {
    if (!waiting) return;
    event.preventDefault();
    const button = event.submitter;
    last.then(() => form.requestSubmit(button));
  });
}

for (const form of document.querySelectorAll("[data-saves-itself]")) {
  const words = form.querySelector("template[data-words]");
  if (words) saveItself(form, JSON.parse(words.content.textContent));
}

// What if: a changed box asks the server for the page again, and takes its answer over from it.
for (const form of document.querySelectorAll("form[data-live]")) {
  let asked = 0;
  form.addEventListener("change", async () => {
    const mine = ++asked;
    const url = new URL(form.action);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    url.hash = "";
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const fresh = page.getElementById(form.dataset.live);
    if (!fresh || mine !== asked) return;
    document.getElementById(form.dataset.live).replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", url);
  });
}
