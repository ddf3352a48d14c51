// Counting, ticking and dating on a page of questions: what the inputs of a question hold, and what the server says
// of it. Which option a count stands for is worked out in one place only, on the server.
"use strict";

const inputsOf = (question) => question.querySelectorAll("[data-count] input:not([type=radio]):not([type=hidden])");

const counting = {
  // The kind of the count and what its inputs hold; null while it is not whole.
  read(question) {
    const kind = question.querySelector("[data-count]").dataset.count;
    const inputs = [...inputsOf(question)];
    if (kind === "parts") return [kind, "", ...inputs.filter((box) => box.checked).map((box) => box.value)];
    const values = inputs.map((input) => input.value.trim());
    const whole = kind === "count" ? values.every(Boolean) : values[1] || values[0].length > 4;
    return whole ? [kind, ...values] : null;
  },

  // Shows a count in the inputs; without one they are emptied, as an option was chosen in its place.
  fill(question, count) {
    const values = count?.slice(1) ?? [];
    for (const [place, input] of inputsOf(question).entries()) {
      if (input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[place] ?? "";
    }
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
