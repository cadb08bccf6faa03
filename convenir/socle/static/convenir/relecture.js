/* Findings beside their sentence: each card is lowered to the height of its mark, never over another.
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

  placer();
  document.fonts.ready.then(placer);
  large.addEventListener("change", placer);
  window.addEventListener("resize", placer);
  colonne.addEventListener("toggle", placer, true);
  document.body.addEventListener("htmx:afterSettle", placer);
})();
