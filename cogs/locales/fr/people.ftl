# Les personnes et leurs images, les serveurs et leurs réglages, et qui gère le bot.

people-held = ⏸️  Je fais une pause. Ton image garde sa place et sera peinte dès que je reprends.
people-restart-at = 🔧 Je redémarre { $when }. Ton image garde sa place.

# /consent
people-consent-description = Choisis si les autres peuvent faire peindre tes images
people-consent-title = ### Tes images, peintes pour d’autres
people-consent-allowed = ✅  Les autres peuvent faire peindre tes images.
people-consent-denied = 🔒  Personne d’autre que toi ne peut faire peindre tes images.
people-consent-how = Ça vaut sur tous les serveurs et par tous les chemins : le menu du clic droit, les réponses et mentions, les boutons sous une image, et les défis. Ça compte à partir de maintenant ; ce qui a déjà été peint reste où il est.
people-consent-deny = Moi seulement
people-consent-allow = Les autres aussi

# /privacy
people-privacy-description = Vois ce que je garde sur toi, emporte-le, ou fais-le supprimer
people-privacy-title = ### Ce que je garde sur toi
people-privacy-kept =
    - **Les images** que tu me donnes, celles que je peins pour toi, et comment elles ont été faites : { $days ->
        [0] jusqu’à ce que tu les supprimes.
        [1] un jour après qu’elles ont été peintes, ou jusqu’à ce que tu les supprimes.
       *[other] { $days } jours après qu’elles ont été peintes, ou jusqu’à ce que tu les supprimes.
    }
    - **Les styles** que tu enregistres, et tes participations et votes dans les **défis** : jusqu’à ce que tu les retires.
    - **Quand tu as demandé** des images, pour les limites par jour, et les formulaires que tu n’as pas encore envoyés : 24 heures.
    - **Ton choix** dans /notify, jusqu’à ce que tu choisisses de nouveau « Jamais » et « Par une mention ».
    - **Ton choix** dans /instant, jusqu’à ce que tu choisisses de nouveau « Les deux ».
    - **Les réglages d’un serveur** que tu as changés : que c’était toi, pour qui gère le serveur.
    - **Ta réponse** dans /consent, si c’était non.
people-privacy-nothing-else = -# Rien d’autre : pas de noms, pas de messages, rien sur des images que tu ne m’as pas données. Personne d’autre n’en reçoit quoi que ce soit. La modération d’un serveur peut lire dans son journal ce que tu y as supprimé ou signalé et ce que j’ai refusé.
people-privacy-export = Envoie-moi tout
people-privacy-delete = Tout supprimer…
people-privacy-sure = ### Tout supprimer ?
    Tes images avec leurs fichiers, ce qui attend ou se peint, les images que d’autres ont fait peindre à partir des tiennes, tes styles enregistrés, et tes participations et votes dans les défis. **C’est définitif.**
people-privacy-stays = -# Les messages que j’ai postés restent dans leurs salons ; appuie sur « Supprimer » sous ceux qui doivent partir, maintenant ou plus tard. Un non dans /consent reste aussi, parce qu’il te protège, et un blocage également.
people-privacy-erase = Oui, tout supprimer
people-privacy-keep = Non, garder
people-privacy-deleted = 🗑️  C’est fait. J’ai supprimé { $things }.
people-privacy-nothing = 🗑️  C’est fait. Il n’y avait rien à toi.
people-privacy-exported = 📦  Voici tout ce que je garde sur toi. Ce message n’est visible que pour toi.
people-privacy-exported-part = 📦  Voici ce que je garde sur toi, avec { $files ->
        [0] aucune de tes images
        [1] une de tes images
       *[other] { $files } de tes images
    } : Discord n’accepte pas de fichier plus gros. { $left ->
        [1] Une autre figure
       *[other] { $left } autres figurent
    } dans jobs.json, et /show les envoie une par une. Ce message n’est visible que pour toi.
people-forgotten-jobs = { $count ->
        [1] une image
       *[other] { $count } images
    }
people-forgotten-styles = { $count ->
        [1] un style
       *[other] { $count } styles
    }
people-forgotten-entries = { $count ->
        [1] une participation à un défi
       *[other] { $count } participations à des défis
    }
people-forgotten-votes = { $count ->
        [1] un vote
       *[other] { $count } votes
    }
people-forgotten-challenges = { $count ->
        [1] un défi
       *[other] { $count } défis
    }

# /settings
people-settings-description = Où, pour qui et à quelle taille je peins sur ce serveur
people-settings-title = ### Réglages de { $server }
people-settings-note = -# Chaque choix vaut tout de suite.
people-settings-page-access = Qui et où
people-settings-page-pictures = Images
people-settings-page-limits = Limites
people-settings-page-moderation = Modération
people-settings-button-reset = Tout réinitialiser…
people-settings-sure = ⚠️ **Vraiment tout réinitialiser ?** Les quatre pages redeviennent comme au début.
people-settings-button-wipe = Oui, réinitialiser
people-settings-button-keep = Garder
people-settings-channels = **Les salons** où je peins, leurs fils compris
people-settings-channels-none = Partout
people-settings-roles = **Les rôles** pour lesquels je peins
people-settings-roles-none = Tout le monde
people-settings-style-savers = Qui peut **enregistrer des styles** pour le serveur
people-settings-style-savers-everyone = Tout le monde
people-settings-style-savers-moderators = Les modérateurs (qui peuvent supprimer des messages)
people-settings-style-savers-roles = Les rôles choisis ci-dessous
people-settings-style-roles = **Les rôles** qui peuvent enregistrer des styles
people-settings-style-roles-none = Réservé à la gestion du serveur
people-settings-challenge-roles = **Les rôles** qui peuvent organiser des défis
people-settings-challenge-roles-none = Seulement les modérateurs
people-settings-recipes = **Les recettes** qu’on peut utiliser
people-settings-recipes-none = Toutes
people-settings-default-recipe = **La recette** quand aucune n’est nommée
people-settings-default-recipe-none = Selon mon hébergeur : { $recipe }
people-settings-instant = **Les images instantanées** des styles appris
people-settings-instant-followed = Sont aussi peintes avec soin si personne n’attend
people-settings-instant-alone = Restent, avec un bouton pour peindre avec soin
people-settings-max-size = **La plus grande image**
people-settings-max-size-none = Selon mon hébergeur : { $pixels } pixels
people-settings-pixels = { $pixels } pixels
people-settings-jobs-per-user = Images **peintes en même temps** pour **une personne** ; les autres attendent leur tour
people-settings-jobs-at-once = Images **peintes en même temps** pour **ce serveur** ; les autres attendent leur tour
people-settings-jobs-per-day = Images qu’une personne peut demander **en 24 heures**
people-settings-no-limit = Sans limite
people-settings-log-channel = **Salon du journal** pour la modération : ce qui a été supprimé, signalé et refusé, et pourquoi
people-settings-log-channel-none = Pas de journal
people-settings-last-change = **Dernier changement**
people-settings-changes = **Changements**
people-settings-no-changes = -# Rien n’a encore été changé.
people-settings-change = -# { $who } · { $name } : { $before } → { $after } · { $when }
people-settings-someone = une personne dont les données ont été supprimées
people-settings-name-channels = salons
people-settings-name-roles = rôles
people-settings-name-style-savers = enregistrer des styles
people-settings-name-style-roles = rôles pour les styles
people-settings-name-challenge-roles = rôles pour les défis
people-settings-name-recipes = recettes
people-settings-name-default-recipe = recette quand aucune n’est nommée
people-settings-name-instant = images instantanées
people-settings-name-max-size = la plus grande image
people-settings-name-jobs-per-user = à la fois par personne
people-settings-name-jobs-at-once = à la fois ici
people-settings-name-jobs-per-day = par personne en 24 heures
people-settings-name-log-channel = salon du journal
people-settings-gone = -# ⚠️ { $count ->
        [1] Un choix n’existe plus.
       *[other] { $count } choix n’existent plus.
    } Choisis de nouveau pour faire le ménage.

error-manage-server = Seules les personnes avec la permission « Gérer le serveur » peuvent changer les réglages.
    .hint = Demande à quelqu’un qui gère ce serveur.

# /admin
people-admin-description = Pour qui possède ce bot
people-admin-queue-description = Qui est servi et qui attend
people-admin-pause-description = Ne plus commencer d’image dès maintenant ; les nouvelles sont acceptées et attendent
people-admin-resume-description = Reprendre après une pause ou une vidange, et annuler un redémarrage annoncé
people-admin-drain-description = Finir ce qui se peint et ne rien accepter de nouveau, avant un redémarrage
people-admin-announce-description = Dire à tous ceux qui attendent quand je redémarre
people-admin-announce-option-minutes = Dans combien de minutes ; 0 l’annule
people-admin-ban-description = Ne plus rien peindre pour une personne ou sur un serveur
people-admin-unban-description = Peindre de nouveau pour une personne ou sur un serveur
people-admin-option-user = La personne
people-admin-option-server = L’identifiant du serveur
people-admin-option-banned = L’identifiant de la personne ou du serveur
people-admin-option-reason = Une note pour toi
people-admin-stats-description = Le bot en chiffres
people-admin-paused = ⏸️  En pause. { $running ->
        [0] Rien ne se peint
        [1] Une image se termine encore
       *[other] { $running } images se terminent encore
    } ; les nouvelles sont acceptées et attendent. /admin resume reprend.
people-admin-resumed = ▶️  Je reprends. { $waiting ->
        [0] Personne n’attendait.
        [1] Une image attendait.
       *[other] { $waiting } images attendaient.
    }
people-admin-draining = 🚰  Vidange : je n’accepte rien de nouveau. { $running ->
        [0] Rien ne se peint, tu peux me redémarrer maintenant.
        [1] Une image se termine encore ; /admin queue montre quand elle est finie.
       *[other] { $running } images se terminent encore ; /admin queue montre quand elles sont finies.
    }
people-admin-announced = 📣  { $count ->
        [0] Personne n’attend. Les personnes qui demandent d’ici là le sauront.
        [1] L’image d’une personne le dit maintenant.
       *[other] { $count } images le disent maintenant.
    } Le redémarrage lui-même, c’est à toi de le faire.
people-admin-unannounced = 📣  Annulé.
people-admin-banned = 🚫  Blocage en place pour { $name }. { $stopped ->
        [0] Rien n’était en cours.
        [1] Une image en cours a été arrêtée.
       *[other] { $stopped } images en cours ont été arrêtées.
    } /admin unban l’annule.
people-admin-unbanned = ✅  Le blocage de { $name } est levé.
people-admin-hold-none = ▶️  Ouvert
people-admin-hold-paused = ⏸️  En pause
people-admin-hold-draining = 🚰  Vidange
people-admin-queue = ### { $hold } · { $running } sur { $slots } en train de peindre · { $waiting } en attente
people-admin-running = 🎨  `{ $id }` { $owner } · commencée { $since }
people-admin-running-until = { people-admin-running } · prête { $until }
people-admin-waiting = 🕓  `{ $id }` { $owner } · demandée { $since }
people-admin-waiting-until = { people-admin-waiting } · commence { $until }
people-admin-learning =
    🎓  { $count ->
        [one] Un style reste
       *[other] { $count } styles restent
    } à apprendre; celui en cours sera fini { $when }.
people-admin-learning-later =
    🎓  { $count ->
        [one] Un style reste
       *[other] { $count } styles restent
    } à apprendre.
people-admin-stuck = 🛑  **{ $device }** n’est pas revenu de `{ $id }` ; remarqué { $since }, référence `{ $reference }`. Il ne peint plus rien jusqu’à mon redémarrage.
people-admin-stats = ### Chiffres
    En marche depuis { $since } · encodeur { $encoder } · sur { $servers ->
        [1] un serveur
       *[other] { $servers } serveurs
    }
    - **Dernières 24 heures** : { $asked } demandées par { $people ->
        [1] une personne
       *[other] { $people } personnes
    }, { $done } peintes
    - **Gardé** : { $states }
people-admin-stats-state = { $state } { $count }
people-admin-stats-speed = - **{ $recipe }** : { NUMBER($seconds, maximumFractionDigits: 1) } s en moyenne, sur les { $count } dernières
people-admin-stats-none = rien encore

error-owner-only = Seul le propriétaire de ce bot peut faire ça.
error-whom = Nomme soit une personne, soit un serveur.
error-server-id = « { $text } » n’est pas l’identifiant d’une personne ni d’un serveur.
    .hint = C’est un long nombre. Active le mode développeur de Discord, puis clic droit et « Copier l’identifiant ».
error-not-banned = Il n’y a pas de blocage pour { $name }.
error-ban-owner = Tu ne peux pas bloquer un propriétaire de ce bot.
error-draining = On va bientôt me mettre à jour, et je n’accepte pas de nouvelles images.
    .hint = Réessaie dans quelques minutes.

error-opted-out = Cette image est à quelqu’un qui préfère que personne d’autre ne fasse peindre ses images.
    .hint = Choisis une autre image, s’il te plaît.
error-banned = Je ne peux pas peindre pour toi : mon propriétaire a bloqué ton compte.
    .hint = Si tu penses que c’est une erreur, écris à la personne qui me gère.
error-banned-server = Je ne peux pas peindre sur ce serveur : mon propriétaire l’a bloqué.
    .hint = Je marche toujours ailleurs, par exemple en message privé.
error-other-channel = Sur ce serveur, on fait peindre dans d’autres salons.
    .hint = Redemande dans { $channels }.
error-role-needed = Sur ce serveur, je peins pour les personnes avec certains rôles.
    .hint = Il t’en faut un parmi ceux-ci : { $roles }.
error-recipe-not-here = La recette « { $recipe } » n’est pas utilisée sur ce serveur.
    .hint = Choisis parmi { $recipes }.
error-quota-reached = { $count ->
        [1] Tu as déjà eu ton image des dernières 24 heures.
       *[other] Tu as déjà eu tes { $count } images des dernières 24 heures.
    }
    .hint = Tu pourras demander la prochaine { $when }.
error-quota-reached-here = { $count ->
        [1] Tu as déjà eu ton image des dernières 24 heures sur ce serveur.
       *[other] Tu as déjà eu tes { $count } images des dernières 24 heures sur ce serveur.
    }
    .hint = Tu pourras demander la prochaine { $when }.
error-animation-over-quota = Cette animation compte pour { $count } images, une par tranche de 25 images entamée. Sur les { $limit } que tu peux demander en 24 heures, il t’en reste { $left }.
    .hint = Choisis-en une plus courte, ou sa première image.
error-export-too-large = Ce que je garde sur toi ne tient pas dans un fichier que Discord accepterait.
    .hint = Demande-le à la personne qui me gère.

# /instant.
people-instant-description = Choisis si je peins les styles appris tout de suite, avec soin, ou les deux
people-instant-title = ### Images instantanées
people-instant-followed = Les deux
people-instant-alone = Tout de suite
people-instant-never = Avec soin
people-instant-holds-followed = Si tu ne nommes pas de recette et que j’ai appris le style, l’image vient tout de suite. Ensuite je la peins aussi avec soin, et cette image prend sa place, tant que personne n’attend longtemps.
people-instant-holds-alone = Si tu ne nommes pas de recette et que j’ai appris le style, l’image vient tout de suite. Un bouton en dessous la peint avec soin.
people-instant-holds-never = Je peins tes images avec soin, sauf si tu nommes la recette instant.
people-instant-here-alone = -# Ici, seul un bouton la peint avec soin.
people-instant-here-never = -# Ici, toutes les images sont peintes avec soin.
