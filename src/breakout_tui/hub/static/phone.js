// The page of a phone: what is now and the time, kept up to date, and statements that are kept here until the server has them.
// Without it the page is complete: its forms send, and "Look again" loads it again.

import { countdown, fill, find, joinByFragment, leftOf, Live, put, randomKey, ServerClock, showLeft, untilNextSecond } from "./live.js";

const PATIENCE = 10000; // milliseconds for an answer
const AGAIN = 4000; // milliseconds before what could not be sent is sent again
const KEPT = 24 * 60 * 60 * 1000; // milliseconds for which what was typed and sent is kept here
const FOR_A_DAY = ["draft", "country", "name", "ballot", "asked"]; // statements have a time of their own
const MOST = 100; // statements that are kept here
const HOME = "/p";
const MILESTONES = [600, 300, 60]; // seconds that are left when it is said

const root = document.documentElement;

// What this browser does not store is kept as long as this page is open: in-app browsers may store nothing, and storage can be full.

const unstored = new Map();

function read(name, otherwise) {
  try {
    return JSON.parse(unstored.get(name) ?? localStorage.getItem(`phone-${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  const text = JSON.stringify(value);
  const stored = `phone-${name}`;
  try {
    if (localStorage.getItem(stored) !== text) {
      localStorage.setItem(stored, text);
      if (FOR_A_DAY.includes(name)) keep("times", { ...read("times", {}), [name]: Date.now() });
    }
    unstored.delete(name);
  } catch {
    unstored.set(name, text);
    if (name !== "statements") remove(name); // what was there before would come back with the page; of statements the earlier ones are better than none
  }
}

function remove(name) {
  try {
    localStorage.removeItem(`phone-${name}`);
  } catch {
    // it is not there either
  }
}

function forgetOld() {
  const times = read("times", {});
  for (const name of FOR_A_DAY) if (!(Date.now() - times[name] < KEPT)) remove(name);
}

forgetOld();

// The language: the one that was chosen on this phone. The server takes it from the address.

function language() {
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => keep("language", link.lang));
  }
  const wanted = read("language");
  const isOffered = [...document.querySelectorAll(".languages a")].some((link) => link.lang === wanted);
  const isAsked = new URLSearchParams(location.search).has("lang");
  if (!isOffered || isAsked || wanted === root.lang) return false;
  location.replace(`${HOME}?lang=${wanted}${location.hash}`);
  return true;
}

// Refused for the moment: the same thing is sent again by itself.
class Later extends Error {}

const page = find("#phone");
if (!language()) {
  joinByFragment("#join");
  if (page) start();
}

function start() {
  const words = JSON.parse(page.dataset.words);
  const form = find("#statement");
  const { text, session, key, secret } = form.elements;
  const count = find("#count");
  const said = find("#said");
  const list = find("#sent ol");

  // What is now

  let speak = null;
  let face = null;
  let time = null;
  let ticking = 0;
  let before = null; // what was left when it was shown last
  const clock = new ServerClock(`${HOME}/now`, HOME, joinAgain);

  function showFace(told) {
    face = told;
    if (told.rule !== page.dataset.rule) showRule();
    for (const each of document.querySelectorAll("[data-face]")) put(each, told[each.dataset.face]);
    document.title = told.title;
    session.value = told.session;
    form.hidden = told.closed !== "" && text.value === "";
    form.querySelector("button").disabled = false;
    speak?.face(told);
    showKinds(told.kinds);
    showTime();
  }

  // By another rule other things are asked. What is typed stays, so the page is not loaded again.
  let isAskingRule = false;

  async function showRule() {
    if (isAskingRule) return;
    isAskingRule = true;
    try {
      const { renewForms } = await import("./renewed.js");
      page.dataset.rule = await renewForms(HOME, page.dataset.rule);
      offerCountry();
      speak?.offer();
    } catch {
      // asked again below
    } finally {
      isAskingRule = false;
    }
    if (face.rule !== page.dataset.rule) setTimeout(showRule, AGAIN);
  }

  let kinds = [...form.querySelectorAll("[name=kind]")].map((each) => each.value).join();
  let preset = kinds.split(",")[0];

  function showKinds(offered) {
    const values = offered.map(([value]) => value).join();
    if (values === kinds) return;
    const box = form.querySelector(".kinds");
    const held = form.elements.kind?.value;
    const focused = box.contains(document.activeElement) ? document.activeElement.value : null;
    // A kind that was changed by hand for what is typed stays.
    const wanted = held && held !== preset && text.value && offered.some(([value]) => value === held) ? held : offered[0]?.[0];
    box.replaceChildren(
      ...offered.map(([value, word, glyph]) => {
        const label = document.createElement("label");
        const choice = Object.assign(document.createElement("input"), { type: "radio", name: "kind", value, checked: value === wanted });
        const sign = Object.assign(document.createElement("span"), { textContent: glyph });
        sign.setAttribute("aria-hidden", "true");
        label.className = `kind-${value.replaceAll(" ", "-")}`;
        label.append(choice, sign, Object.assign(document.createElement("bdi"), { textContent: word }));
        return label;
      }),
    );
    if (focused !== null) (box.querySelector(`[value="${CSS.escape(focused)}"]`) ?? box.querySelector(":checked"))?.focus();
    kinds = values;
    preset = offered[0]?.[0];
  }

  function showTime() {
    clearTimeout(ticking);
    if (!time || clock.offset === null) return;
    const now = clock.now();
    const left = leftOf(time, now);
    showLeft(time, left, words);
    if (time.urgency) {
      if (time.allotted) find(".bar .done").setAttribute("width", String(Math.min(100, Math.max(0, 100 - (100 * left) / time.allotted))));
      tellMilestone(left);
    }
    const silent = face?.silence == null || !time.urgency ? 0 : left - face.silence;
    const silence = find(".silence");
    silence.hidden = silent <= 0;
    if (silent > 0) put(silence, fill(words.silence, { time: countdown(silent) }));
    if (time.runs) ticking = setTimeout(showTime, untilNextSecond(time, now));
  }

  // The time is a quiet timer: only what is told here is spoken.
  function tellMilestone(left) {
    const passed = MILESTONES.find((each) => before > each && left <= each && left > each - 5);
    if (passed) put(find("#milestone"), fill(words.milestone, { time: countdown(passed) }));
    if (before > 0 && left <= 0 && left > -5) put(find("#milestone"), words.timeUp);
    before = left;
  }

  // What is typed: kept until it is sent

  const draft = read("draft", null);
  if (draft && !text.value) {
    text.value = draft.text;
    const held = draft.kind && form.querySelector(`[name=kind][value="${CSS.escape(draft.kind)}"]`);
    if (held) held.checked = true;
  }
  function offerCountry() {
    const { country } = form.elements;
    if (country && !country.value) country.value = read("country", "");
  }

  offerCountry();
  if (text.value) form.hidden = false;

  function typed() {
    const left = words.most - [...text.value.trim()].length;
    count.classList.toggle("over", left < 0);
    put(count, fill(left < 0 ? words.tooMany : words.characters, { count: Math.abs(left) }));
    keep("draft", text.value ? { text: text.value, kind: form.elements.kind?.value } : null);
  }

  text.addEventListener("input", typed);
  form.addEventListener("change", () => {
    typed();
    if (form.elements.country) keep("country", form.elements.country.value);
  });
  typed();

  // What was sent: each with the key by which a second one is known as the same, and the secret that withdraws it

  let statements = read("statements", []).filter((each) => Date.now() - each.at < KEPT);
  let results = {};
  let isSending = false;
  let again = 0;
  const removed = new Set();

  // Another page of this phone may have sent something meanwhile. What is not sent is never left out.
  function save() {
    const isOurs = new Set(statements.map((each) => each.key));
    const others = read("statements", []).filter((each) => !isOurs.has(each.key) && !removed.has(each.key) && Date.now() - each.at < KEPT);
    const all = [...others, ...statements].sort((one, other) => one.at - other.at);
    statements = all.filter((each, place) => !each.id || place >= all.length - MOST);
    keep("statements", statements);
  }

  const say = (words_) => put(said, words_);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = text.value.trim();
    const isTooLong = [...wanted].length > words.most;
    if (!wanted || isTooLong) {
      say(isTooLong ? words.tooLong : words.empty);
      text.focus();
      return;
    }
    statements.push({
      key: key.value,
      secret: secret.value,
      session: session.value,
      kind: form.elements.kind?.value ?? "",
      country: form.elements.country?.value ?? "",
      text: wanted,
      at: Date.now(),
    });
    key.value = randomKey();
    secret.value = randomKey();
    text.value = "";
    save();
    typed();
    showStatements();
    text.focus();
    if (unstored.size) say(words.unkept);
    sendAll();
  });
  key.value = randomKey();
  secret.value = randomKey();

  async function ask(path, values) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(`${HOME}/${path}`, {
        method: "POST",
        body: new URLSearchParams({ ...values, lang: root.lang }),
        headers: { Accept: "application/json" },
        signal: patience.signal,
      });
      if (answer.status === 401) joinAgain();
      if (!answer.headers.get("content-type")?.includes("json")) throw new Error(answer.status);
      const told = await answer.json();
      if (told.passes) throw new Later(told.said);
      if (told.refused === "join") throw new Error(told.refused);
      return told;
    } finally {
      clearTimeout(timer);
    }
  }

  // What to say of something that is sent again
  function retrying(error, of = words) {
    const said = error instanceof Later ? words.later : of.retrying;
    return unstored.size ? `${said} ${words.unkept}` : said;
  }

  // There is another code. Where this page has what nothing else keeps, it is not left.
  let isJoining = false;

  async function joinAgain() {
    if (!unstored.size) return location.replace(HOME);
    if (isJoining) return;
    isJoining = true;
    try {
      const { joinHere } = await import("./renewed.js");
      await joinHere(HOME, () => {
        sendAll();
        dispatchEvent(new Event("online")); // whatever waits for contact
      });
    } catch {
      // asked again with the next try
    } finally {
      isJoining = false;
    }
  }

  addEventListener("beforeunload", (event) => {
    const ballot = read("ballot");
    const hasUnsent = text.value || statements.some(isDue) || (ballot && !ballot.isSent);
    if (unstored.size && hasUnsent) event.preventDefault(); // the browser asks whether to leave the page
  });

  async function sendAll() {
    if (isSending) return;
    isSending = true;
    clearTimeout(again);
    let next;
    try {
      // What is not at the server yet goes first: it has nobody else who keeps it.
      while ((next = statements.find((each) => !each.id && isDue(each)) ?? statements.find(isDue))) await (next.id ? takeBack(next) : send(next));
    } catch (error) {
      say(next.id ? words.withdrawing : retrying(error));
      again = setTimeout(sendAll, AGAIN);
    } finally {
      isSending = false;
      showStatements();
    }
  }

  // Not at the server yet, or not withdrawn there
  function isDue(statement) {
    return statement.id ? statement.isBack : !statement.refused;
  }

  async function send(statement) {
    const { key, secret, session, kind, country, text } = statement;
    const answer = await ask("send", { key, secret, session, kind, country, text });
    if (answer.receipt) {
      statement.id = answer.receipt;
      say(words.sent);
    } else {
      statement.refused = answer.said;
      say(answer.said);
    }
    save();
    showStatements();
  }

  function withdraw(statement) {
    statement.isBack = true;
    sendAll();
  }

  async function takeBack(statement) {
    const answer = await ask("withdraw", { receipt: statement.id, secret: statement.secret });
    delete statement.isBack;
    if (answer.said) say(answer.said);
    else if (answer.withdrawn) showResults({ [statement.id]: ["withdrawn", ""] });
    save();
    showStatements();
  }

  function resultOf(statement) {
    if (statement.refused) return ["refused", statement.refused];
    if (!statement.id) return ["unsent", words.unsent];
    if (statement.isBack) return ["unsent", words.withdrawing];
    const [outcome, reference] = results[statement.id] ?? statement.result ?? ["waiting", ""];
    return [outcome, fill(words.outcomes[outcome] ?? "", { reference })];
  }

  function showResults(told) {
    Object.assign(results, told);
    speak?.results(told);
    const ours = statements.filter((each) => each.id && told[each.id] && String(told[each.id]) !== String(each.result ?? ["waiting", ""]));
    for (const statement of ours) statement.result = told[statement.id];
    if (!ours.length) return;
    save();
    showStatements();
    say(fill(words.results, { result: resultOf(ours.at(-1))[1] }));
  }

  const lines = new Map(); // by key: they are changed in place, so that nobody loses their place

  function showStatements() {
    find("#sent").hidden = statements.length === 0;
    for (const [held, line] of lines) {
      if (statements.some((each) => each.key === held)) continue;
      line.remove();
      lines.delete(held);
    }
    for (const statement of statements) {
      if (!lines.has(statement.key)) lines.set(statement.key, list.insertBefore(newLine(statement), list.firstChild));
      const line = lines.get(statement.key);
      const [state, result] = resultOf(statement);
      if (line.className !== state) line.className = state;
      put(line.querySelector(".result"), result);
      const does = { unsent: [], refused: ["again", "edit", "remove"], waiting: ["withdraw"], aside: ["withdraw"] }[state] ?? [];
      for (const button of line.querySelectorAll("button")) {
        const isOffered = does.includes(button.dataset.does);
        if (!isOffered && button === document.activeElement) text.focus();
        button.hidden = !isOffered;
      }
    }
  }

  const deeds = {
    again(statement) {
      delete statement.refused;
      sendAll();
    },
    edit(statement) {
      text.value = text.value ? `${text.value}\n${statement.text}` : statement.text;
      deeds.remove(statement);
      typed();
    },
    remove(statement) {
      removed.add(statement.key);
      statements = statements.filter((each) => each !== statement);
      form.hidden = false;
      text.focus();
    },
    withdraw,
  };

  function newLine(statement) {
    const line = document.createElement("li");
    const shown = Object.assign(document.createElement("p"), { className: "text", dir: "auto", textContent: statement.text });
    const result = Object.assign(document.createElement("p"), { className: "result" });
    const does = Object.assign(document.createElement("div"), { className: "does" });
    shown.id = `text-${statement.key}`;
    for (const name of Object.keys(deeds)) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", hidden: true, textContent: words[name] });
      button.dataset.does = name;
      button.setAttribute("aria-describedby", shown.id);
      button.addEventListener("click", async () => {
        await deeds[name](statement);
        save();
        showStatements();
      });
      does.append(button);
    }
    line.append(shown, result, does);
    return line;
  }

  // The vote: what it needs is fetched when there is one

  let vote = null;

  async function tellVote(told) {
    if (!told.id && !vote) return;
    const announce = (text_) => put(find("#milestone"), text_);
    vote ??= import("./vote.js").then(({ Vote }) => new Vote({ ask, read, keep, retrying, announce, home: HOME }));
    try {
      (await vote).news(told);
    } catch {
      vote = null; // fetched again with the next news
    }
  }

  if (find("#vote").dataset.vote) tellVote(find("#vote").dataset);

  // Asking to speak; until its script is there, the form works as it does without one

  async function startSpeak() {
    try {
      const { Speak } = await import("./speak.js");
      speak ??= new Speak({ ask, read, keep, retrying });
      if (face) speak.face(face);
      speak.results(results);
    } catch {
      addEventListener("online", startSpeak, { once: true });
    }
  }

  startSpeak();

  // The stream

  let lostAt = "";

  function heard() {
    if (lostAt) sendAll();
    lostAt = "";
    put(find("#contact"), "");
  }

  function lost() {
    lostAt ||= new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" });
    put(find("#contact"), fill(words.lost, { time: lostAt }));
  }

  save(); // without those that are too old
  showStatements();
  sendAll();
  addEventListener("online", sendAll);
  new Live({
    address: () => `${HOME}/live?lang=${root.lang}`,
    clock,
    events: {
      face: showFace,
      time(told) {
        time = told;
        showTime();
      },
      results: showResults,
      vote: tellVote,
    },
    heard,
    lost,
    showTime,
  }).start();
}
