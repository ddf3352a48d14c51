// Particulars save themselves, each alone; without this file the button saves. What the server has not confirmed is kept
// in this browser with the version of the page on which it was typed, and is there again when the page is opened.
"use strict";

const TELLING = { pause: 1000, first: 2000, longest: 30_000 }; // milliseconds

class Telling extends Unstored {
  constructor(form, { assessment, token, version }) {
    super(`sonae:untold:${assessment}`);
    Object.assign(this, { form, token, wait: TELLING.first });
    this.words = JSON.parse(document.querySelector("[data-unsaved] template").content.textContent);
    this.line = form.querySelector("[data-saved]");
    this.versions = {}; // particular -> the version of what is shown of it
    this.shown = Number(version);
    this.refused = new Map(); // particular -> what the server said about it
  }

  open() {
    return Object.entries(this.entries).filter(([particular]) => !this.refused.has(particular));
  }

  start() {
    this.restore();
    const { form } = this;
    form.addEventListener("input", ({ target }) => this.put(target.closest(".particular"), target.type !== "radio"));
    form.addEventListener("change", () => this.send());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.send()));
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.size && (this.failed || this.refused.size) && !this.leaving) event.preventDefault();
    });
  }

  // What waits is shown as it was left. A page that answers what was sent shows all of that itself.
  restore() {
    if ("answers" in this.form.dataset) this.entries = {};
    const { entries } = this;
    for (const [particular, { values, version }] of Object.entries(entries)) {
      const card = document.getElementById(particular);
      if (!card || JSON.stringify(this.valuesOf(card)) === JSON.stringify(values)) delete entries[particular];
      else this.fill(card, values);
      this.versions[particular] = version;
    }
    this.entries = entries;
    this.send();
  }

  valuesOf(card) {
    const controls = [...card.querySelectorAll("input, textarea")];
    return controls.filter(({ type, checked }) => type !== "radio" || checked).map(({ name, value }) => [name, value]);
  }

  fill(card, values) {
    for (const [name, value] of values) {
      for (const control of card.querySelectorAll(`[name="${name}"]`)) {
        if (control.type === "radio") control.checked = control.value === value;
        else control.value = value;
      }
    }
  }

  put(card, typing) {
    const version = this.versions[card.id] ?? this.shown;
    this.entries = { ...this.entries, [card.id]: { values: this.valuesOf(card), version } };
    this.refused.delete(card.id);
    clearTimeout(this.later);
    if (typing) this.later = setTimeout(() => this.send(), TELLING.pause);
    this.say();
  }

  // Sends all that waits, one after the other; resolves when nothing more can be sent now.
  send() {
    clearTimeout(this.later);
    if (!this.sending && this.open().length) {
      this.sending = this.sendAll().finally(() => {
        this.sending = null;
        this.say();
      });
    }
    this.say();
    return this.sending;
  }

  async sendAll() {
    for (let [first] = this.open(); first; [first] = this.open()) {
      const told = await this.post(...first);
      this.failed = !told;
      if (!told) return this.sendLater();
      this.wait = TELLING.first;
      this.heard(...first, told);
    }
  }

  sendLater() {
    this.later = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(2 * this.wait, TELLING.longest);
  }

  heard(particular, entry, told) {
    const { entries } = this;
    const same = JSON.stringify(entries[particular]?.values) === JSON.stringify(entry.values);
    if (!told.saved) {
      if (same) this.refused.set(particular, told);
      return;
    }
    this.stored = true;
    this.versions[particular] = told.version;
    if (same) delete entries[particular];
    else if (entries[particular]) entries[particular].version = told.version;
    this.entries = entries;
  }

  // Resolves to what the server said, or to null where it should be tried again.
  async post(particular, { values, version }) {
    const body = new FormData();
    for (const [name, value] of [["csrf_token", this.token], ["version", version], ...values]) body.append(name, value);
    const headers = { Accept: "application/json" };
    try {
      const answer = await fetch(this.form.dataset.tellsItself, { method: "POST", body, headers, keepalive: true });
      return answer.status >= 500 || answer.status === 429 ? null : await answer.json();
    } catch {
      return null;
    }
  }

  leave() {
    if (!this.sending) for (const entry of this.open()) this.post(...entry);
  }

  // The button waits for what is on its way; where that fails the page stays, and is sent when it is pressed again.
  // What was refused is sent at once: the page that answers says why, at its place.
  async submit(event) {
    if (this.leaving || !this.size) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    await this.send();
    await new Promise((over) => setTimeout(over)); // a form cannot be sent while it is being sent
    this.leaving = true;
    if (!this.failed) this.form.requestSubmit(button);
  }

  say() {
    const { words, size } = this;
    const unsaved = (size === 1 ? words.one : words.many).replace("{count}", size) + words.space;
    const [refused] = this.refused.values();
    this.line.classList.toggle("is-wrong", Boolean(size && (refused || this.failed)));
    if (!size) this.line.textContent = this.stored ? words.saved : "";
    else if (refused) this.line.textContent = unsaved + refused.sentence;
    else if (this.failed) this.line.textContent = unsaved + words.failed;
    else this.line.textContent = this.sending ? words.saving : unsaved;
  }
}

const told = document.querySelector("form[data-tells-itself]");
if (told) new Telling(told, document.querySelector("[data-unsaved]").dataset).start();
