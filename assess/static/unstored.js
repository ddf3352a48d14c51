// What the server has not confirmed yet, kept in this browser over reloads under a name: one entry for each thing.
"use strict";

class Unstored {
  constructor(name) {
    this.name = name;
  }

  get entries() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return this.inMemory ?? {}; // no storage here: then it lasts as long as the page
    }
  }

  set entries(entries) {
    this.inMemory = entries;
    try {
      if (Object.keys(entries).length) localStorage.setItem(this.name, JSON.stringify(entries));
      else localStorage.removeItem(this.name);
    } catch {
      // kept in memory
    }
  }

  get size() {
    return Object.keys(this.entries).length;
  }
}

globalThis.Unstored = Unstored;
