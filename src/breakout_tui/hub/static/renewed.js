// Parts of the phone's page that are fetched without leaving it, so that nothing that was typed is lost: what is asked by another rule, and joining again.

const root = document.documentElement;
const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
const fetched = async (home) => parsed(await fetch(`${home}?lang=${root.lang}`, { cache: "no-store" }));

// What the forms ask about who sends something; returns by which rule.
export async function renewForms(home, rule) {
  const other = await fetched(home);
  const page = other.querySelector("#phone");
  if (!page) return rule; // it has to join again
  for (const asks of ["#who", "#asker"]) {
    const before = document.querySelector(asks);
    const hadFocus = before.contains(document.activeElement);
    before.replaceWith(document.adoptNode(other.querySelector(asks)));
    if (hadFocus) document.querySelector("#text").focus();
  }
  return page.dataset.rule;
}

// The form to join, above what the page has; it is gone once this phone has joined.
export async function joinHere(home, joined) {
  if (!document.querySelector("#join")) show(await fetched(home), home, joined);
}

function show(other, home, joined) {
  document.querySelector("#rejoin")?.remove();
  const form = other.querySelector("#join");
  if (!form) return joined();
  const section = Object.assign(document.createElement("section"), { id: "rejoin", className: "join" });
  section.append(...document.adoptNode(form.closest("main")).children);
  section.setAttribute("role", "alert");
  form.elements.code.autofocus = false;
  document.querySelector("#phone").prepend(section);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("lang", root.lang);
    try {
      show(await parsed(await fetch(`${home}/join`, { method: "POST", body })), home, joined);
    } catch {
      // no contact, which the page says: pressed again
    }
  });
  const isTyping = document.activeElement?.matches("textarea, input:not([type])");
  if (isTyping) section.scrollIntoView();
  else form.elements.code.focus();
}
