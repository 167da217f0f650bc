// What JavaScript adds to pages that work without it: the GOV.UK Design System's components (show a password, the menu on narrow screens,
// errors in focus, no double submission), the progress of a job without reloading by hand, and notes on words that are selected.
import { initAll } from "GOVUK_FRONTEND";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const every = 2000;

// A page that shows a running job has <div data-progress>: it is fetched again and replaced until the page no longer has one.
function follow(progress) {
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-progress]");
      if (!next) return location.reload();
      progress.replaceChildren(...next.childNodes);
      follow(progress);
    } catch {
      follow(progress);
    }
  }, every);
}

// Notes on a report: the words that are selected go into the form, with the paragraph that they begin in. The button stands in the form, for the
// keyboard, and beside the selection.
function notes(form, text) {
  const take = form.querySelector("[data-note-take]");
  const here = Object.assign(document.createElement("button"), { type: "button", className: "quorate-button-small quorate-note-here", textContent: "Note on this", hidden: true });
  if (!take) return;
  form.querySelector("[data-note-help]").hidden = false;
  text.after(here);
  let kept = null;

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) && selection.toString().trim() ? { words: selection.toString().trim(), range: range.cloneRange() } : null;
  };
  // the numbered paragraph, or the last one before what is selected
  const paragraphOf = (range) => {
    const numbered = [...text.querySelectorAll('[id^="paragraph-"]')].filter((e) => range.comparePoint(e, 0) <= 0);
    return numbered.length ? numbered.at(-1).id.slice("paragraph-".length).replace("-", ".") : "";
  };
  const fill = () => {
    const now = selected() ?? kept;
    if (!now) return form.querySelector("[name=quote]").focus();
    form.querySelector("[name=quote]").value = now.words.replace(/\s+/g, " ").slice(0, 1000);
    const paragraph = form.querySelector("[name=paragraph]"), number = paragraphOf(now.range);
    if ([...paragraph.options].some((o) => o.value === number)) paragraph.value = number;
    here.hidden = true;
    form.scrollIntoView();
    form.querySelector("[name=words]").focus();
  };
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) kept = now;
    here.hidden = !now;
    if (!now) return;
    const box = now.range.getBoundingClientRect(), width = document.documentElement.clientWidth;
    here.style.top = `${box.bottom + scrollY + 4}px`;
    here.style.left = `${Math.max(4, Math.min(box.left + scrollX, width - 140))}px`;
  });
  here.addEventListener("mousedown", (e) => e.preventDefault()); // the selection stays
  here.addEventListener("click", fill);
  take.addEventListener("click", fill);
}

const noteForm = document.querySelector("[data-note-form]"), noteText = document.querySelector("[data-note-text]");
if (noteForm && noteText) notes(noteForm, noteText);

// At the meeting: the page is asked again twice a second, so that a second screen shows a change; buttons are sent without leaving the page,
// and while there is no connection the last one of each seat is kept here and sent afterwards.
function live(part) {
  const offline = document.querySelector("[data-live-offline]"), key = `quorate-live:${location.pathname}`;
  const stamp = () => part.querySelector("[data-live-stamp]")?.dataset.liveStamp ?? "";
  const kept = () => JSON.parse(localStorage.getItem(key) ?? "{}");
  const keep = (all) => (Object.keys(all).length ? localStorage.setItem(key, JSON.stringify(all)) : localStorage.removeItem(key));
  const seatOf = (value) => value.split(":")[0];

  const refresh = async () => {
    const answer = await fetch(part.dataset.live, { cache: "no-store", redirect: "manual", headers: { "If-None-Match": `"${stamp()}"` } });
    if (answer.type === "opaqueredirect") return location.reload(); // signed out meanwhile
    if (answer.status !== 200) return;
    const focused = document.activeElement?.closest?.("[id^=seat-]")?.id, label = document.activeElement?.textContent;
    part.innerHTML = await answer.text();
    const again = focused && document.getElementById(focused);
    if (again) ([...again.querySelectorAll("button, a")].find((e) => e.textContent === label) ?? again.querySelector("button, a"))?.focus();
  };
  // The answer of a refused button is a whole page: it takes the place of this one.
  const send = async (value) => {
    const form = part.querySelector("[data-live-form]");
    if (!form) return true;
    const fresh = [...form.querySelectorAll("button[name=set]")].map((b) => b.value).find((v) => seatOf(v) === seatOf(value));
    const body = new URLSearchParams({ _csrf: form.querySelector("[name=_csrf]").value, set: fresh ? [...fresh.split(":").slice(0, 2), value.split(":")[2]].join(":") : value });
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.ok) return true;
    document.open();
    document.write(await answer.text());
    document.close();
    return false;
  };
  const sendKept = async () => {
    for (const value of Object.values(kept())) {
      const all = kept();
      if (!(await send(value))) return;
      delete all[seatOf(value)];
      keep(all);
    }
  };
  let isRunning = false, isWanted = false;
  const tick = async () => {
    isWanted = isRunning;
    if (isRunning) return;
    isRunning = true;
    try {
      if (Object.keys(kept()).length) await refresh().then(sendKept);
      await refresh();
      offline.hidden = true;
    } catch {
      offline.hidden = false;
    }
    isRunning = false;
    if (isWanted) tick();
  };
  part.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!event.target.matches("[data-live-form]") || pressed?.name !== "set") return;
    event.preventDefault();
    keep({ ...kept(), [seatOf(pressed.value)]: pressed.value });
    tick();
  });
  setInterval(() => document.hidden || tick(), 500);
  tick();
}

// A text that is being written is kept in this browser until it was saved, so that a lost connection loses nothing. Texts of what is restricted
// are not marked for it.
function keepTyped(form) {
  const key = `quorate-typed:${location.pathname}`, areas = [...form.querySelectorAll("textarea")], version = form.querySelector("[name=version]")?.value ?? "";
  const note = form.querySelector("[data-keep-note]");
  const now = () => Object.fromEntries(areas.map((a) => [a.name, a.value]));
  const before = JSON.stringify(now()), kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && JSON.stringify(kept.texts) === before) localStorage.removeItem(key);
  else if (kept && note) {
    const words = document.createElement("p"), put = document.createElement("button"), drop = document.createElement("button");
    words.className = "govuk-body";
    words.textContent = kept.version === version ? "Words that were typed here and not saved are kept in this browser." : "Words that were typed here and not saved are kept in this browser. The text was changed meanwhile: compare before you save.";
    for (const [b, text] of [[put, "Put them back"], [drop, "Throw them away"]]) Object.assign(b, { type: "button", className: "quorate-button-small", textContent: text });
    put.addEventListener("click", () => { for (const a of areas) if (a.name in kept.texts) a.value = kept.texts[a.name]; note.hidden = true; });
    drop.addEventListener("click", () => { localStorage.removeItem(key); note.hidden = true; });
    note.replaceChildren(words, put, " ", drop);
    note.hidden = false;
  }
  form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ version, texts: now() })));
  form.addEventListener("submit", async (event) => {
    if (form.dataset.isSent) return;
    event.preventDefault();
    const submitter = event.submitter;
    try {
      await fetch("/healthz", { cache: "no-store" });
      form.dataset.isSent = "yes";
      form.requestSubmit(submitter);
    } catch {
      if (!note) return;
      note.textContent = "There is no connection to the office, so nothing was saved. What you typed is kept in this browser. Press Save again when the connection is back.";
      note.hidden = false;
    }
  });
}

// The archive: the lines of the source that an entry was read from are marked when the entry is chosen, by its address or by a click.
function beside(place) {
  const source = place.querySelector(".quorate-beside__source");
  const choose = (entry, scrolls) => {
    for (const e of place.querySelectorAll(".quorate-source__line--chosen, .quorate-reading__entry--chosen")) e.classList.remove("quorate-source__line--chosen", "quorate-reading__entry--chosen");
    const first = Number(entry.dataset.first), last = Math.max(first, Number(entry.dataset.last));
    entry.classList.add("quorate-reading__entry--chosen");
    for (let n = first; first && n <= last; n++) document.getElementById(`line-${n}`)?.classList.add("quorate-source__line--chosen");
    const line = first && document.getElementById(`line-${first}`);
    if (line && scrolls && source.scrollHeight > source.clientHeight) source.scrollTop = line.offsetTop - source.offsetTop - 60;
  };
  const follow = () => {
    const entry = location.hash.startsWith("#entry-") && document.getElementById(location.hash.slice(1));
    if (entry && entry.dataset.first) choose(entry, true);
  };
  place.addEventListener("click", (event) => {
    const entry = event.target.closest("[data-first]");
    if (!entry || event.target.closest("a, button")) return;
    history.replaceState(null, "", `#${entry.id}`);
    choose(entry, true);
  });
  addEventListener("hashchange", follow);
  follow();
}
for (const place of document.querySelectorAll("[data-beside]")) beside(place);

// One key an answer. Whoever does not want single keys (they get in the way of speech input) takes the tick away.
function keys(form) {
  const help = document.querySelector("[data-keys-help]"), on = help.querySelector("[data-keys-switch]"), name = "quorate-archive-keys";
  help.hidden = false;
  on.checked = localStorage.getItem(name) !== "off";
  on.addEventListener("change", () => localStorage.setItem(name, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const target = [...form.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    const field = target.dataset.focus && form.querySelector(`[name="${target.dataset.focus}"]`);
    if (field) field.focus();
    else target.click();
  });
}
for (const form of document.querySelectorAll("form[data-keys]")) keys(form);

const livePart = document.querySelector("[data-live]");
if (livePart) live(livePart);
for (const form of document.querySelectorAll("form[data-keep]")) keepTyped(form);

const progress = document.querySelector("[data-progress]");
if (progress) follow(progress);
