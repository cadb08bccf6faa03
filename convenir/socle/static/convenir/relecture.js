/* Findings beside their sentence: each card is lowered to the height of its mark, never over another;
   pointing at one shows the other, and following a number unfolds its card.
   Without this script the cards follow one another, and the numbers link both ways. */
(() => {
  "use strict";
  const colonne = document.querySelector(".relecture > .constats");
  if (!colonne) return;
  const large = window.matchMedia("(min-width: 58.01rem)");

  function placer() {
    const cartes = [...colonne.querySelectorAll(":scope > .constat:not(.accepte)")];
    for (const carte of cartes) carte.style.marginTop = "";
    if (!large.matches) return;
    for (const carte of cartes) {
      const marque = document.getElementById(carte.dataset.marque);
      if (!marque) continue;
      const ecart = marque.getBoundingClientRect().top - carte.getBoundingClientRect().top - 8;
      if (ecart > 0) carte.style.marginTop = `${ecart}px`;
    }
  }

  /** The card and the marks of the finding that an element belongs to. */
  function lies(element) {
    const carte = element.closest(".constats > .constat");
    const appel = element.closest(".appel") ?? element.closest("mark")?.querySelector(".appel");
    const cle = carte?.id ?? appel?.hash.slice(1);
    if (!cle) return [];
    const appels = document.querySelectorAll(`.texte .appel[href="#${CSS.escape(cle)}"]`);
    return [document.getElementById(cle), ...[...appels].map((a) => a.closest("mark") ?? a)];
  }

  function viser(e) {
    for (const vise of document.querySelectorAll(".vise")) vise.classList.remove("vise");
    if (e.target instanceof Element) for (const lie of lies(e.target)) lie?.classList.add("vise");
  }

  function deplier() {
    const suite = document.getElementById(location.hash.slice(1))?.querySelector(":scope > .suite");
    if (suite) suite.open = true;
  }

  /** The contents scroll by themselves: bring the section being read into their view. */
  function montrerLaSection() {
    const liste = document.querySelector(".sommaire > ol");
    const courante = liste?.querySelector("[aria-current]");
    if (courante) liste.scrollTop = courante.offsetTop - liste.offsetTop - liste.clientHeight / 3;
  }

  placer();
  deplier();
  montrerLaSection();
  document.fonts.ready.then(placer);
  large.addEventListener("change", placer);
  window.addEventListener("resize", placer);
  window.addEventListener("hashchange", deplier);
  colonne.addEventListener("toggle", placer, true);
  document.addEventListener("pointerover", viser);
  document.addEventListener("focusin", viser);
  document.body.addEventListener("htmx:afterSettle", placer);
})();
