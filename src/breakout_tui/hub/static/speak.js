// "I'd like to speak" on the page of a phone: a request is kept here until the server has it, and its result is shown until there is another one.

const AGAIN = 4000; // milliseconds before a request that could not be sent is sent again
const OPEN = ["waiting", "listed", "speaking"];

export class Speak {
  #tools;
  #words;
  #asked; // key, session, values; with an id once the server has it; result: outcome and reference
  #face = null;
  #again = 0;
  #isSending = false;

  // `tools`: ask(path, values) posts, read(name) and keep(name, value) remember on this phone, put(element, text), fill(text, values), random().
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
    this.#fillIn();
    this.#form.elements.key.value = tools.random();
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

  #fillIn() {
    const { country, name } = this.#form.elements;
    if (country && !country.value) country.value = this.#tools.read("country") ?? "";
    if (name && !name.value) name.value = this.#tools.read("name") ?? "";
    this.#form.addEventListener("change", () => {
      if (country) this.#tools.keep("country", country.value);
      if (name) this.#tools.keep("name", name.value);
    });
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
    const { fill } = this.#tools;
    const said = place === "1" ? this.#words.next : fill(this.#words.listed, { place });
    return number ? `${said} ${fill(this.#words.called, { number })}` : said;
  }

  #show(said = "") {
    const { put } = this.#tools;
    const isUnsent = this.#asked && !this.#asked.id;
    const [outcome, reference] = this.#asked?.id ? (this.#asked.result ?? ["waiting", ""]) : ["", ""];
    const text = said || (isUnsent ? this.#words.unsent : this.#said(outcome, reference));
    const turn = document.querySelector("#turn");
    if (turn.dataset.outcome !== outcome) turn.dataset.outcome = outcome;
    put(turn, text);
    put(this.#section.querySelector(".asked"), text);
    const form = this.#form;
    const isClosed = this.#face ? this.#face.closed !== "" || this.#face.list_closed !== "" : form.hidden && !this.#asked;
    this.#toggle(form, !isUnsent && !OPEN.includes(outcome) && !isClosed);
    this.#toggle(this.#back, ["waiting", "listed"].includes(outcome));
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
    key.value = this.#tools.random();
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
    if (this.#isSending || !asked?.values) return;
    this.#isSending = true;
    clearTimeout(this.#again);
    try {
      const answer = await this.#tools.ask("speak", asked.values);
      if (answer.refused === "join" || answer.passes) throw new Error(answer.said);
      if (this.#asked !== asked) return; // the session is another one
      if (answer.refused) this.#keep(null);
      else this.#keep({ session: asked.session, id: answer.receipt, result: [answer.outcome, answer.reference] });
      if (answer.refused) this.#show(answer.said);
      this.#focusBack();
    } catch {
      this.#show();
      this.#again = setTimeout(() => this.#send(), AGAIN);
    } finally {
      this.#isSending = false;
    }
  }

  async #takeBack() {
    const asked = this.#asked;
    if (!asked?.id) return;
    try {
      const answer = await this.#tools.ask(`speak/withdraw?asked=${encodeURIComponent(asked.id)}`, {});
      if (answer.said) this.#show(answer.said);
      else if (this.#asked?.id === asked.id) this.#keep({ ...asked, result: ["withdrawn", ""] });
      this.#focusBack();
    } catch {
      this.#show(this.#words.unsent);
    }
  }
}
