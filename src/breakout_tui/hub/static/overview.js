// Keeps the organiser's pages up to date: one stream of events for all rooms, and the time between two of them.
// Without it the pages are complete: they load themselves anew every ten seconds, and all forms work.

const SILENCE = 12000; // milliseconds without any event after which the stream is opened anew
const AGAIN = 1500; // milliseconds before it is
const all = document.getElementById("all");
const one = document.getElementById("one");
const cards = document.getElementById("cards");

// The entrance: the code may be in the fragment of the address, which is never sent.

function enterByFragment() {
  const form = document.getElementById("enter");
  const code = location.hash.slice(1);
  const isCode = /^([0-9A-Za-z]{4}-)+[0-9A-Za-z]{1,4}$/.test(code); // the id of a room is none
  if (isCode) history.replaceState(null, "", location.pathname);
  if (!form || !isCode) return;
  form.elements.code.value = code;
  form.requestSubmit();
}

// The time: instants are by the clock of the hub

let offset = Number((all ?? one)?.dataset.now) - performance.now(); // milliseconds from our clock to that of the hub
const startedAt = performance.now();

function setOffset(now) {
  const told = now - performance.now();
  // What is told is late by as long as it was on its way, so the largest offset says most; a computer that slept has stopped our clock.
  offset = Math.abs(told - offset) > 2000 ? told : Math.max(offset, told);
}

const hubNow = () => performance.now() + offset;
const two = (number) => String(number).padStart(2, "0");

export function countdown(seconds) {
  const whole = Math.abs(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const said = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return seconds < 0 ? `+${said}` : said;
}

export function ago(milliseconds) {
  const whole = Math.max(1, Math.floor(milliseconds / 1000));
  if (whole < 60) return `${whole} s`;
  return whole < 7200 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 3600)} h`;
}

function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function tickCard(card, now) {
  const { left, zero, allotted, silent, noted } = card.dataset;
  if (zero !== undefined) {
    const rest = Math.ceil((Number(zero) - now) / 1000);
    const digits = card.querySelector(".clock-time");
    put(digits, countdown(rest));
    digits.classList.toggle("over", rest < 0);
    const done = Number(allotted) ? Math.min(100, Math.max(0, 100 - (100 * rest) / Number(allotted))) : 0;
    card.querySelector(".used-time").setAttribute("width", done.toFixed(1));
  } else if (left !== undefined) put(card.querySelector(".clock-time"), countdown(Number(left)));
  if (silent !== undefined) put(card.querySelector(".heard-words"), `heard ${ago(now - Number(silent))} ago`);
  if (noted !== undefined) put(card.querySelector(".noted-words"), `last note ${ago(now - Number(noted))} ago`);
}

function tick() {
  const now = hubNow();
  for (const card of document.querySelectorAll(".card")) tickCard(card, now);
  for (const call of document.querySelectorAll("[data-since]")) {
    put(call.querySelector(".waited"), `waits ${countdown(Math.max(0, Math.floor((now - Number(call.dataset.since)) / 1000)))}`);
  }
  const wall = document.getElementById("wall");
  if (!wall) return;
  const [hours, minutes, seconds] = wall.dataset.wall.split(":").map(Number);
  const passed = Math.floor(hours * 3600 + minutes * 60 + seconds + (performance.now() - startedAt) / 1000);
  put(wall, `${two(Math.floor(passed / 3600) % 24)}:${two(Math.floor(passed / 60) % 60)}`);
}

// Cards

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function choose() {
  const form = document.querySelector(".choice");
  const words = fold(form.elements.text.value).split(/\s+/).filter((word) => word);
  let shown = 0;
  for (const slot of cards.children) {
    const { search, theme, findings } = slot.firstElementChild.dataset;
    const isChosen =
      words.every((word) => search.includes(word)) &&
      (!form.elements.theme.value || theme === form.elements.theme.value) &&
      (!form.elements.findings.checked || findings !== undefined);
    slot.hidden = !isChosen;
    shown += isChosen;
  }
  document.getElementById("none").hidden = shown > 0;
}

// A card whose form somebody fills in stays as it is until that is done.
const isInUse = (slot) => slot.querySelector(".findings details[open], .silenced[open]") !== null;
const waiting = new Map();

function fill(slot, html) {
  if (isInUse(slot)) {
    waiting.set(slot.id, html);
    return;
  }
  waiting.delete(slot.id);
  const focused = slot.contains(document.activeElement) ? [...slot.querySelectorAll("a, summary, button")].indexOf(document.activeElement) : -1;
  slot.innerHTML = html;
  if (focused >= 0) slot.querySelectorAll("a, summary, button")[focused]?.focus();
}

function fillWaiting() {
  for (const [id, html] of [...waiting]) {
    const slot = document.getElementById(id);
    if (slot) fill(slot, html);
    else waiting.delete(id);
  }
}

function showCards(told) {
  for (const [id, html] of Object.entries(told.cards)) {
    let slot = document.getElementById(id);
    if (!slot) {
      slot = Object.assign(document.createElement("article"), { className: "slot", id });
      slot.setAttribute("aria-labelledby", `name-${id}`);
      cards.append(slot);
    }
    fill(slot, html);
  }
  const ids = new Set(told.ids);
  for (const slot of [...cards.children]) if (!ids.has(slot.id)) slot.remove();
  if (![...cards.children].some((slot) => isInUse(slot) || slot.contains(document.activeElement))) {
    told.ids.forEach((id, place) => {
      const slot = document.getElementById(id);
      if (slot && cards.children[place] !== slot) cards.insertBefore(slot, cards.children[place]);
    });
  }
  for (const name of ["heading", "figures", "graded"]) put(document.getElementById(name), told[name]);
  if (told.sent !== undefined) showMail(told);
  const waiting = document.querySelectorAll("[data-since]").length;
  document.title = waiting ? `(${waiting}) ${told.heading}` : told.heading;
  const themes = document.getElementById("theme");
  if ([...themes.options].slice(1).map((option) => option.value).join("\n") !== told.themes.join("\n")) {
    const chosen = themes.value;
    themes.replaceChildren(themes.options[0], ...told.themes.map((theme) => new Option(theme, theme)));
    themes.value = told.themes.includes(chosen) ? chosen : "";
  }
  choose();
  offerRooms();
}

// What is written to rooms, and calls for help

function replacePiece(part, html) {
  const openIds = new Set([...part.querySelectorAll("details[open]")].map((each) => each.id));
  const focused = part.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  part.innerHTML = html;
  for (const each of part.querySelectorAll("details")) each.open = openIds.has(each.id);
  if (focused) part.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function showMail(told) {
  replacePiece(document.getElementById("calls"), told.calls);
  replacePiece(document.getElementById("sent"), told.sent);
  put(document.getElementById("calling"), told.calling);
}

const writing = document.getElementById("write");

// The rooms that can be chosen are those of the cards; what is chosen stays so.
function offerRooms() {
  const list = writing.querySelector(".choosable");
  const rooms = [...cards.children].map((slot) => [slot.id, slot.querySelector("h2 a").textContent]);
  rooms.sort((one, other) => one[1].localeCompare(other[1], undefined, { numeric: true }));
  const known = [...list.querySelectorAll("label")].map((label) => `${label.firstElementChild.value} ${label.innerText.trim()}`);
  if (rooms.map(([id, name]) => `${id} ${name}`).sort().join("\n") === known.sort().join("\n")) return;
  const chosen = new Set([...list.querySelectorAll(":checked")].map((box) => box.value));
  list.replaceChildren(
    ...rooms.map(([id, name]) => {
      const label = Object.assign(document.createElement("label"), { dir: "auto" });
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "room", value: id, checked: chosen.has(id) });
      label.append(box, ` ${name}`);
      return label;
    }),
  );
}

// What is typed beside a choice makes it.
function chooseBeside(event) {
  const radio = event.target.dataset.chooses ?? (event.target.name === "room" ? "to-chosen" : "");
  if (radio) document.getElementById(radio).checked = true;
}

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function write(event) {
  event.preventDefault();
  const problem = document.getElementById("write-problem");
  put(problem, "");
  try {
    const answer = await fetch(writing.action, { method: "POST", body: new URLSearchParams(new FormData(writing)), headers: { Accept: "text/plain" } });
    if (answer.ok) {
      writing.reset();
      document.getElementById("writing").open = false;
    } else put(problem, await answer.text());
    if (answer.ok || answer.status === 409) writing.elements.key.value = newKey();
  } catch {
    put(problem, "There is no contact with the hub. What you have typed is still here: send it again.");
  }
}

// Notes

function showNotes(told) {
  const list = document.getElementById("notes");
  const known = new Map([...list.children].map((item) => [item.dataset.note, item]));
  told.ids.forEach((id, place) => {
    let item = known.get(id);
    if (!item) {
      item = document.createElement("li");
      item.dataset.note = id;
    }
    known.delete(id);
    if (told.notes[id] !== undefined) item.innerHTML = told.notes[id];
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
  for (const item of known.values()) item.remove();
  document.getElementById("none").hidden = told.ids.length > 0;
}

// The stream

const contact = document.getElementById("contact");
let stream = null;
let heardAt = 0;
let lostAt = "";
let edition = all?.dataset.edition ?? "";

function heard() {
  heardAt = performance.now();
  lostAt = "";
  put(contact, "");
}

function lost() {
  lostAt ||= new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  put(contact, `No contact with the hub since ${lostAt} · trying again`);
}

function listen() {
  stream?.close();
  const room = one?.dataset.room;
  stream = new EventSource(room ? `/overview/room/${room}/live` : `/overview/live?since=${edition}`);
  heardAt = performance.now();
  const take = (show) => (event) => {
    const told = JSON.parse(event.data);
    if (told.now) setOffset(told.now);
    show(told);
    tick();
    heard();
  };
  stream.addEventListener("cards", take((told) => ((edition = told.edition), showCards(told))));
  stream.addEventListener("card", take((told) => fill(document.getElementById(told.id), told.html)));
  stream.addEventListener("notes", take(showNotes));
  stream.addEventListener("alive", (event) => (setOffset(Number(event.data)), heard()));
  stream.addEventListener("error", () => (lost(), isThere()));
}

// Whether the hub answers; if the link was revoked, the entrance says so.
async function isThere() {
  try {
    const answer = await fetch(`/overview/data?since=${edition}`, { method: "HEAD", cache: "no-store" });
    if (answer.status === 401) location.replace("/overview");
    return answer.ok;
  } catch {
    return false;
  }
}

async function watch() {
  fillWaiting();
  const isClosed = stream.readyState === EventSource.CLOSED;
  if (!isClosed && performance.now() - heardAt <= SILENCE) return;
  lost();
  heardAt = performance.now();
  if (await isThere()) listen();
}

async function send(event) {
  const form = event.target;
  if (!/\/overview\/(silence|show|take|close|withdraw)$/.test(form.action)) return;
  event.preventDefault();
  const details = form.closest("details");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/plain" } });
    if ((answer.ok || answer.status === 409) && details) details.open = false;
    else if (answer.ok) put(contact, "");
    else put(contact, await answer.text());
  } catch {
    lost();
  }
  fillWaiting();
}

enterByFragment();

if (all ?? one) {
  document.body.classList.add("scripted");
  if (all) {
    const form = document.querySelector(".choice");
    form.addEventListener("input", choose);
    form.addEventListener("submit", (event) => (event.preventDefault(), choose()));
    choose();
    writing.addEventListener("submit", write);
    writing.addEventListener("input", chooseBeside);
    offerRooms();
  }
  document.addEventListener("submit", send);
  document.addEventListener("toggle", fillWaiting, true);
  addEventListener("pageshow", (event) => event.persisted && listen());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && listen());
  addEventListener("online", listen);
  tick();
  listen();
  setInterval(tick, 1000);
  setInterval(watch, AGAIN);
}
