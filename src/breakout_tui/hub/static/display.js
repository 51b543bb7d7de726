// Keeps a display up to date: one stream of events, the time between two of them, and type as large as fits.
// Without it the page is complete: it loads itself anew every five seconds, and its type has the size that the server worked out.

const SILENCE = 12000; // milliseconds without any event after which the stream is opened anew
const AGAIN = 1500; // milliseconds before it is
const THEMES = ["dark", "light", "contrast"];
const root = document.documentElement;
const stage = document.getElementById("stage");

// The join page: the code may be in the fragment of the address, which is never sent.

function joinByFragment() {
  const code = decodeURIComponent(location.hash.slice(1));
  const form = document.querySelector(".join form");
  if (!form || !code) return;
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}

// Colours

const wanted = localStorage.getItem("theme");
if (THEMES.includes(wanted)) root.dataset.theme = wanted;

function nextTheme() {
  const isLight = matchMedia("(prefers-color-scheme: light)").matches;
  const now = root.dataset.theme ?? (isLight ? "light" : "dark");
  root.dataset.theme = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  localStorage.setItem("theme", root.dataset.theme);
}

// The time: what the server said, and how much of it has passed on its clock

let time = null;
let offset = 0; // milliseconds from our clock to that of the server
let ticking = 0;

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

const serverNow = () => performance.now() + offset;

async function setOffset() {
  const sent = performance.now();
  try {
    const answer = await fetch("/now", { cache: "no-store" });
    const got = performance.now();
    if (answer.status === 401) location.replace("/");
    if (answer.ok) offset = Number(await answer.text()) + (got - sent) / 2 - got;
  } catch {
    return; // the next event of the stream asks again
  }
}

function put(name, text) {
  for (const each of stage.querySelectorAll(`[data-time="${name}"]`)) {
    if (each.textContent !== text) each.textContent = text;
    each.hidden = (!text && name !== "digits") || (name === "words" && stage.querySelector(".clock") !== null);
  }
}

function showTime() {
  clearTimeout(ticking);
  if (!time) return;
  put("ends", time.ends);
  if (!time.urgency) {
    put("words", ""); // no time is fixed
    return;
  }
  const now = serverNow();
  const left = leftOf(time, now);
  const state = time.paused ? "paused" : left < 0 ? "over" : "left";
  put("digits", countdown(left));
  put("words", `${countdown(Math.abs(left))} ${state}`);
  put("caption", time.paused ? "paused" : left < 0 ? "over" : time.caption);
  put("coming", time.coming);
  const bar = stage.querySelector('[data-time="bar"]');
  if (bar && time.allotted) bar.setAttribute("width", String(Math.min(100, Math.max(0, 100 - (100 * left) / time.allotted))));
  const clock = stage.querySelector(".clock");
  if (clock) {
    clock.dataset.urgency = time.urgency;
    clock.toggleAttribute("data-paused", time.paused);
  }
  if (time.runs) ticking = setTimeout(showTime, 1000 - ((((now - time.at) % 1000) + 1000) % 1000) + 4);
}

// Type as large as fits

const fits = (box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

function largest(least, most, isFitting) {
  let low = least;
  let high = most;
  for (let step = 0; step < 9; step += 1) {
    const middle = (low + high) / 2;
    if (isFitting(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function fitLines(lines, unit) {
  const items = [...lines.querySelectorAll("li")];
  const more = lines.querySelector(".more");
  const isLatest = lines.classList.contains("latest");
  for (const item of items) item.classList.remove("out");
  more.hidden = true;
  const set = (size) => lines.style.setProperty("--line", `${size}px`);
  const most = (lines.classList.contains("bars") ? 5 : 5.6) * unit;
  set(largest(4 * unit, most, (size) => (set(size), fits(lines))));
  const goes = isLatest ? items : items.reverse();
  for (let count = 0; !fits(lines) && count < goes.length - 1; count += 1) {
    goes[count].classList.add("out");
    more.textContent = count ? `${count + 1} more lines` : "1 more line";
    more.hidden = isLatest;
  }
}

function fit() {
  const face = stage.querySelector(".face");
  if (!face) return;
  if (matchMedia("(max-aspect-ratio: 1/1)").matches) {
    face.style.removeProperty("--title");
    return;
  }
  const unit = Math.min(innerHeight / 100, innerWidth / 177.78);
  const say = face.querySelector(".say");
  const title = say?.querySelector("h1:not(.code)");
  const lines = face.querySelector(".lines");
  const hasOwnRow = face.classList.contains("with-lines") && !face.classList.contains("side");
  if (title) {
    const room = hasOwnRow ? face.clientHeight * (lines.querySelectorAll("li").length > 3 ? 0.3 : 0.5) : face.clientHeight;
    const set = (size) => face.style.setProperty("--title", `${size}px`);
    title.style.overflowWrap = "normal"; // words are broken only where the smallest size doesn't help
    const isFitting = (size) => (set(size), say.scrollHeight <= room + 1 && title.scrollWidth <= title.clientWidth + 1);
    set(largest(4 * unit, (lines && hasOwnRow ? 9 : 17) * unit, isFitting));
    title.style.overflowWrap = "anywhere";
  }
  if (lines) fitLines(lines, unit);
}

// The stream

const contact = document.getElementById("contact");
let stream = null;
let heardAt = 0;
let lostAt = "";

function say(words) {
  if (contact.textContent !== words) contact.textContent = words;
}

function heard() {
  heardAt = performance.now();
  lostAt = "";
  say(time?.away ? `No contact with the room since ${time.away}` : "");
}

function lost() {
  lostAt ||= new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  say(`No contact since ${lostAt} · trying again`);
}

function listen() {
  stream?.close();
  stream = new EventSource(`/live?size=${Math.round(innerWidth * devicePixelRatio)}x${Math.round(innerHeight * devicePixelRatio)}`);
  heardAt = performance.now();
  stream.addEventListener("face", (event) => {
    stage.innerHTML = JSON.parse(event.data);
    fit();
    showTime();
    heard();
  });
  stream.addEventListener("time", (event) => {
    time = JSON.parse(event.data);
    showTime();
    heard();
  });
  stream.addEventListener("alive", (event) => {
    heard();
    // A computer that slept has stopped our clock, not that of the server.
    if (Math.abs(Number(event.data) - serverNow()) > 250) setOffset().then(showTime);
  });
  stream.addEventListener("error", lost);
  setOffset().then(showTime);
}

function watch() {
  const isClosed = stream.readyState === EventSource.CLOSED;
  if (isClosed || performance.now() - heardAt > SILENCE) {
    lost();
    listen();
  }
}

async function press(key) {
  try {
    await fetch("/key", { method: "POST", body: new URLSearchParams({ key }) });
  } catch {
    lost();
  }
}

const KEYS = { ArrowUp: "up", ArrowDown: "down", Escape: "escape", s: "s", b: "b" };

if (stage) {
  document.body.classList.add("scripted");
  addEventListener("resize", fit);
  addEventListener("pageshow", (event) => event.persisted && listen());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && listen());
  addEventListener("online", listen);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") nextTheme();
    else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    else if (KEYS[event.key]) press(KEYS[event.key]);
    else return;
    event.preventDefault();
  });
  document.fonts.ready.then(fit);
  fit();
  listen();
  setInterval(watch, AGAIN);
} else {
  joinByFragment();
}
