/* Words selected in the text go into the field that quotes them. Without this script one types them. */
(() => {
  "use strict";
  const texte = document.querySelector("[data-texte]");
  const champ = document.querySelector("[data-commenter] [name=passage]");
  if (!texte || !champ) return;
  for (const aide of document.querySelectorAll("[data-avec-script]")) aide.hidden = false;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !texte.contains(selection.anchorNode)) return;
    champ.value = selection.toString().trim().slice(0, champ.maxLength);
  });
})();
