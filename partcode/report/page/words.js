// All words of the interface, in both languages, and figures as each writes them.
const words = dataOf("words");
let language = navigator.language.startsWith("fr") ? "fr" : "en";

// A word or sentence; {names} in it are filled in.
function word(key, values = {}) {
  const found = words[key] ? words[key][language] : key;
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const known = (prefix, value) => (words[`${prefix}.${value}`] ? word(`${prefix}.${value}`) : value);
const digits = (number) => number.toLocaleString(language === "fr" ? "fr-FR" : "en-GB");
const counted = (number, key) => word(number === 1 || (language === "fr" && number === 0) ? `${key}.one` : `${key}.many`, { n: digits(number) });
const labelOf = (named) => (language === "fr" ? named.french : named.english);

// What stands in the page from the beginning.
function nameEverything() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
}
