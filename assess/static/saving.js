// Progressive enhancement only: without this file the button saves. Each choice and each note saves itself; what could
// not be stored waits in the queue (queue.js), and every page of the assessment says so until it is empty.
"use strict";

const PAUSE = 1000; // milliseconds without a key, after which a note is sent

const place = document.querySelector("[data-unsaved]");
const words = place && JSON.parse(place.querySelector("template").content.textContent);
const queue = place && new globalThis.Queue(place.dataset);
const answers = document.querySelector("form[data-saves-itself]");

const anew = !answers && place ? { ask: location.href, way: words.anew } : {};

// How many answers are not stored, why, and what can be done.
function state() {
  const count = queue.size;
  if (!count) return queue.stored ? { text: words.saved, ...anew } : { text: "" };
  const unsaved = (count === 1 ? words.one : words.many).replace("{count}", count);
  const [refused] = queue.refused.values();
  if (refused) return { text: unsaved + words.space + refused.sentence, wrong: true, ask: refused.ask, way: refused.way };
  if (queue.failed) return { text: unsaved + words.space + words.failed, wrong: true };
  return { text: queue.sending ? words.saving : unsaved };
}

const line = answers?.querySelector("[data-saved]") ?? place?.querySelector("[data-line]");
const link = place?.querySelector("[data-ask]");
const discard = place?.querySelector("[data-discard]");

let spoken = false; // before, the line says what the server wrote there
let touched = false;
let leaving = false;

function say() {
  const { text, wrong = false, ask, way } = state();
  if (text || spoken) line.textContent = text;
  spoken = true;
  line.classList.toggle("is-wrong", wrong);
  line.classList.toggle("is-waiting", !wrong && queue.size > 0);
  link.hidden = !ask || asksHere();
  if (ask) [link.href, link.textContent] = [ask, way];
  discard.hidden = !queue.refused.size;
  place.hidden = Boolean(answers) || !text;
}

// Whether the page already shows both values of what was changed meanwhile.
const asksHere = () => Boolean(answers) && [...queue.refused.keys()].every((question) => asks(question));

// A page without the answers' form shows what was stored before; nothing typed on it may be lost by loading it anew.
function showStored(told) {
  if (answers || told.version <= Number(place.dataset.version)) return;
  if (!touched && "showsAnswers" in place.dataset) location.reload();
}

function start() {
  if (answers) answers.querySelector(".savebar").append(link, discard);
  queue.version = Number(place.dataset.version);
  queue.heard = (told) => {
    queue.stored ||= Boolean(answers) || told.version > Number(place.dataset.version);
    queue.version = Math.max(queue.version, told.version);
    if (answers) still.after(() => show(told));
    if (!queue.size) showStored(told);
  };
  queue.changed = () =>
    still.after(() => {
      say();
      if (answers) askWhich();
    });
  discard.addEventListener("click", () => {
    queue.discard();
    location.reload();
  });
  document.addEventListener("input", () => (touched = true));
  window.addEventListener("online", () => queue.send());
  window.addEventListener("storage", (event) => event.key === queue.name && say());
  document.addEventListener("visibilitychange", () => (document.hidden ? queue.leave() : queue.send()));
  window.addEventListener("pagehide", () => queue.leave());
  window.addEventListener("pageshow", (event) => event.persisted && queue.send());
  window.addEventListener("beforeunload", (event) => {
    if (queue.atRisk && !leaving) event.preventDefault();
  });
  if (answers) fill();
  if (queue.size) queue.send();
}

const radiosOf = (question) => card(question).querySelectorAll("[type=radio]");
const noteOf = (question) => answers.elements[`${question}-note`];
const card = (question) => document.getElementById(question);
const asks = (question) => Boolean(card(question)?.classList.contains("is-wrong"));

// What waits is shown as it was left; where the server asks which is right, nothing is.
function fill() {
  for (const [question, { option, count, note }] of Object.entries(queue.entries)) {
    if (asks(question)) continue;
    if (option !== undefined || count) showAnswer(question, option, count);
    if (note !== undefined && noteOf(question)) noteOf(question).value = note;
  }
}

// Somebody else stored another value: the server's page shows both, and asks.
function askWhich() {
  const stale = [...queue.refused].filter(([question, told]) => told.stale && card(question) && !asks(question));
  if (!stale.length || leaving) return;
  leaving = true;
  carryVersion();
  answers.submit();
}

// What the form sends was chosen on the oldest of its pages: so nothing of somebody else's is overwritten unseen.
function carryVersion() {
  const open = Object.entries(queue.entries).filter(([question]) => card(question) && !asks(question));
  answers.elements.version.value = Math.min(queue.version, ...open.map(([, entry]) => entry.version));
}

function show(told) {
  for (const [part, html] of Object.entries(told.parts)) {
    for (const spot of document.querySelectorAll(`[data-estimate="${part}"]`)) spot.innerHTML = html;
  }
  for (const [question, theirs] of Object.entries(told.others)) showOther(question, theirs);
  for (const [question, { option, says }] of Object.entries(told.stands)) {
    if (!(question in queue.entries)) counting.show(card(question), option, says);
  }
  const undo = answers.querySelector("[data-undo]");
  if (Number(answers.elements.version.value) < told.version) {
    undo.value = told.version;
    undo.hidden = false;
  }
  answers.elements.version.value = queue.version;
}

function showOther(question, theirs) {
  if (!card(question) || question in queue.entries) return;
  showAnswer(question, theirs.option ?? undefined, theirs.count);
  if (noteOf(question)) noteOf(question).value = theirs.note;
  const sentence = document.createElement("p");
  sentence.className = "notice notice-care changed-by-other";
  sentence.textContent = words.changed;
  card(question).prepend(sentence);
}

function showAnswer(question, option, count) {
  if (!card(question)) return;
  for (const radio of radiosOf(question)) radio.checked = radio.value === option;
  counting.fill(card(question), count);
}

// What a control says of its question: an option, a note, or a count that is whole; nothing where it is not.
function saidBy(target) {
  if (target.type === "radio") return { option: target.value, count: undefined };
  if (target.type === "textarea") return { note: target.value };
  const question = target.closest(".question");
  counting.settle(question, target);
  const count = counting.read(question);
  return count && { count, option: undefined };
}

function saveItself() {
  let pause;
  function put(target) {
    const question = target.closest(".question").id;
    const said = saidBy(target);
    clearTimeout(pause);
    if (!said) return;
    if (said.option) counting.fill(card(question));
    if (said.count?.[0] !== "count") for (const radio of said.count ? radiosOf(question) : []) radio.checked = false;
    queue.put(question, said, asks(question));
  }
  answers.addEventListener("input", ({ target }) => {
    if (target.type !== "textarea" && !(target.type === "text" && target.closest("[data-count]"))) return;
    put(target);
    pause = setTimeout(() => queue.send(), PAUSE);
  });
  answers.addEventListener("change", ({ target }) => {
    if (target.type === "radio" || target.closest("[data-count] [type=checkbox]")) put(target);
    queue.send();
  });
  // The button waits for what is on its way; where that fails it stays here, and sends the form when pressed again.
  let tried = false;
  answers.addEventListener("submit", async (event) => {
    carryVersion();
    if (!queue.size || tried) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    await queue.send();
    if (leaving) return;
    tried = true;
    if (!queue.failed) answers.requestSubmit(button);
  });
}

if (place) {
  start();
  if (answers) saveItself();
}
