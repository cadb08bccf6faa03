/* Small comforts on top of pages that work without them. */
(() => {
  "use strict";

  /** Drag and drop onto a drop zone: the file goes into its ordinary input, whose name is announced. */
  function animerDepot(zone) {
    const champ = zone.querySelector("input[type=file]");
    const annonce = zone.querySelector("[data-annonce]");
    const survoler = (actif) => zone.classList.toggle("survol", actif);
    zone.addEventListener("dragover", (e) => { e.preventDefault(); survoler(true); });
    zone.addEventListener("dragleave", (e) => { if (!zone.contains(e.relatedTarget)) survoler(false); });
    zone.addEventListener("drop", (e) => {
      e.preventDefault();
      survoler(false);
      if (!e.dataTransfer.files.length) return;
      champ.files = e.dataTransfer.files;
      champ.dispatchEvent(new Event("change", { bubbles: true }));
      zone.requestSubmit();
    });
    champ.addEventListener("change", () => {
      if (annonce) annonce.textContent = champ.files.length ? `Fichier choisi : ${champ.files[0].name}` : "";
    });
  }

  /** A form is sent once, however many times its button is pressed. */
  document.addEventListener("submit", (e) => {
    if (e.target.method !== "post") return;
    if (e.target.dataset.envoye) { e.preventDefault(); return; }
    if (!e.target.hasAttribute("hx-post")) e.target.dataset.envoye = "oui";
  });
  window.addEventListener("pageshow", () => {
    for (const formulaire of document.querySelectorAll("form[data-envoye]")) delete formulaire.dataset.envoye;
  });

  for (const zone of document.querySelectorAll("form[data-depot]")) animerDepot(zone);
})();
