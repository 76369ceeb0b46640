// Theme and language, and the first section.
const THEMES = ["auto", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");
let theme = "auto";
const isDark = () => theme === "dark" || (theme === "auto" && dark.matches);

function setTheme(next) {
  theme = next;
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  nameSettings();
}

function nameSettings() {
  byId("theme").textContent = word(`theme.${theme}`);
  byId("theme").setAttribute("aria-label", word("theme.label", { theme: word(`theme.${theme}`) }));
  byId("language").textContent = word("language.other");
  byId("language").lang = language === "fr" ? "en" : "fr";
}

// Charts are drawn in the colours of the page.
const redrawn = () => ["summary", "figures", "timeline"].includes(where.section) && SECTIONS[where.section].draw(placeOf(where.section));

byId("theme").addEventListener("click", () => {
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
  redrawn();
});
byId("language").addEventListener("click", () => {
  language = language === "fr" ? "en" : "fr";
  nameSettings();
  drawAll();
});
byId("help").addEventListener("click", showKeys);
dark.addEventListener("change", () => { setTheme(theme); redrawn(); });
addEventListener("hashchange", show);
addEventListener("beforeprint", () => reader.chunks.forEach(fill));
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); });

byId("study-title").textContent = study.title;
setTheme("auto");
applyFilters();
drawAll();
// Charts come with scripts after this one.
document.addEventListener("DOMContentLoaded", redrawn);
// What tests and charts ask of the page.
window.partcode = { study, codings, textOf, applyFilters };
