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

const progress = document.querySelector("[data-progress]");
if (progress) follow(progress);
