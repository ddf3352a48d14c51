// Counting, ticking and dating on a page of questions: what the inputs of a question hold, and what the server says
// of it. Which option a count stands for is worked out in one place only, on the server.
"use strict";

const ticksOf = (question) => [...question.querySelectorAll("[data-count] [type=checkbox]")];
const typedOf = (question) => [...question.querySelectorAll("[data-count] [type=text]")];

const counting = {
  // The kind of the count and what its inputs hold; null while it is not whole.
  read(question) {
    const kind = question.querySelector("[data-count]").dataset.count;
    const ticks = ticksOf(question).filter((box) => box.checked).map((box) => box.value);
    if (kind === "parts") return [kind, "", ...ticks];
    const values = typedOf(question).map((input) => input.value.trim());
    const whole = kind === "count" ? ticks.length || values.every(Boolean) : values[1] || values[0].length > 4;
    return whole ? [kind, ...values, ...ticks] : null;
  },

  // Numbers and ticks of one by one are two ways to say the same: the one that was used last empties the other.
  // What counts is there, and what is not there cannot count.
  settle(question, target) {
    if (question.querySelector("[data-count]")?.dataset.count !== "count") return;
    if (target.type === "checkbox") this.settleTick(question, target);
    else if (target.value.trim()) for (const box of ticksOf(question)) box.checked = false;
  },

  settleTick(question, target) {
    if (target.checked) for (const input of typedOf(question)) input.value = "";
    const [there, met] = target.closest(".which-row").querySelectorAll("[type=checkbox]");
    if (target === met && met.checked) there.checked = true;
    if (target === there && !there.checked) met.checked = false;
  },

  // Shows a count in the inputs; without one they are emptied, as an option was chosen in its place.
  fill(question, count) {
    const values = count?.slice(1) ?? [];
    for (const box of ticksOf(question)) box.checked = values.includes(box.value);
    for (const [place, input] of typedOf(question).entries()) input.value = values[place] ?? "";
    const fold = question.querySelector("details[data-count]");
    if (fold && count) fold.open = true;
    this.say(question, "");
  },

  // Shows for which option a stored count stands; days and ticks are not shown as an option beside themselves.
  show(question, option, says) {
    if (!question?.querySelector("[data-count]")) return;
    this.say(question, says);
    const kind = question.querySelector("[data-count]").dataset.count;
    if (!says || kind === "on") return;
    const none = !question.querySelector("[data-count] [type=checkbox]:checked");
    for (const radio of question.querySelectorAll("[type=radio]")) {
      radio.checked = radio.value === option && (kind === "count" || none);
    }
  },

  say(question, says) {
    const line = question.querySelector("[data-says]");
    if (line) line.textContent = says;
  },
};

globalThis.counting = counting;
