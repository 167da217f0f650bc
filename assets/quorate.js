// What JavaScript adds to pages that work without it: the GOV.UK Design System's components (show a password, the menu on narrow screens,
// errors in focus, no double submission), and the progress of a job without reloading by hand.
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

const progress = document.querySelector("[data-progress]");
if (progress) follow(progress);
