// The page of a co-facilitator: what waits, kept up to date in place, so that nobody who edits a statement loses their place or their words.
// Without it the page is complete: its forms send, and "Look again" loads it again.

import { fill, find, joinByFragment, leftOf, Live, put, randomKey, ServerClock, showLeft, untilNextSecond } from "./live.js";

const PATIENCE = 12000; // milliseconds for an answer
const HOME = "/f";

const root = document.documentElement;

const page = find("#co");
joinByFragment("#join");
if (page) start();

function start() {
  const words = JSON.parse(page.dataset.words);
  const said = find("#said");
  const say = (text) => put(said, text);

  // What is now

  let time = null;
  let ticking = 0;
  const clock = new ServerClock(`${HOME}/now`, HOME);

  function showTime() {
    clearTimeout(ticking);
    if (!time || clock.offset === null) return;
    const now = clock.now();
    showLeft(time, leftOf(time, now), words);
    if (time.runs) ticking = setTimeout(showTime, untilNextSecond(time, now));
  }

  // What waits: each statement is kept as it is while its edition is the same

  const isBusy = (row) => row.classList.contains("dirty") || row.classList.contains("sending") || row.querySelector("details").open || row.contains(document.activeElement);
  let isFetching = false;
  let isLate = false;

  async function refresh() {
    if (isFetching) {
      isLate = true;
      return;
    }
    isFetching = true;
    try {
      do {
        isLate = false;
        const answer = await fetch(`${HOME}/list?lang=${root.lang}`, { cache: "no-store" });
        if (answer.status === 401) location.replace(HOME); // the link is no longer valid
        if (!answer.ok) return;
        show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#list"));
      } while (isLate);
    } catch {
      // the stream is reopened, and tells it again
    } finally {
      isFetching = false;
    }
  }

  function show(told) {
    for (const part of [".closed", "h2", "#none", "#hidden", "#set-aside > summary"]) put(find(`#list ${part}`), told.querySelector(part).textContent);
    find("#others").replaceChildren(...[...told.querySelectorAll("#others option")].map((each) => document.adoptNode(each)));
    for (const name of ["#waiting", "#aside"]) showRows(find(name), told.querySelector(name));
    find("#set-aside").hidden = !find("#aside").children.length;
    allow();
  }

  function showRows(list, told) {
    const wanted = new Map([...told.children].map((row) => [row.dataset.id, row]));
    const rows = [...list.children];
    for (const [place, row] of rows.entries()) {
      if (wanted.has(row.dataset.id) || row.classList.contains("gone")) continue;
      if (row.classList.contains("dirty") && !row.classList.contains("sending")) leave(row);
      else remove(row, rows[place + 1] ?? rows[place - 1]);
    }
    let before = null;
    for (const [id, row] of wanted) {
      let shown = [...list.children].find((each) => each.dataset.id === id);
      if (!shown) shown = document.adoptNode(row);
      else if (shown.dataset.edition !== row.dataset.edition) shown = isBusy(shown) ? renewed(shown, row) : replaced(shown, row);
      let next = before ? before.nextElementSibling : list.firstElementChild;
      while (next?.classList.contains("gone")) next = next.nextElementSibling; // it stays where it was
      if (shown !== next) list.insertBefore(shown, next);
      before = shown;
    }
  }

  function replaced(shown, row) {
    const made = document.adoptNode(row);
    shown.replaceWith(made);
    return made;
  }

  // Somebody works on it: only what is said about it is new.
  function renewed(shown, row) {
    const focused = shown.contains(document.activeElement) ? document.activeElement : null;
    for (const part of [".about", ".same", ".text"]) {
      const [old, fresh] = [shown.querySelector(part), row.querySelector(part)];
      if (old.innerHTML !== fresh.innerHTML) old.replaceWith(document.adoptNode(fresh));
    }
    const [button, fresh] = [shown.querySelector(".show"), row.querySelector(".show")];
    button.value = fresh.value;
    put(button, fresh.textContent);
    shown.querySelector("[name=similar]").value = row.querySelector("[name=similar]").value;
    shown.classList.toggle("magnified", row.classList.contains("magnified"));
    shown.dataset.edition = row.dataset.edition;
    if (focused && !focused.isConnected) shown.querySelector("button")?.focus();
    return shown;
  }

  // Its words were changed here, and somebody else has dealt with it: they stay to be read until they are removed.
  function leave(row) {
    row.classList.add("gone");
    const told = Object.assign(document.createElement("p"), { className: "wrong-row", textContent: words.gone });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words.remove });
    button.addEventListener("click", () => remove(row, row.nextElementSibling ?? row.previousElementSibling));
    row.append(told, button);
    say(words.gone);
  }

  function remove(row, neighbour) {
    const hadFocus = row.contains(document.activeElement);
    row.remove();
    if (hadFocus) (neighbour?.querySelector("button:not([hidden])") ?? find("#waiting-title")).focus();
  }

  // Nothing can be done while the room is away. The buttons stay where they are, so that nobody loses the focus.
  function allow() {
    const isClosed = find("#list .closed").textContent !== "";
    for (const button of document.querySelectorAll("#list button[name=do]")) {
      button.disabled = false;
      button.setAttribute("aria-disabled", String(isClosed || button.closest("li").matches(".gone, .sending")));
    }
  }

  page.addEventListener("input", (event) => {
    const row = event.target.closest("li");
    const text = row?.querySelector("textarea");
    const kind = row?.querySelector("select");
    if (!row) return;
    const isOther = text.value !== text.defaultValue || ![...kind.options].find((each) => each.selected)?.defaultSelected || row.querySelector("[name=other]").value !== "";
    row.classList.toggle("dirty", isOther);
  });

  // Acts

  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const row = event.target.closest("li");
    const values = new URLSearchParams(new FormData(event.target, button));
    if (row.dataset.sent !== values.toString()) {
      row.dataset.sent = values.toString(); // the same once more keeps its key
      row.dataset.key = randomKey();
    }
    values.set("key", row.dataset.key);
    row.classList.add("sending");
    allow();
    say(words.sending);
    try {
      const told = await ask(values);
      say(told.said);
      if (told.outcome) row.dataset.sent = "";
      if (told.outcome === "done") row.classList.remove("dirty");
    } catch {
      say(words.unsent);
    }
    await refresh();
    row.classList.remove("sending");
    allow();
  });

  async function ask(values) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(`${HOME}/act`, { method: "POST", body: values, headers: { Accept: "application/json" }, signal: patience.signal });
      if (answer.status === 401) location.replace(HOME);
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }

  // The stream

  let lostAt = "";
  allow();
  new Live({
    address: () => `${HOME}/live?lang=${root.lang}`,
    clock,
    events: {
      face(told) {
        for (const each of document.querySelectorAll("[data-face]")) put(each, told[each.dataset.face]);
      },
      time(told) {
        time = told;
        showTime();
      },
      list: refresh,
    },
    heard() {
      lostAt = "";
      put(find("#contact"), "");
    },
    lost() {
      lostAt ||= new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" });
      put(find("#contact"), fill(words.lost, { time: lostAt }));
    },
    showTime,
  }).start();
}
