// The vote on the page of a phone. What is filled in stays, whatever news come, until it is sent or the vote is closed.

import { fill, put } from "./live.js";

const AGAIN = 4000; // milliseconds before a ballot that could not be sent is sent again

export class Vote {
  #tools;
  #again = 0;
  #isSending = false;

  // `tools`: ask(path, values) posts, read(name) and keep(name, value) remember on this phone, retrying(error, words) is what to say then, announce(text) is heard, not seen, home.
  constructor(tools) {
    this.#tools = tools;
    addEventListener("online", () => this.#send());
    this.#begin();
  }

  get #section() {
    return document.querySelector("#vote");
  }

  get #form() {
    return document.querySelector("#ballot");
  }

  get #words() {
    return JSON.parse(this.#section.dataset.words);
  }

  #say(text) {
    put(document.querySelector("#voted"), text);
  }

  // News: which vote is in sight, and which edition of it.
  async news(told) {
    const shown = this.#section.dataset;
    if (shown.vote === told.id && shown.state === told.state && shown.edition === String(told.edition)) return;
    if (!told.id && !shown.vote) return;
    let text;
    try {
      const answer = await fetch(`${this.#tools.home}/vote/sheet?lang=${document.documentElement.lang}`, { cache: "no-store" });
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      return; // the stream is reopened, and tells it again
    }
    this.#replace(new DOMParser().parseFromString(text, "text/html").querySelector("#vote"));
  }

  #replace(section) {
    const before = { ...this.#section.dataset };
    const focused = this.#section.contains(document.activeElement) ? document.activeElement : null;
    const where = focused && { name: focused.name, value: focused.type === "radio" ? focused.value : null, place: focused.closest(".choice")?.querySelector("input")?.name, less: focused.classList.contains("less") };
    this.#section.replaceWith(document.adoptNode(section));
    this.#begin();
    if (where) this.#focus(where);
    const { vote, state } = section.dataset;
    if (vote === before.vote && state === before.state) return;
    if (state === "open") this.#tools.announce(this.#words.opened);
    if (state === "shown") this.#tools.announce(this.#words.shown);
  }

  #focus({ name, value, place, less }) {
    const inputs = [...this.#section.querySelectorAll("input")];
    const found = inputs.find((each) => name && each.name === name && (value === null || each.value === value));
    const button = place && inputs.find((each) => each.name === place)?.parentElement.querySelector(less ? ".less" : ".more");
    (found ?? button ?? this.#section.querySelector("button, h2"))?.focus();
  }

  // What is filled in on this phone, and whether it was sent

  get #draft() {
    const draft = this.#tools.read("ballot");
    return draft && draft.vote === this.#section.dataset.vote ? draft : null;
  }

  #values() {
    return Object.fromEntries([...new FormData(this.#form)].filter(([name]) => /^p\d+$/.test(name)));
  }

  #begin() {
    const form = this.#form;
    const draft = this.#draft;
    if (!form) {
      if (draft && !draft.isSent && this.#section.dataset.state !== "none") this.#say(this.#words.unsent);
      if (draft) this.#tools.keep("ballot", null);
      return;
    }
    for (const each of form.querySelectorAll(".less, .more")) each.hidden = false;
    if (draft && !draft.isSent) this.#fillIn(draft.values);
    form.addEventListener("click", (event) => this.#press(event.target.closest(".less, .more")));
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#tools.keep("ballot", { vote: form.elements.vote.value, values: this.#values(), isSent: false, isWanted: true });
      this.#send();
    });
    this.#showLeft();
    if (draft && !draft.isSent) this.#say(draft.isWanted ? this.#words.retrying : this.#words.changed);
    this.#send();
  }

  #fillIn(values) {
    for (const each of this.#form.querySelectorAll("input")) {
      if (each.type === "hidden") continue;
      if (each.type === "number") each.value = values[each.name] ?? 0;
      else if (each.type === "radio") each.checked = each.value === (values[each.name] ?? "0");
      else each.checked = each.name in values;
    }
  }

  #press(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const input = button.parentElement.querySelector("input");
    const value = (Number(input.value) || 0) + (button.classList.contains("more") ? 1 : -1);
    input.value = Math.max(0, Math.min(Number(input.max), value));
    this.#changed();
  }

  #changed() {
    this.#showLeft();
    this.#tools.keep("ballot", { vote: this.#form.elements.vote.value, values: this.#values(), isSent: false, isWanted: false });
    this.#say(this.#words.changed);
  }

  // Dots: the buttons stop where there is none left
  #showLeft() {
    const dots = Number(this.#form.dataset.dots);
    if (!dots) return;
    const inputs = [...this.#form.querySelectorAll("input[type=number], input[type=checkbox]")];
    const given = (each) => (each.type === "checkbox" ? Number(each.checked) : Number(each.value) || 0);
    const left = dots - inputs.reduce((sum, each) => sum + given(each), 0);
    const shown = document.querySelector("#left");
    put(shown, fill(this.#words.left, { count: left }));
    shown.classList.toggle("over", left < 0);
    for (const each of inputs) {
      if (each.type === "checkbox") each.disabled = left <= 0 && !each.checked;
      else {
        // Not disabled: who has the focus on it would lose it.
        const [less, more] = each.parentElement.querySelectorAll("button");
        less.setAttribute("aria-disabled", String(given(each) <= 0));
        more.setAttribute("aria-disabled", String(left <= 0 || given(each) >= Number(each.max)));
      }
    }
  }

  async #send() {
    const draft = this.#draft;
    if (this.#isSending || !draft?.isWanted || draft.isSent || !this.#form) return;
    this.#isSending = true;
    clearTimeout(this.#again);
    try {
      const answer = await this.#tools.ask("vote", { vote: draft.vote, ...draft.values });
      const now = this.#draft; // more may have been filled in meanwhile
      const isSame = JSON.stringify(now?.values) === JSON.stringify(draft.values);
      if (now && isSame) this.#tools.keep("ballot", { ...now, isSent: !answer.refused, isWanted: false });
      if (isSame || answer.refused) this.#say(answer.said);
    } catch (error) {
      this.#say(this.#tools.retrying(error, this.#words));
      this.#again = setTimeout(() => this.#send(), AGAIN);
    } finally {
      this.#isSending = false;
    }
  }
}
