// What the company chose and the server has not confirmed yet. It is kept in this browser, over reloads and under
// the name of its assessment, until the server says that it has it.
//
// One entry for each question: { option, count, note, version, sent }; `count` is the kind of what was counted
// and what its inputs hold, in place of an option. `version` is that of the page on which it was
// chosen, by which the server sees what somebody else changed since, and refuses to overwrite it; `sent` are
// values that went out and were not heard of, so that they are not taken for somebody else's.
"use strict";

const RETRY = { first: 2000, longest: 30_000 };
const UNHEARD = 8; // of the values that were sent and not heard of, the last
const SURVIVES = 40_000; // characters of a request that a browser still sends after its page is gone

const same = (one, other) =>
  one.option === other.option && one.note === other.note && JSON.stringify(one.count) === JSON.stringify(other.count);

class Queue extends Unstored {
  constructor({ assessment, action, token, version }) {
    super(`sonae:unsaved:${assessment}`);
    Object.assign(this, { action, token, version });
    this.refused = new Map(); // question -> what the server said about it
    this.failed = false;
    this.sending = null;
    this.wait = RETRY.first;
    this.heard = () => {}; // told what a save moved
    this.changed = () => {}; // told that something was added, sent, stored or refused
  }

  // `seen`: the page shows what somebody else stored, so that this choice answers it.
  put(question, said, seen = false) {
    const { [question]: before, ...others } = this.entries;
    const kept = before ?? { version: this.version, sent: [] };
    this.entries = { ...others, [question]: { ...kept, ...said, ...(seen && { version: this.version, sent: [] }) } };
    this.refused.delete(question);
    this.changed();
  }

  discard() {
    this.entries = {};
    this.refused.clear();
    this.failed = false;
    this.changed();
  }

  // Whether leaving now might lose something: what is on its way arrives, and what waits for a pause in typing is sent.
  get atRisk() {
    return this.size > 0 && (this.failed || this.refused.size > 0);
  }

  // Sends all that waits, one request after the other; resolves when nothing more can be sent now.
  send() {
    clearTimeout(this.later);
    if (!this.sending && this.size) {
      this.sending = this.sendAll().finally(() => {
        this.sending = null;
        this.changed();
      });
      this.changed();
    }
    return this.sending;
  }

  async sendAll() {
    for (let batch = this.open(); Object.keys(batch).length; batch = this.open()) {
      this.changed();
      const told = await this.post(batch);
      this.failed = !told;
      if (!told) return this.sendLater();
      this.wait = RETRY.first;
      if (told.saved) this.confirm(batch, told);
      else await this.refuse(batch, told);
      this.changed();
    }
  }

  // All entries but those which the server refused.
  open() {
    return Object.fromEntries(Object.entries(this.entries).filter(([question]) => !this.refused.has(question)));
  }

  sendLater() {
    this.later = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(2 * this.wait, RETRY.longest);
  }

  confirm(batch, told) {
    const entries = this.entries;
    for (const [question, entry] of Object.entries(batch)) {
      const now = entries[question];
      if (!now) continue;
      if (same(now, entry)) delete entries[question];
      else Object.assign(now, { version: told.version, sent: [] }); // changed again meanwhile
    }
    this.entries = entries;
    this.heard(told);
  }

  // One bad entry must not hold up the others: each is tried alone.
  async refuse(batch, told) {
    const alone = Object.entries(batch);
    if (alone.length === 1 || told.gone) {
      for (const [question, entry] of alone) this.hold(question, entry, told);
      return;
    }
    for (const [question, entry] of alone) {
      const said = await this.post({ [question]: entry });
      if (said?.saved) this.confirm({ [question]: entry }, said);
      else if (said) this.hold(question, entry, said);
    }
  }

  // Keeps back what was refused; what was chosen anew while it was on its way has not been judged yet.
  hold(question, entry, told) {
    const now = this.entries[question];
    if (now && same(now, entry) && now.version === entry.version) this.refused.set(question, told);
  }

  // Resolves to what the server said, or to null where it should be tried again.
  async post(batch) {
    const body = this.body(batch);
    this.note(batch);
    const headers = { Accept: "application/json" };
    const keepalive = JSON.stringify(batch).length < SURVIVES;
    try {
      const answer = await fetch(this.action, { method: "POST", body, headers, keepalive });
      return answer.status >= 500 || answer.status === 429 ? null : await answer.json();
    } catch {
      return null;
    }
  }

  body(batch) {
    const body = new FormData();
    body.set("csrf_token", this.token);
    body.set("version", this.version);
    for (const [question, { option, count, note, version, sent }] of Object.entries(batch)) {
      if (option !== undefined) body.set(question, option);
      for (const value of count?.slice(1) ?? []) body.append(`${count[0]}:${question}`, value);
      if (note !== undefined) body.set(`${question}-note`, note);
      body.set(`made:${question}`, version);
      for (const value of sent) body.append(`sent:${question}`, value);
    }
    return body;
  }

  // From now on these values may be stored, whether we hear of it or not.
  note(batch) {
    const entries = this.entries;
    for (const [question, { option, count, note }] of Object.entries(batch)) {
      const values = [option, count && JSON.stringify(count), note].filter((value) => value !== undefined);
      if (entries[question]) entries[question].sent = [...new Set([...entries[question].sent, ...values])].slice(-UNHEARD);
    }
    this.entries = entries;
    this.underWay = JSON.stringify(this.said(entries));
  }

  said(entries) {
    return Object.entries(entries).map(([question, { option, count, note }]) => [question, option, count, note]);
  }

  // The page is left: all that waits goes out in one request, which the browser finishes without the page.
  leave() {
    const batch = this.open();
    if (!Object.keys(batch).length) return;
    if (this.sending && !this.failed && JSON.stringify(this.said(batch)) === this.underWay) return;
    this.post(batch);
  }
}

globalThis.Queue = Queue;
