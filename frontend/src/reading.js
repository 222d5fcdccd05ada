// Reads the page aloud where the browser can; the button stays hidden elsewhere. A second press stops it.
const voice = window.speechSynthesis;

function pieces() {
  const skipped = "button, form, nav, .hint.no-read, [aria-hidden=true]";
  const found = document.querySelectorAll("main :is(h1, h2, h3, p, dt, dd, li > span, time)");
  return [...found].filter((each) => !each.closest(skipped)).map((each) => each.textContent.trim()).filter(Boolean);
}

function show(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

function read(button) {
  if (voice.speaking || voice.pending) {
    voice.cancel();
    return show(button, false);
  }
  const words = pieces();
  words.forEach((piece, place) => {
    const said = new SpeechSynthesisUtterance(piece);
    said.lang = document.documentElement.lang.startsWith("en") ? "en-GB" : "zh-CN";
    said.rate = 0.9;
    if (place === words.length - 1) said.onend = said.onerror = () => show(button, false);
    voice.speak(said);
  });
  show(button, words.length > 0);
}

if (voice && window.SpeechSynthesisUtterance) {
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    button.hidden = false;
    button.addEventListener("click", () => read(button));
  }
  addEventListener("pagehide", () => voice.cancel());
}
