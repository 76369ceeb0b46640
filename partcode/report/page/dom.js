// Elements are made here and nowhere else: what a study says becomes text, never markup.
const byId = (id) => document.getElementById(id);
const dataOf = (id) => JSON.parse(byId(id).textContent);

// An element; attributes that are false, null or undefined are left out, functions are listeners.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

const button = (text, pressed, attributes = {}) => make("button", { type: "button", click: pressed, ...attributes }, text);

// The same function, called once when calls have stopped coming for a while.
function settled(wait, act) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), wait);
  };
}

const say = (text) => (byId("said").textContent = text);
