// Progressive enhancement only: without this file the page sends one file, and is loaded anew.
"use strict";

const ground = document.querySelector("template[data-evidence-words]");
const said = ground && JSON.parse(ground.content.textContent);

// Resolves to what the server says, or to null where nothing came back.
function send(url, data, moved = () => {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => moved(event.loaded / event.total));
    request.addEventListener("loadend", () => resolve(request.response));
    request.send(data);
  });
}

function enhance(box) {
  const form = document.getElementById(box.dataset.evidence);
  if (!form) return;
  const [chosen, day] = [form.elements.file, form.elements.held_good_on];
  const bar = box.querySelector("progress");
  const line = box.querySelector("[data-said]");
  const list = box.querySelector("[data-files]");
  let busy = false;

  function say(sentences, wrong = false) {
    line.textContent = [sentences].flat().join("\n");
    line.classList.toggle("is-wrong", wrong);
  }

  async function add(file) {
    if (file.size > Number(ground.dataset.largest)) return said.large;
    say(said.sending.replace("{name}", () => file.name));
    bar.value = 0;
    bar.hidden = false;
    const data = new FormData();
    for (const control of [form.elements.csrf_token, day]) data.set(control.name, control.value);
    data.set("file", file);
    const told = await send(form.action, data, (part) => (bar.value = 100 * part));
    bar.hidden = true;
    if (told?.done) list.innerHTML = told.files;
    return told?.done ? null : (told?.sentence ?? said.failed);
  }

  async function addAll() {
    const files = [...chosen.files];
    const wrong = [];
    for (const file of files) {
      const sentence = await add(file);
      if (sentence) wrong.push(files.length > 1 ? `${file.name}: ${sentence}` : sentence);
    }
    if (!files.length) wrong.push(said.none);
    chosen.value = "";
    say(wrong.length ? wrong : files.map((file) => said.added.replace("{name}", () => file.name)), wrong.length > 0);
  }

  async function remove(button) {
    const data = new FormData();
    data.set("csrf_token", form.elements.csrf_token.value);
    const told = await send(button.formAction, data);
    if (!told?.done) return say(told?.sentence ?? said.failed, true);
    list.innerHTML = told.files;
    say(said.removed);
    box.querySelector("summary").focus();
  }

  async function once(step) {
    if (busy) return;
    busy = true;
    await step();
    busy = false;
  }

  chosen.multiple = true;
  // The box stands inside the form of the answers, which would take its controls for answers.
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    once(() => remove(button));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(addAll);
  });
}

if (said) for (const box of document.querySelectorAll("[data-evidence]")) enhance(box);
