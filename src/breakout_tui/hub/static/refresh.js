// Keeps a page up to date: it is fetched again every few seconds, and what is marked with data-fresh takes the place of what was there.
// Without it the page reloads itself.

const every = Number(document.querySelector("[data-every]").dataset.every) * 1000; // milliseconds
const contact = document.getElementById("contact");

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
    if (answer.redirected) return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-fresh]")) {
      const fresh = now.getElementById(old.id);
      // What somebody has selected or reached by keys stays as long as it is the same.
      if (fresh && fresh.innerHTML !== old.innerHTML) old.replaceChildren(...fresh.childNodes);
    }
    if (contact.textContent) contact.textContent = "";
  } catch {
    const asOf = document.getElementById("as-of")?.textContent ?? "";
    const said = `The hub does not answer. This is ${asOf}.`;
    if (contact.textContent !== said) contact.textContent = said;
  }
}

setInterval(() => document.hidden || refresh(), every);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
