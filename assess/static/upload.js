// Progressive enhancement only: without this file the page sends one file, and is loaded anew.
//
// A chosen file is sent at once. What does not arrive stays at hand and is sent again by the button, or when the
// connection is back. A page left meanwhile cannot finish an upload, so its name is kept in this browser, and
// the page says which file to choose again.
"use strict";

const ground = document.querySelector("template[data-evidence-words]");
const said = ground && JSON.parse(ground.content.textContent);
const PICTURE = /\.(hei[cf]|hif|tiff?)$/i; // for which some browsers know no type
const LEFT = "sonae:sending"; // box -> names of files that are on their way

const left = {
  get all() {
    try {
      return JSON.parse(localStorage.getItem(LEFT)) ?? {};
    } catch {
      return {};
    }
  },
  set(box, names) {
    const { [box]: _before, ...others } = this.all;
    try {
      localStorage.setItem(LEFT, JSON.stringify(names.length ? { ...others, [box]: names } : others));
    } catch {
      // no storage here: the warning on leaving must do
    }
  },
};

const boxes = [];

// Resolves to what the server says, or to null where it is worth trying again; what it cannot take now, it says.
function send(url, data, moved = () => {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => moved(event.loaded / event.total));
    request.addEventListener("loadend", () => {
      const later = request.status === 503 && request.response?.sentence;
      resolve(later ? { ...request.response, later } : request.status < 429 ? request.response : null);
    });
    request.send(data);
  });
}

class Box {
  constructor(element, form) {
    Object.assign(this, { element, form, name: form.action, waiting: [], busy: null, reminded: false });
    this.chosen = form.elements.file;
    this.day = form.elements.held_good_on;
    this.bar = element.querySelector("progress");
    this.line = element.querySelector("[data-said]");
    this.list = element.querySelector("[data-files]");
    this.again = element.querySelector("[data-add]");
    this.chosen.multiple = true;
    this.again.hidden = true;
    this.again.textContent = said.again;
    this.listen();
    this.nameLeft();
  }

  listen() {
    // The box stands inside the form of the answers, which would take its controls for answers.
    for (const type of ["change", "input"]) this.element.addEventListener(type, (event) => event.stopPropagation());
    this.chosen.addEventListener("change", () => this.add([...this.chosen.files]));
    this.day.addEventListener("change", () => {
      if (this.waiting.length && this.day.value && this.day.validity.valid) this.once(() => this.sendAll());
    });
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove]");
      if (!button) return;
      event.preventDefault();
      this.once(() => this.remove(button));
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.once(() => this.sendAll());
    });
  }

  say(sentences, wrong = false) {
    this.line.textContent = [sentences].flat().join("\n");
    this.line.classList.toggle("is-wrong", wrong);
  }

  add(files) {
    this.waiting.push(...files);
    this.chosen.value = "";
    return this.once(() => this.sendAll());
  }

  once(step) {
    this.busy ??= step().finally(() => (this.busy = null));
    return this.busy;
  }

  async sendAll() {
    const [good, wrong, kept] = [[], [], []];
    while (this.waiting.length) {
      left.set(this.name, [...kept, ...this.waiting].map((file) => file.name));
      const [file] = this.waiting;
      const told = await this.sendOne(file);
      this.waiting.shift();
      if (told === null || told.wants_day || told.later) kept.push(file);
      if (told?.done) good.push(said.added.replace("{name}", () => file.name));
      else wrong.push(said.about.replace("{name}", () => file.name).replace("{sentence}", () => told?.sentence ?? said.failed));
    }
    this.waiting = kept;
    left.set(this.name, kept.map((file) => file.name));
    this.again.hidden = !kept.length;
    this.reminded = false;
    this.say(wrong.length ? [...good, ...wrong] : good, wrong.length > 0);
  }

  async sendOne(file) {
    if (file.size > Number(ground.dataset.largest)) return { done: false, sentence: said.large };
    // Only a picture can say its day itself.
    if (!this.day.value && !file.type.startsWith("image/") && !PICTURE.test(file.name)) return { done: false, sentence: said.day, wants_day: true };
    this.say(said.sending.replace("{name}", () => file.name));
    this.bar.value = 0;
    this.bar.hidden = false;
    const data = new FormData();
    for (const control of [this.form.elements.csrf_token, this.day]) {
      data.set(control.name, control.value);
    }
    data.set("file", file);
    const told = await send(this.form.action, data, (part) => (this.bar.value = 100 * part));
    this.bar.hidden = true;
    if (told?.done) this.list.innerHTML = told.files;
    return told;
  }

  async remove(button) {
    const data = new FormData();
    data.set("csrf_token", this.form.elements.csrf_token.value);
    const told = await send(button.formAction, data);
    if (!told?.done) return this.say(told?.sentence ?? said.notRemoved, true);
    this.list.innerHTML = told.files;
    this.say(said.removed);
    this.element.querySelector("summary").focus();
  }

  // Files that were on their way when the page was left, and are not in the list.
  nameLeft() {
    const there = new Set([...this.list.querySelectorAll("a")].map((link) => link.textContent));
    const lost = (left.all[this.name] ?? []).filter((name) => !there.has(name));
    left.set(this.name, []);
    if (!lost.length) return;
    this.element.open = true;
    this.say(lost.map((name) => said.left.replace("{name}", () => name)), true);
  }

  // Whoever goes on a second time does without what still waits.
  get open() {
    return Boolean(this.busy) || (this.waiting.length > 0 && !this.reminded);
  }
}

// A form beside the boxes waits until the files have arrived; where one does not, the page stays and names it.
async function waitForFiles(event) {
  if (event.defaultPrevented || boxes.some((box) => box.form === event.target) || !boxes.some((box) => box.open)) return;
  event.preventDefault();
  const { target, submitter } = event;
  await Promise.all(boxes.map((box) => box.busy ?? (box.waiting.length ? box.once(() => box.sendAll()) : null)));
  const lost = boxes.find((box) => box.open);
  if (lost) {
    lost.reminded = true;
    lost.line.scrollIntoView({ block: "center" });
  } else target.requestSubmit(submitter);
}

if (said) {
  for (const element of document.querySelectorAll("[data-evidence]")) {
    const form = document.getElementById(element.dataset.evidence);
    if (form) boxes.push(new Box(element, form));
  }
  document.addEventListener("submit", waitForFiles);
  window.addEventListener("online", () => {
    for (const box of boxes) if (box.waiting.length) box.once(() => box.sendAll());
  });
  window.addEventListener("beforeunload", (event) => boxes.some((box) => box.open) && event.preventDefault());
}
