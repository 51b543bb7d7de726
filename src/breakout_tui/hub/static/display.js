// Keeps a display up to date: one stream of events, the time between two of them, and type as large as fits.
// Without it the page is complete: it loads itself anew every five seconds, and its type has the size that the server worked out.

import { countdown, joinByFragment, leftOf, Live, ServerClock, untilNextSecond } from "./live.js";

export { countdown, leftOf };

const THEMES = ["dark", "light", "contrast"];
const root = document.documentElement;
const stage = document.getElementById("stage");

// Colours

const wishes = (feature) => matchMedia(`(prefers-${feature})`).matches;

function kept(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    return localStorage.getItem("theme");
  } catch {
    return null; // the browser keeps nothing for us
  }
}

function nextTheme() {
  const first = wishes("contrast: more") ? "contrast" : wishes("color-scheme: light") ? "light" : "dark";
  const now = root.dataset.theme ?? first;
  root.dataset.theme = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  kept(root.dataset.theme);
}

const wanted = kept();
if (THEMES.includes(wanted)) root.dataset.theme = wanted;

// The time: what the server said, and how much of it has passed on its clock

let time = null;
let ticking = 0;
const clock = new ServerClock("/now", "/");

function put(name, text) {
  for (const each of stage.querySelectorAll(`[data-time="${name}"]`)) {
    if (each.textContent !== text) each.textContent = text;
    each.hidden = (!text && name !== "digits") || (name === "words" && stage.querySelector(".clock") !== null);
  }
}

// The time of the speaker: what is left of it or, without a limit, what has passed.
function showSpeaker() {
  const shown = stage.querySelector('[data-time="speaker"]');
  const told = time.speaker;
  if (!shown || !told) return;
  const passed = told.runs ? Math.max(0, Math.floor((clock.now() - time.at) / 1000)) : 0;
  const seconds = told.counts_up ? told.seconds + passed : told.seconds - passed;
  const state = told.counts_up ? "" : seconds < 0 ? " over" : " left";
  put("speaker", `${countdown(Math.abs(seconds))}${state}${told.runs ? "" : " · paused"}`);
  shown.toggleAttribute("data-over", !told.counts_up && seconds < 0);
}

function showTime() {
  clearTimeout(ticking);
  if (!time) return;
  put("ends", time.ends);
  if (clock.offset === null) return;
  showSpeaker();
  if (!time.urgency) {
    put("words", ""); // no time is fixed
    return;
  }
  const now = clock.now();
  const left = leftOf(time, now);
  const state = time.paused ? "paused" : left < 0 ? "over" : "left";
  const digits = countdown(left);
  const before = stage.querySelector(".digits");
  const isLonger = before && digits.length !== before.textContent.length;
  put("digits", digits);
  if (isLonger) fit(); // their column has another width
  const words = `${countdown(Math.abs(left))} ${state}`;
  const wereWords = stage.querySelector(".left")?.textContent ?? words;
  put("words", words);
  if (words.length !== wereWords.length) fitTrack(); // there is less space for the steps, or more
  put("caption", time.paused ? "paused" : left < 0 ? "over" : time.caption);
  put("coming", time.coming);
  const bar = stage.querySelector('[data-time="bar"]');
  if (bar && time.allotted) bar.setAttribute("width", String(Math.min(100, Math.max(0, 100 - (100 * left) / time.allotted))));
  const shown = stage.querySelector(".clock");
  if (shown) {
    shown.dataset.urgency = time.urgency;
    shown.toggleAttribute("data-paused", time.paused);
  }
  if (time.runs) ticking = setTimeout(showTime, untilNextSecond(time, now));
}

// Type as large as fits

const fits = (box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

function largest(least, most, isFitting) {
  let low = least;
  let high = Math.max(least, most);
  for (let step = 0; step < 9; step += 1) {
    const middle = (low + high) / 2;
    if (isFitting(middle)) low = middle;
    else high = middle;
  }
  return low;
}

// A text that does not fit ends in an ellipsis; `over` says how many pixels of its box are too many. A line can be higher than its
// style says, where its letters come from several fonts.
function shorten(text, over) {
  let most = Math.floor((text.clientHeight - over()) / parseFloat(getComputedStyle(text).lineHeight));
  text.classList.add("clamped");
  do {
    text.style.setProperty("--most", Math.max(1, most));
    most -= 1;
  } while (most > 0 && over() > 1);
}

function fitTrack() {
  const track = stage.querySelector(".track");
  if (!track) return;
  const steps = [...track.children];
  const isOver = () => Math.max(...steps.map((step) => step.getBoundingClientRect().right)) > track.getBoundingClientRect().right - 1;
  const ahead = [...track.querySelectorAll(".ahead")];
  track.classList.remove("tight", "clipped");
  track.classList.add("measured");
  for (const step of ahead) step.classList.remove("far");
  track.classList.toggle("tight", isOver());
  while (ahead.length && isOver()) {
    ahead.pop().classList.add("far");
    track.classList.add("clipped");
  }
  track.classList.remove("measured");
}

function fitTitle(face, unit, { room, most, least }) {
  const say = face.querySelector(".say");
  const title = say.querySelector("h1");
  const set = (size) => face.style.setProperty("--title", `${size}px`);
  const isWhole = () => title.scrollWidth <= title.clientWidth;
  const isFitting = (size) => (set(size), say.scrollHeight <= room + 1 && isWhole());
  title.classList.remove("clamped");
  title.style.overflowWrap = "normal"; // a word is broken only if it is longer than the lines of a title
  set(largest(least, most, isFitting));
  if (isWhole()) return shortenTitle();
  title.style.overflowWrap = "anywhere";
  set(largest(least, Math.min(most, 9 * unit), isFitting));
  return shortenTitle();

  function shortenTitle() {
    if (say.scrollHeight > room + 1) shorten(title, () => say.scrollHeight - room);
  }
}

// Gives how many lines are left out; -1 if not even one fits.
function fitLines(lines, { least, most }) {
  const items = [...lines.querySelectorAll("li")];
  const more = lines.querySelector(".more");
  const isLatest = lines.classList.contains("latest");
  for (const item of items) item.classList.remove("out");
  for (const text of lines.querySelectorAll(".clamped")) text.classList.remove("clamped");
  more.hidden = true;
  const set = (size) => lines.style.setProperty("--line", `${size}px`);
  const fitSize = () => set(largest(least, most, (size) => (set(size), fits(lines))));
  fitSize();
  const goes = isLatest ? items : items.reverse();
  let count = 0;
  while (!fits(lines) && count < goes.length - 1) {
    goes[count].classList.add("out");
    count += 1;
    more.textContent = count > 1 ? `${count} more lines` : "1 more line";
    more.hidden = isLatest;
  }
  if (!fits(lines)) return -1;
  if (count) fitSize(); // the ones that are left may have more space
  return count;
}

function fit() {
  fitTrack();
  const face = stage.querySelector(".face");
  const title = face?.querySelector("h1:not(.code)");
  if (!title) return;
  const unit = parseFloat(getComputedStyle(document.body).fontSize) / 3.2;
  face.style.removeProperty("--title");
  if (matchMedia("(max-aspect-ratio: 1/1)").matches) {
    face.querySelector(".lines")?.style.removeProperty("--line"); // a window that was wide before
    fitTitle(face, unit, { room: Infinity, least: 6 * unit, most: parseFloat(getComputedStyle(title).fontSize) });
    return;
  }
  const lines = face.querySelector(".lines");
  const isSide = face.classList.contains("side");
  if (!lines) {
    const clock = face.classList.contains("time") ? face.querySelector(".clock").offsetHeight + 4 * unit : 0;
    fitTitle(face, unit, { room: face.clientHeight - clock, least: 4.4 * unit, most: 17 * unit });
    return;
  }
  const fitAll = (most, part) => {
    const isBelow = face.classList.contains("below");
    const room = isBelow ? face.querySelector(".clock").offsetHeight : face.clientHeight * part;
    fitTitle(face, unit, { room, least: (isBelow ? 4.4 : 5) * unit, most: most * unit });
    const below = (isBelow ? 1 : 0.8) * parseFloat(getComputedStyle(title).fontSize);
    const widest = lines.classList.contains("bars") ? 5.2 : isSide ? 5.6 : 6.4;
    return fitLines(lines, { least: 4 * unit, most: Math.min(widest * unit, below) });
  };
  const isLatest = lines.classList.contains("latest");
  const isEnough = (rest) => rest === 0 || (isLatest && rest > 0);
  const isList = lines.querySelectorAll("li").length > 3;
  const columns = isLatest ? ["wider"] : ["wide", "wider"];
  if (!isLatest && face.querySelector(".clock") && !face.querySelector(".facts")) columns.unshift("below");
  const show = (column) => {
    face.classList.remove("wide", "wider", "below");
    if (column) face.classList.add(column);
  };
  show("");
  let rest = isSide ? fitAll(17, 1) : fitAll(9, isList ? 0.3 : 0.5);
  if (isEnough(rest)) return;
  if (!isSide) rest = fitAll(6.6, 0.3);
  if (isSide) {
    const left = (column) => {
      show(column);
      rest = fitAll(17, 1);
      if (column === "below" && title.classList.contains("clamped")) rest = -1;
      return rest < 0 ? Infinity : rest;
    };
    const found = [];
    for (const column of columns) {
      found.push(left(column));
      if (isEnough(rest)) return;
    }
    left(columns[found.indexOf(Math.min(...found))]); // the one that leaves out the fewest
  }
  if (rest < 0) shorten(lines.querySelector("li:not(.out) .text"), () => lines.scrollHeight - lines.clientHeight);
}

// The stream

const contact = document.getElementById("contact");
let lostAt = "";

function say(words) {
  if (contact.textContent !== words) contact.textContent = words;
}

function heard() {
  lostAt = "";
  say(time?.away ? `No contact with the room since ${time.away}` : "");
}

function lost() {
  lostAt ||= new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  say(`No contact since ${lostAt} · trying again`);
}

const live = new Live({
  address: () => `/live?size=${Math.round(innerWidth * devicePixelRatio)}x${Math.round(innerHeight * devicePixelRatio)}`,
  clock,
  events: {
    face(fragment) {
      stage.innerHTML = fragment;
      showTime();
      fit();
    },
    time(told) {
      time = told;
      showTime();
      fitTrack();
    },
  },
  heard,
  lost,
  showTime,
});

let pressed = Promise.resolve(); // one key after the other

function press(key) {
  pressed = pressed.then(() => fetch("/key", { method: "POST", body: new URLSearchParams({ key }) })).catch(lost);
}

const KEYS = { ArrowUp: "up", ArrowDown: "down", Escape: "escape", s: "s", b: "b", p: "p" };

joinByFragment(".join form", () => location.pathname);

if (stage) {
  document.body.classList.add("scripted");
  addEventListener("resize", fit);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") nextTheme();
    else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    else if (KEYS[event.key]) press(KEYS[event.key]);
    else return;
    event.preventDefault();
  });
  document.fonts.ready.then(fit);
  fit();
  live.start();
}
