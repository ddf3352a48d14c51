// While a finger or the mouse is down nothing on the page moves: what is being pressed must not slip away from under it.
// Leaving a field saves it, and that changes lines of text between the moment of pressing and that of letting go.
"use strict";

const still = {
  pressing: false,
  waiting: [],

  // Takes a step that may move something: at once, or when nothing is pressed any more.
  after(step) {
    if (this.pressing) this.waiting.push(step);
    else step();
  },

  release() {
    this.pressing = false;
    for (const step of this.waiting.splice(0)) step();
  },
};

document.addEventListener("pointerdown", () => (still.pressing = true), true);
// The click that belongs to it comes right after; it goes first.
for (const end of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(end, () => setTimeout(() => still.release()), true);
}
window.addEventListener("blur", () => still.release());

globalThis.still = still;
