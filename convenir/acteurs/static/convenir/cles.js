/* Passkeys: the browser is asked for one; what it answers is sent by an ordinary form of the page. */
(() => {
  "use strict";

  const PHRASES = {
    NotAllowedError: "Aucune clé n’a été présentée à temps, ou vous avez annulé : vous pouvez recommencer.",
    InvalidStateError: "Cette clé est déjà sur votre compte.",
    NotSupportedError: "Cette clé ne convient pas : il en faut une qui demande un code ou une empreinte.",
    SecurityError: "Les clés d’accès ne fonctionnent qu’à l’adresse principale du site, en HTTPS.",
  };
  const ECHEC = "La clé n’a pas pu être utilisée : recommencez, ou connectez-vous autrement.";

  const lire = () => JSON.parse(document.getElementById("options-de-cle").textContent);

  async function demander(formulaire) {
    if (formulaire.dataset.cle === "creer") return webauthnJSON.create(lire().creation_options);
    if (formulaire.dataset.cle === "presenter") return webauthnJSON.get(lire().request_options);
    const reponse = await fetch(formulaire.action, { headers: { Accept: "application/json" } });
    if (!reponse.ok) throw new Error(reponse.statusText);
    return webauthnJSON.get((await reponse.json()).request_options);
  }

  for (const formulaire of document.querySelectorAll("form[data-cle]")) {
    const annonce = formulaire.querySelector("[role=alert]");
    if (!webauthnJSON.supported()) {
      annonce.textContent = "Ce navigateur ne connaît pas les clés d’accès.";
      continue;
    }
    formulaire.querySelector("button").disabled = false;
    formulaire.addEventListener("submit", async (evenement) => {
      evenement.preventDefault();
      evenement.stopPropagation();
      annonce.textContent = "";
      try {
        formulaire.elements.credential.value = JSON.stringify(await demander(formulaire));
        formulaire.submit();
      } catch (erreur) {
        annonce.textContent = PHRASES[erreur.name] || ECHEC;
      }
    });
  }
})();
