/* The grid of figures: each case is saved when it is left, a block is pasted, keys move from case to case. */
(() => {
  "use strict";

  const formulaire = document.querySelector("form[data-saisie]");
  if (!formulaire) return;
  const annonce = formulaire.querySelector("[data-annonce]");
  const champs = () => [...formulaire.querySelectorAll("input[name^='case:']")];
  const cle = (champ) => champ.name.slice("case:".length);
  const etat = (champ) => document.getElementById(`etat-${cle(champ)}`);
  const vu = (champ) => etat(champ).querySelector(`input[name='vu:${cle(champ)}']`).value;
  let file = Promise.resolve();

  formulaire.querySelector("[data-mode-d-emploi]").hidden = false;
  formulaire.querySelector("[data-sans-script]").hidden = true;

  /** The field `bas` rows under and `droite` columns right of this one, if any. */
  function voisin(champ, bas, droite) {
    const cellule = champ.closest("td");
    const ligne = cellule.parentElement;
    const lignes = [...ligne.parentElement.rows];
    const cible = lignes[lignes.indexOf(ligne) + bas];
    return cible?.cells[cellule.cellIndex + droite]?.querySelector("input[name^='case:']") ?? null;
  }

  function aller(champ) {
    if (!champ) return false;
    champ.focus();
    champ.select();
    return true;
  }

  /** Send some cases, one sending after the other; what comes back replaces what was said of each. */
  function enregistrer(choisis, bouton) {
    const envoyes = choisis.filter((champ) => bouton || champ.value.trim() !== vu(champ));
    if (!envoyes.length) return;
    for (const champ of envoyes) champ.classList.add("attend");
    file = file.then(() => envoyer(envoyes, bouton));
  }

  async function envoyer(envoyes, bouton) {
    const corps = new FormData();
    corps.set("csrfmiddlewaretoken", formulaire.elements.csrfmiddlewaretoken.value);
    corps.set("attestation", formulaire.elements.attestation.value);
    const valeurs = new Map();
    for (const champ of envoyes) {
      valeurs.set(champ, champ.value);
      corps.set(champ.name, champ.value);
      corps.set(`vu:${cle(champ)}`, vu(champ));
    }
    if (bouton) corps.set(bouton.name, bouton.value);
    try {
      const reponse = await fetch(formulaire.action, { method: "POST", body: corps, headers: { "X-Saisie": "case" } });
      if (!reponse.ok) throw new Error(String(reponse.status));
      remplacer(await reponse.text(), valeurs);
    } catch {
      annonce.textContent = "L’enregistrement n’a pas abouti : vérifiez la connexion, ou rechargez la page. Vos chiffres sont encore dans la grille.";
    }
  }

  function remplacer(html, valeurs) {
    const recu = new DOMParser().parseFromString(html, "text/html");
    let refus = 0;
    for (const [champ, envoyee] of valeurs) {
      const nouveau = recu.getElementById(`etat-${cle(champ)}`);
      champ.classList.remove("attend");
      if (!nouveau) continue;
      const refusee = nouveau.hasAttribute("data-refusee");
      const avaitLeFocus = etat(champ).contains(document.activeElement);
      etat(champ).replaceWith(document.adoptNode(nouveau));
      if (champ.value === envoyee) champ.value = nouveau.dataset.texte;
      champ.toggleAttribute("aria-invalid", refusee);
      if (refusee) champ.setAttribute("aria-invalid", "true");
      if (avaitLeFocus) champ.focus();
      refus += refusee ? 1 : 0;
    }
    const justes = valeurs.size - refus;
    const dits = [];
    if (justes) dits.push(justes === 1 ? "1 case enregistrée." : `${justes} cases enregistrées.`);
    if (refus) dits.push(refus === 1 ? "1 case refusée : lisez pourquoi sous elle." : `${refus} cases refusées : lisez pourquoi sous elles.`);
    annonce.textContent = dits.join(" ");
  }

  /** A block of cells copied from a spreadsheet, from this field on, to the right and down. */
  function coller(champ, texte) {
    const rangs = texte.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((rang) => rang.split("\t"));
    if (rangs.length === 1 && rangs[0].length === 1) return false;
    const touches = [];
    let dehors = 0;
    rangs.forEach((rang, bas) => rang.forEach((ecrit, droite) => {
      const cible = voisin(champ, bas, droite);
      if (!cible) { dehors += ecrit.trim() ? 1 : 0; return; }
      cible.value = ecrit.trim();
      touches.push(cible);
    }));
    enregistrer(touches);
    if (dehors) annonce.textContent = `${dehors} chiffres collés débordent de la grille : ils sont laissés.`;
    return true;
  }

  formulaire.addEventListener("change", (e) => {
    if (e.target.name?.startsWith("case:")) enregistrer([e.target]);
    if (e.target.name === "attestation" && e.target.value.trim()) {
      enregistrer(champs().filter((champ) => champ.getAttribute("aria-invalid") === "true"));
    }
  });

  formulaire.addEventListener("paste", (e) => {
    if (!e.target.name?.startsWith("case:")) return;
    if (coller(e.target, e.clipboardData.getData("text/plain"))) e.preventDefault();
  });

  formulaire.addEventListener("keydown", (e) => {
    const champ = e.target;
    if (!champ.name?.startsWith("case:") || e.ctrlKey || e.altKey || e.metaKey) return;
    const tout = champ.selectionStart === 0 && champ.selectionEnd === champ.value.length;
    const debut = tout || champ.selectionEnd === 0;
    const fin = tout || champ.selectionStart === champ.value.length;
    const pas = {
      Enter: () => aller(voisin(champ, e.shiftKey ? -1 : 1, 0)) || champ.blur() || true,
      ArrowDown: () => aller(voisin(champ, 1, 0)),
      ArrowUp: () => aller(voisin(champ, -1, 0)),
      ArrowLeft: () => debut && !e.shiftKey && aller(voisin(champ, 0, -1)),
      ArrowRight: () => fin && !e.shiftKey && aller(voisin(champ, 0, 1)),
      Escape: () => { champ.value = vu(champ); return true; },
    }[e.key];
    if (pas?.()) e.preventDefault();
  });

  formulaire.addEventListener("click", (e) => {
    const bouton = e.target.closest("button[name='rendre'], button[name='ecrire']");
    if (!bouton) return;
    e.preventDefault();
    const nom = bouton.value.split("=")[0];
    enregistrer(champs().filter((champ) => cle(champ) === nom), bouton);
  });
})();
