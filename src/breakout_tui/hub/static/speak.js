// "I'd like to speak" on the page of a phone: a request is kept here until the server has it, and its result is shown until there is another one.

import { fill, put, randomKey } from "./live.js";

const AGAIN = 4000; // milliseconds before a request that could not be sent is sent again
const OPEN = ["waiting", "listed", "speaking"];

export class Speak {
  #tools;
  #words;
  #asked; // session, values; with an id once the server has it; result: outcome and reference; isBack: it is to be taken back
  #face = null;
  #again = 0;
  #isSending = false;

  // `tools`: ask(path, values) posts, read(name) and keep(name, value) remember on this phone, retrying(error, words) is what to say then.
  constructor(tools) {
    this.#tools = tools;
    this.#words = JSON.parse(this.#section.dataset.words);
    const { asked, outcome, reference } = this.#section.dataset;
    const session = this.#form.elements.session.value;
    const kept = tools.read("asked");
    this.#asked = kept && kept.session === session ? kept : null;
    if (asked && this.#asked?.id !== asked && OPEN.includes(outcome)) this.#asked = { session, id: asked };
    if (asked && this.#asked?.id === asked) this.#asked.result = [outcome, reference];
    tools.keep("asked", this.#asked);
    this.offer();
    this.#form.addEventListener("change", () => this.#changed());
    this.#form.elements.key.value = randomKey();
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#press();
    });
    this.#back.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#takeBack();
    });
    addEventListener("online", () => this.#send());
    this.#show();
    this.#send();
  }

  get #section() {
    return document.querySelector("#speak");
  }

  get #form() {
    return document.querySelector("#ask");
  }

  get #back() {
    return document.querySelector("#unask");
  }

  // What is typed: the country is that of the statements

  offer() {
    const { country, name } = this.#form.elements;
    if (country && !country.value) country.value = this.#tools.read("country") ?? "";
    if (name && !name.value) name.value = this.#tools.read("name") ?? "";
  }

  #changed() {
    const { country, name } = this.#form.elements;
    if (country) this.#tools.keep("country", country.value);
    if (name) this.#tools.keep("name", name.value);
  }

  // News

  face(told) {
    this.#face = told;
    if (this.#asked && told.session && this.#asked.session !== told.session) this.#keep(null); // the list is of a session
    this.#show();
  }

  results(told) {
    const result = this.#asked?.id && told[this.#asked.id];
    if (!result || String(result) === String(this.#asked.result)) return;
    this.#keep({ ...this.#asked, result });
  }

  #keep(asked) {
    this.#asked = asked;
    this.#tools.keep("asked", asked);
    this.#show();
  }

  #said(outcome, reference) {
    if (outcome !== "listed") return this.#words[outcome] ?? "";
    const [place, number] = reference.split("/");
    const said = place === "1" ? this.#words.next : fill(this.#words.listed, { place });
    return number ? `${said} ${fill(this.#words.called, { number })}` : said;
  }

  #show(said = "") {
    const isUnsent = this.#asked && !this.#asked.id;
    const [outcome, reference] = this.#asked?.id ? (this.#asked.result ?? ["waiting", ""]) : ["", ""];
    const text = said || (isUnsent ? this.#words.retrying : this.#asked?.isBack ? this.#words.withdrawing : this.#said(outcome, reference));
    const turn = document.querySelector("#turn");
    if (turn.dataset.outcome !== outcome) turn.dataset.outcome = outcome;
    put(turn, text);
    put(this.#section.querySelector(".asked"), text);
    const form = this.#form;
    const isClosed = this.#face ? this.#face.closed !== "" || this.#face.list_closed !== "" : form.hidden && !this.#asked;
    this.#toggle(form, !isUnsent && !OPEN.includes(outcome) && !isClosed);
    this.#toggle(this.#back, ["waiting", "listed"].includes(outcome) && !this.#asked.isBack);
    this.#section.hidden = Boolean(this.#face?.closed) && !text;
    if (this.#face) form.elements.session.value = this.#face.session;
  }

  // Whoever has the focus on what goes has it on what is there instead.
  #toggle(form, isOffered) {
    const hadFocus = !isOffered && form.contains(document.activeElement);
    form.hidden = !isOffered;
    if (!hadFocus) return;
    const title = document.querySelector("#speak-title");
    title.tabIndex = -1;
    title.focus();
  }

  // Asking

  #press() {
    const { session, key, country, name } = this.#form.elements;
    const values = { session: session.value, key: key.value, country: country?.value ?? "", name: name?.value ?? "" };
    key.value = randomKey();
    this.#keep({ session: session.value, values });
    this.#focusBack();
    this.#send();
  }

  #focusBack() {
    const shown = [this.#back, this.#form].find((each) => !each.hidden);
    if (document.activeElement?.id === "speak-title") shown?.querySelector("button").focus();
  }

  async #send() {
    const asked = this.#asked;
    if (this.#isSending || !(asked?.values || asked?.isBack)) return;
    this.#isSending = true;
    clearTimeout(this.#again);
    try {
      await (asked.isBack ? this.#sendBack(asked) : this.#sendAsked(asked));
      this.#focusBack();
    } catch (error) {
      this.#show(asked.isBack ? "" : this.#tools.retrying(error, this.#words));
      this.#again = setTimeout(() => this.#send(), AGAIN);
    } finally {
      this.#isSending = false;
    }
  }

  async #sendAsked(asked) {
    const answer = await this.#tools.ask("speak", asked.values);
    if (this.#asked !== asked) return; // the session is another one
    if (answer.refused) this.#keep(null);
    else this.#keep({ session: asked.session, id: answer.receipt, result: [answer.outcome, answer.reference] });
    if (answer.refused) this.#show(answer.said);
  }

  // Taking it back

  #takeBack() {
    if (!this.#asked?.id) return;
    this.#keep({ ...this.#asked, isBack: true });
    this.#send();
  }

  async #sendBack({ id }) {
    const answer = await this.#tools.ask(`speak/withdraw?asked=${encodeURIComponent(id)}`, {});
    if (this.#asked?.id !== id) return;
    const { isBack, ...asked } = this.#asked;
    this.#keep(answer.refused ? asked : { ...asked, result: ["withdrawn", ""] });
    if (answer.refused) this.#show(answer.said);
  }
}
