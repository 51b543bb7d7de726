// What every page that follows the room has: joining by its link, the time that is left, the clock of the server, and one stream of events that is
// reopened whenever it is silent.

const SILENCE = 12000; // milliseconds without any event after which the stream is reopened
const AGAIN = 1500; // milliseconds before it is

const two = (number) => String(number).padStart(2, "0");

export function countdown(seconds) {
  const all = Math.abs(seconds);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  const said = hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
  return seconds < 0 ? `+${said}` : said;
}

export function leftOf(told, now) {
  return told.runs ? told.left - Math.max(0, Math.floor((now - told.at) / 1000)) : told.left;
}

// Milliseconds until the next second of the time that is shown begins.
export const untilNextSecond = (told, now) => 1000 - ((((now - told.at) % 1000) + 1000) % 1000) + 4;

export const find = (selector) => document.querySelector(selector);
export const put = (element, text) => element && element.textContent !== text && (element.textContent = text);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
export const randomKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// The code may be in the fragment of the address, which is never sent: join with it, also when the link is opened again while this page is open.
export function joinByFragment(selector, address = () => location.pathname + location.search) {
  const join = () => {
    const code = location.hash.slice(1);
    if (!code) return;
    history.replaceState(null, "", address());
    const form = find(selector);
    if (!form) return;
    form.elements.code.value = code;
    form.requestSubmit();
  };
  join();
  addEventListener("hashchange", join);
}

// On a phone or tablet: the time that is left, in the words of its language.
export function showLeft(time, left, words) {
  const shown = find(".clock");
  shown.hidden = !time.urgency;
  if (!time.urgency) return;
  put(find(".digits"), countdown(left));
  put(find(".caption"), time.paused ? words.paused : left < 0 ? words.over : words.left);
  shown.dataset.urgency = time.urgency;
}

export class ServerClock {
  #path;
  #leave;
  #isAsking = false;
  offset = null; // milliseconds from our clock to that of the server; before we know it, the time is that of the page as it came

  // `leave` is called when there is another code: join again.
  constructor(path, home, leave = () => location.replace(home)) {
    this.#path = path;
    this.#leave = leave;
  }

  now() {
    return performance.now() + this.offset;
  }

  async set() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    let best = Infinity; // of all round trips the shortest one says most
    try {
      for (let count = 0; count < 4 && best > 60; count += 1) {
        const sent = performance.now();
        const answer = await fetch(this.#path, { cache: "no-store" });
        const got = performance.now();
        if (answer.status === 401) this.#leave();
        if (!answer.ok) return;
        const now = Number(await answer.text());
        if (got - sent < best) this.offset = now - (got + sent) / 2;
        best = Math.min(best, got - sent);
      }
    } catch {
      // the next heartbeat asks again
    } finally {
      this.#isAsking = false;
    }
  }

  // A computer that slept has stopped our clock, not that of the server.
  isRight(said) {
    return Math.abs(said - this.now()) <= 250;
  }
}

// Follows the room: `events` are called with what an event of their name says, `heard` after each of them, `lost` when there is no contact.
export class Live {
  #address;
  #clock;
  #events;
  #heard;
  #lost;
  #showTime;
  #stream = null;
  #heardAt = 0;

  constructor({ address, clock, events, heard, lost, showTime }) {
    this.#address = address;
    this.#clock = clock;
    this.#events = events;
    this.#heard = heard;
    this.#lost = lost;
    this.#showTime = showTime;
  }

  start() {
    const listen = () => this.listen();
    addEventListener("pageshow", (event) => event.persisted && listen());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && listen());
    addEventListener("online", listen);
    listen();
    setInterval(() => this.#watch(), AGAIN);
  }

  listen() {
    this.#stream?.close();
    const stream = new EventSource(this.#address());
    this.#stream = stream;
    this.#heardAt = performance.now();
    for (const [name, take] of Object.entries(this.#events)) {
      stream.addEventListener(name, (event) => {
        take(JSON.parse(event.data));
        this.#isHeard();
      });
    }
    stream.addEventListener("alive", (event) => {
      this.#isHeard();
      if (!this.#clock.isRight(Number(event.data))) this.#setClock();
    });
    stream.addEventListener("error", () => this.#lost());
    this.#setClock();
  }

  #setClock() {
    this.#clock.set().then(this.#showTime);
  }

  #isHeard() {
    this.#heardAt = performance.now();
    this.#heard();
  }

  #watch() {
    const isClosed = this.#stream.readyState === EventSource.CLOSED;
    if (isClosed || performance.now() - this.#heardAt > SILENCE) {
      this.#lost();
      this.listen();
    }
  }
}
