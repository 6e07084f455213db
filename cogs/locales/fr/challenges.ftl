# Les défis artistiques de la communauté.

challenges-description = Défis artistiques : peindre, participer, voter et fêter
challenges-create-description = Organise un défi ; tu vois un aperçu avant tout le monde
challenges-submit-description = Propose une image que j’ai peinte pour toi
challenges-list-description = Les défis de ce serveur
challenges-show-description = Montre un défi, sa galerie et ce que tu peux y faire
challenges-me-description = Tes participations, places et points sur ce serveur
challenges-leaderboard-description = Qui a le plus gagné sur ce serveur
challenges-manage-description = Vérifier, prolonger, clore, disqualifier, annuler, répéter, exporter
challenges-review-description = Regarde les participations qui attendent d’être approuvées
challenges-extend-description = Repousse l’échéance de ce qui est en cours
challenges-close-description = Termine ce qui est en cours : d’abord les participations, puis le vote
challenges-disqualify-description = Retire une participation d’un défi
challenges-cancel-description = Termine un défi sans résultat
challenges-repeat-description = Répéter un défi chaque semaine ou chaque mois, avec une liste de thèmes
challenges-stop-description = Ne plus répéter un défi
challenges-export-description = Un défi sous forme de tableau, ou ses images dans une archive
challenges-enter-menu = Proposer au défi

challenges-option-title = Comment il s’appelle
challenges-option-kind = Ce que tout le monde a en commun
challenges-option-theme = De quoi il s’agit, en une phrase
challenges-option-picture = Le style ou la photo que tout le monde utilise
challenges-option-style = Le style que tout le monde utilise, par son nom ici
challenges-option-entries = Combien de temps ou jusqu’à quand participer : 3 jours, vendredi 18:00 (normal : 3 jours)
challenges-option-votes = Combien de temps ou jusqu’à quand voter : 2 jours, dimanche soir (normal : 2 jours)
challenges-option-starts = Quand il commence : demain 9:00, 24 décembre (normal : tout de suite)
challenges-option-timezone = Ton fuseau horaire, pour les dates : Europe/Paris (normal : comme la dernière fois)
challenges-option-each = Nombre d’images qu’une personne peut proposer (normal : 1)
challenges-option-favourites = Nombre d’images pour lesquelles une personne peut voter (normal : 3)
challenges-option-anonymous = Cacher les noms jusqu’à la fin (normal : oui)
challenges-option-instant = Accepter aussi les images instantanées (normal : oui)
challenges-option-review = Un salon où les modérateurs regardent les participations avant qu’on les montre
challenges-option-channel = Où il est posté (normal : ici)
challenges-option-thread = Créer un fil pour lui (normal : non)
challenges-option-event = Le mettre dans les événements du serveur (normal : non)
challenges-option-enter-role = Le rôle qu’il faut pour participer
challenges-option-vote-role = Le rôle qu’il faut pour voter
challenges-option-account-days = Âge minimal d’un compte pour voter, en jours
challenges-option-newcomers = Laisser aussi voter les personnes qui arrivent pendant le vote (normal : non)
challenges-option-winner-role = Le rôle que reçoit la personne qui gagne
challenges-option-winner-days = Pendant combien de jours elle l’a (normal : pour toujours)
challenges-option-season = Pour quoi comptent ses points (normal : l’année)
challenges-option-challenge = Quel défi
challenges-option-entry = Quelle image : tes plus récentes sont dans la liste
challenges-option-replace = Ta participation qu’elle remplace
challenges-option-season-shown = Quelle saison (normal : toutes)
challenges-option-until = Combien de temps en plus, ou jusqu’à quand : 1 jour, vendredi 18:00
challenges-option-number = Le numéro de la participation
challenges-option-reason = Pourquoi ; la personne peut le lire
challenges-option-every = À quel rythme
challenges-option-series = Lequel (normalement le plus récent)
challenges-option-format = Un tableau ou les images

challenges-kind-style = Tout le monde peint avec un même style
challenges-kind-photo = Tout le monde peint une même photo
challenges-kind-free = Libre
challenges-every-weekly = Chaque semaine
challenges-every-monthly = Chaque mois
challenges-format-csv = Tableau (CSV)
challenges-format-json = Tout (JSON)
challenges-format-zip = Images (zip)

challenges-board-title = ## 🎨 { $title }
challenges-board-theme = *{ $theme }*
challenges-board-style = 🖌️ **Tout le monde peint avec le style ci-dessous.** La photo, c’est toi qui la choisis.
challenges-board-photo = 🖼️ **Tout le monde peint la photo ci-dessous.** Le style, c’est toi qui le choisis.
challenges-board-free = ✨ **La photo et le style, c’est toi qui choisis.**
challenges-board-draft = 👀 **Aperçu** : ce n’est visible que pour toi. Participations du { $opens } au { $closes }, votes jusqu’au { $ends }.
challenges-board-draft-now = 👀 **Aperçu** : ce n’est visible que pour toi. Ça s’ouvre quand tu publies. Participations jusqu’au { $closes }, votes jusqu’au { $ends }.
challenges-board-announced = 🕓 Participations du { $opens } ({ $opens-in }) au { $closes }, votes jusqu’au { $ends }.
challenges-board-open = 🟢 **Ouvert aux participations** jusqu’au { $closes } ({ $closes-in }). Votes jusqu’au { $ends }.
challenges-board-voting = 🗳️ **Le vote est ouvert** jusqu’au { $ends } ({ $ends-in }). D’ici là, tu peux changer tes favorites.
challenges-board-counting = ⏳ Le vote est terminé. Je compte.
challenges-board-cancelled = ⛔ Ce défi a été annulé.
challenges-board-cancelled-why = ⛔ Ce défi a été annulé : { $reason }
challenges-board-moved = Le défi continue [ici]({ $link }).
challenges-board-count = { $count ->
        [0] Personne n’a encore participé.
        [one] Une image pour l’instant.
       *[other] { $count } images pour l’instant.
    }
challenges-board-total = { $count ->
        [0] Aucune image.
        [one] Une image.
       *[other] { $count } images.
    }
challenges-board-part = { $shown } images sur { $count }, dans un ordre qui change. **{ challenges-button-browse }** les montre toutes.

challenges-rule-each = { $count ->
        [one] 1 image par personne
       *[other] { $count } images par personne
    }
challenges-rule-favourites = { $count ->
        [one] 1 vote par personne
       *[other] { $count } votes par personne, pour des images différentes
    }
challenges-rule-anonymous = noms cachés jusqu’à la fin
challenges-rule-no-instant = pas d’images instantanées
challenges-rule-review = les modérateurs regardent d’abord les participations
challenges-rule-enter-role = pour participer, il faut { $role }
challenges-rule-vote-role = pour voter, il faut { $role }
challenges-rule-account = { $days ->
        [one] seuls votent les comptes d’au moins un jour
       *[other] seuls votent les comptes d’au moins { $days } jours
    }
challenges-rule-members = peut voter qui est là avant le début du vote
challenges-rule-winner = { $days ->
        [0] qui gagne reçoit { $role }
        [one] qui gagne reçoit { $role } pour un jour
       *[other] qui gagne reçoit { $role } pour { $days } jours
    }
challenges-rule-ties = à égalité de votes, la participation la plus ancienne passe devant
challenges-rule-season = saison { $season }

challenges-post-open = 🟢 **{ $title }** est ouvert : participe jusqu’au { $closes } ({ $closes-in }).
challenges-post-remind-entry = ⏰ **{ $title }** : les participations se terminent { $closes-in }.
challenges-post-remind-vote = ⏰ **{ $title }** : le vote se termine { $ends-in }.
challenges-post-cancelled = ⛔ **{ $title }** a été annulé.
challenges-post-cancelled-why = ⛔ **{ $title }** a été annulé : { $reason }

challenges-result-title = ## 🏆 { $title }
challenges-result-nobody = Personne n’a participé cette fois. Il y en aura sûrement un autre !
challenges-result-no-votes = Personne n’a voté, donc personne ne gagne. Merci pour les images !
challenges-result-line = { $medal } **#{ $number }** de { $owner } – { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    }
challenges-result-winner = { $winner } reçoit le rôle { $role }.
challenges-result-winner-days = { $winner } reçoit le rôle { $role } jusqu’au { $until }.
challenges-result-voters = { $voters ->
        [0] Personne n’a voté.
        [one] Une personne a voté.
       *[other] { $voters } personnes ont voté.
    }
challenges-result-excluded = { $excluded ->
        [one] Un vote d’un compte bloqué n’a pas été compté.
       *[other] { $excluded } votes de comptes bloqués n’ont pas été comptés.
    }
challenges-podium-subtitle = { $pictures ->
        [one] { $pictures } image
       *[other] { $pictures } images
    } · { $voters ->
        [one] { $voters } personne a voté
       *[other] { $voters } personnes ont voté
    }
challenges-podium-votes = { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    }
challenges-alt-podium = Le podium de { $title } : { $names }
challenges-alt-sheet = Planche-contact avec les images { $numbers }
challenges-alt-reference-style = Le style avec lequel tout le monde peint
challenges-alt-reference-photo = La photo que tout le monde peint
challenges-alt-entry = Participation numéro { $number } de { $title }

challenges-button-paint = Peindre pour le défi
challenges-button-mine = Mes participations
challenges-button-browse = Tout voir
challenges-button-vote = Voir et voter
challenges-button-details = Détails
challenges-button-publish = Publier
challenges-button-edit = Modifier les textes
challenges-button-discard = Abandonner
challenges-button-withdraw = Retirer #{ $number }
challenges-button-love = Voter pour #{ $number }
challenges-button-unlove = Reprendre mon vote
challenges-button-recipe = Comment a-t-elle été faite ?
challenges-button-closer = Une par une
challenges-button-back = Toutes les images
challenges-button-report = Signaler
challenges-button-enter = Proposer au défi
challenges-button-approve = Montrer
challenges-button-reject = Refuser
challenges-button-stop = Ne plus répéter

challenges-form-words = Ce qu’il dit
challenges-form-title = Titre
challenges-form-theme = Thème, en une phrase
challenges-form-description = Description
challenges-form-paint = Peindre pour le défi
challenges-form-photo = Ta photo
challenges-form-style = Ton style : un tableau, par exemple
challenges-form-reject = Refuser une participation
challenges-form-reason = Pourquoi ? La personne peut le lire.
challenges-form-repeat-weekly = Répéter chaque semaine
challenges-form-repeat-monthly = Répéter chaque mois
challenges-form-themes = Thèmes, un par ligne
challenges-repeat-themes-help = Dans l’ordre, puis de nouveau depuis le premier. Sans thème, l’actuel reste.

challenges-published = Publié ! Le message apparaît dans { $channel } dans un instant.
challenges-discarded = Abandonné. Personne ne l’a vu.
challenges-when-twice = ❓ **{ $text }** existe deux fois : on recule alors les horloges. Laquelle veux-tu dire ?
challenges-when-zone = ❓ **{ $text }** peut vouloir dire deux heures : le fuseau que tu as nommé n’a pas d’heure d’été, mais beaucoup utilisent son nom toute l’année. Laquelle veux-tu dire ?
challenges-style-meant = ⚠️ Aucun style ne s’appelle « { $asked } » ici ; c’est donc **{ $name }**. Abandonne le brouillon si tu penses à un autre.
challenges-lacking = ⚠️ Il me manque { $permissions } dans { $channel }. Autorise-le avant de publier.
challenges-lacking-thread = ⚠️ Il me manque { $permissions } dans { $channel }, donc il n’y aura pas de fil.
challenges-lacking-event = ⚠️ Il me manque { $permissions }, donc il n’y aura pas d’événement.
challenges-lacking-role = ⚠️ Il me manque { $permissions }, ou mon propre rôle est en dessous de { $role } : qui gagne ne le recevrait donc pas.
challenges-entered = 🎉 Tu participes : **#{ $number }** dans **{ $title }**. Inscris une autre image pour la remplacer, ou retire-la avec **{ challenges-button-mine }**. Le vote commence { $closes-in }.
challenges-entered-review = 🎉 Bien reçue : **#{ $number }** dans **{ $title }**. Elle sera montrée dès que la modération l’aura regardée.
challenges-entered-in-public = -# Ici, les noms sont cachés jusqu’à la fin, mais d’autres ont pu voir que cette image est à toi. **{ challenges-button-paint }** sous le défi peint de façon que seul toi la voies.
challenges-withdrawn = #{ $number } est retirée et effacée.
challenges-which = C’est pour quel défi ?
challenges-which-entry = Dans **{ $title }**, tu as proposé autant d’images que permis. Laquelle celle-ci doit-elle remplacer ?
challenges-mine-none = Tu n’as encore rien dans **{ $title }**. Peins quelque chose et appuie en dessous sur **{ challenges-button-enter }**.
challenges-mine-title = Tes participations dans **{ $title }**
challenges-mine-line = **#{ $number }** – { $state ->
        [pending] attend la modération
        [shown] participe
        [rejected] refusée : { $reason }
       *[disqualified] disqualifiée : { $reason }
    }
challenges-gallery-title = **{ $title }** · page { $page } sur { $pages }
challenges-gallery-empty = Il n’y a encore rien à voir dans **{ $title }**.
challenges-gallery-look = En regarder une en grand
challenges-gallery-choose = Tes favorites sur cette page
challenges-favourites = Tes favorites : { $numbers } ({ $count } sur { $limit })
challenges-favourites-none = Tu as { $limit ->
        [one] un vote
       *[other] { $limit } votes
    }. Choisis en dessous, et change d’avis aussi souvent que tu veux.
challenges-favourites-turn = Tu as { $limit ->
        [one] un vote
       *[other] { $limit } votes
    }, et personne ne peut voter pour ses propres images. Celles des autres sont sur les autres pages.
challenges-favourites-own = Personne ne peut voter pour sa propre image, et il n’y en a pas d’autre pour laquelle voter.
challenges-favourites-few = { $count ->
        [one] Il y a une image pour laquelle tu peux voter.
       *[other] Il y a { $count } images pour lesquelles tu peux voter.
    }
challenges-favourites-yours = { $count ->
        [one] { $numbers } est à toi. Personne ne peut voter pour sa propre image.
       *[other] { $numbers } sont à toi. Personne ne peut voter pour ses propres images.
    }
challenges-entry-own = Cette image est à toi. Personne ne peut voter pour sa propre image.
challenges-entry-title = **#{ $number }** dans **{ $title }**
challenges-entry-title-by = **#{ $number }** dans **{ $title }**, de { $owner }
challenges-recipe = **#{ $number }** de { $owner }
challenges-recipe-style = Style : { $name }
challenges-recipe-params = Recette `{ $recipe }`, intensité { $strength }, taille { $size }, graine `{ $seed }`, encodeur `{ $encoder }`
challenges-list-title = ### Défis
challenges-list-line = { $icon } **{ $title }** – { $what }
challenges-list-announced = s’ouvre { $when }
challenges-list-open = ouvert jusqu’au { $when }
challenges-list-voting = vote jusqu’au { $when }
challenges-list-closed = terminé { $when }
challenges-list-cancelled = annulé
challenges-list-weekly = 🔁 **{ $title }** – chaque semaine, le prochain s’ouvre { $when }
challenges-list-monthly = 🔁 **{ $title }** – chaque mois, le prochain s’ouvre { $when }
challenges-list-none = Il n’y a pas encore de défis ici. Les modérateurs en lancent un avec `/challenge create`.
challenges-board-leaders = ### 🏅 Classement
challenges-board-leaders-season = ### 🏅 Classement, { $season }
challenges-leader-line = **{ $rank }.** { $who } – { $points ->
        [one] { $points } point
       *[other] { $points } points
    } · 🏆 { $wins } · 🥉 { $podiums } · { $entries ->
        [one] { $entries } image
       *[other] { $entries } images
    }
challenges-leaders-note = 5 points pour une première place, 3 pour une deuxième, 2 pour une troisième, 1 pour chaque autre image avec un vote. 🏆 victoires, 🥉 fois parmi les trois premiers.
challenges-leaders-none = Aucun défi n’est encore terminé ici.
challenges-leaders-no-points = Personne n’a encore de points : aucune image n’a reçu de vote.
challenges-me-title = ### Tes défis ici
challenges-me-none = Tu n’as participé à aucun défi ici. Peins quelque chose et appuie en dessous sur **{ challenges-button-enter }** quand il y en a un d’ouvert.
challenges-me-total = { $rank ->
        [0] Pas encore de rang
       *[other] Rang { $rank }
    } : { $points ->
        [one] { $points } point
       *[other] { $points } points
    }, { $wins ->
        [one] { $wins } victoire
       *[other] { $wins } victoires
    }, { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    } en tout
challenges-me-place = **{ $title }** #{ $number } – place { $place }, { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    }
challenges-me-no-place = **{ $title }** #{ $number } – aucun vote
challenges-me-running = **{ $title }** #{ $number } – encore en cours
challenges-me-out = **{ $title }** #{ $number } – { $state ->
        [rejected] refusée
        [disqualified] disqualifiée
       *[other] annulé
    }
challenges-review-post = 🔎 **#{ $number }** pour **{ $title }**
    -# Les noms sont cachés jusqu’à la fin, aussi pour la modération.
challenges-review-post-by = 🔎 **#{ $number }** de { $owner } pour **{ $title }**
challenges-review-none = Rien ne t’attend dans **{ $title }**.
challenges-review-more = { $count ->
        [one] Une de plus attend.
       *[other] { $count } de plus attendent.
    }
challenges-approved = ✅ **#{ $number }** est montrée : { $moderator } l’a approuvée.
challenges-rejected = 🚫 **#{ $number }** est refusée par { $moderator } : { $reason }
challenges-disqualified = **#{ $number }** est disqualifiée : { $reason }
challenges-extended = **{ $title }** continue jusqu’au { $when } ({ $when-in }).
challenges-closed-entries = Les participations à **{ $title }** sont closes, et le vote est ouvert jusqu’au { $ends }.
challenges-closed-empty = Les participations à **{ $title }** sont closes. Aucune image ne participe : il n’y a donc pas de vote, et le défi est terminé.
challenges-closed-vote = Le vote de **{ $title }** est clos. Le résultat apparaît dans un instant.
challenges-cancelled = **{ $title }** est annulé.
challenges-repeats-weekly = 🔁 **{ $title }** se répète chaque semaine. Le prochain s’ouvre { $when } ({ $when-in }), ou quand le dernier est terminé, si c’est plus tard.
challenges-repeats-monthly = 🔁 **{ $title }** se répète chaque mois. Le prochain s’ouvre { $when } ({ $when-in }), ou quand le dernier est terminé, si c’est plus tard.
challenges-repeats-themes = { $count ->
        [one] { $count } thème :
       *[other] { $count } thèmes, dans l’ordre :
    }
challenges-stopped = ⏹️ **{ $title }** ne se répète plus. Ce qui est ouvert va jusqu’au bout.
challenges-stopped-by-itself = ⏹️ **{ $title }** ne se répète plus : je ne peux rien publier dans { $channel }. Lance un défi dans un autre salon, et répète-le avec `/challenge manage repeat`.
challenges-exported = **{ $title }** : { $count ->
        [one] { $count } participation
       *[other] { $count } participations
    }. Qui a voté pour qui reste secret.
challenges-exported-nameless = Les noms viendront quand le vote sera terminé.
challenges-event = Participe avec Chameleon dans { $channel }. { $theme }

error-challenge-gone = Ce défi n’est plus là.
    .hint = /challenge list montre ceux qu’il y a.
error-entry-gone = Cette participation n’est plus là.
    .hint = Elle a été retirée ou supprimée.
error-challenge-job-gone = Cette image a été supprimée.
    .hint = Peins-en une autre.
error-challenge-none-open = Aucun défi n’est ouvert aux participations ici.
    .hint = /challenge list montre ce qui est prévu.
error-challenge-enter-there = Les images se proposent sur le serveur où se tient le défi.
    .hint = Là-bas, /challenge submit montre tes images les plus récentes.
error-challenge-none = Il n’y a pas de défi comme ça ici.
    .hint = Choisis-en un dans la liste qui apparaît quand tu écris.
error-challenge-server = Les défis se font sur des serveurs.
    .hint = Réessaie sur un serveur dont je suis membre.
error-challenge-not-member = Je ne suis pas membre de ce serveur, donc je ne peux pas y faire tourner de défi.
    .hint = Demande à quelqu’un qui le gère de m’ajouter.
error-challenge-no-picture = Il n’y a pas d’image de moi dans ce message.
    .hint = Choisis un message avec une image que j’ai peinte pour toi.
error-challenge-not-your-picture = Cette image a été peinte pour quelqu’un d’autre.
    .hint = Appuie sur « { stylize-again } » pour en avoir une à toi.
error-challenge-not-your-entry = Cette participation est à quelqu’un d’autre.
    .hint = Les modérateurs peuvent la disqualifier.
error-challenge-unfinished = Cette image n’est pas terminée.
    .hint = Attends qu’elle le soit.
error-challenge-other-style = « { $title } » est pour des images avec le style du défi.
    .hint = Appuie sur « { challenges-button-paint } » sous le défi : ce sera alors le bon.
error-challenge-other-photo = « { $title } » est pour des images avec la photo du défi.
    .hint = Appuie sur « { challenges-button-paint } » sous le défi : ce sera alors la bonne.
error-challenge-too-early = « { $title } » n’a pas encore commencé.
    .hint = On peut participer à partir du { $when }.
error-challenge-too-late = « { $title } » n’accepte plus de participations.
    .hint = /challenge list montre ce qui est ouvert.
error-challenge-enter-role = Pour participer ici, il te faut le rôle { $role }.
    .hint = Demande à un modérateur comment l’obtenir.
error-challenge-vote-role = Pour voter ici, il te faut le rôle { $role }.
    .hint = Demande à un modérateur comment l’obtenir.
error-challenge-not-for-all = Cette image n’est pas pour tout le monde, et une galerie l’est.
    .hint = Proposes-en une qui n’a pas besoin de spoiler et qui n’a pas été peinte dans un salon soumis à une limite d’âge.
error-challenge-no-instant = « { $title } » n’accepte pas d’images instantanées.
    .hint = Appuie sur *Peindre avec soin* sous ton image, et propose la nouvelle.
error-challenge-only-for-adults = Ces images sont réservées aux adultes.
    .hint = Regarde-les dans { $channel }.
error-challenge-reference-hidden = L’image d’un défi est montrée à tout le monde, alors je n’en prends pas qui soit cachée comme spoiler.
    .hint = Choisis une autre image.
error-challenge-entries = { $limit ->
        [one] Tu as déjà proposé une image.
       *[other] Tu as déjà proposé { $limit } images, et c’est la limite.
    }
    .hint = Remplace une des tiennes, ou retire-la.
error-challenge-twin = Quelqu’un a proposé exactement la même image.
    .hint = Essaie une autre graine.
error-challenge-vote-early = Le vote n’a pas commencé.
    .hint = Il commence { $when }.
error-challenge-vote-late = Le vote est terminé.
error-challenge-young-account = Ici, seuls votent les comptes qui ont au moins { $days ->
        [one] un jour
       *[other] { $days } jours
    }.
    .hint = La prochaine fois, tu pourras proposer une image.
error-challenge-new-member = Seules peuvent voter les personnes qui étaient sur ce serveur avant le début du vote.
    .hint = On t’attend avec plaisir au prochain défi.
error-challenge-own-picture = C’est ta propre image.
    .hint = Choisis celle de quelqu’un d’autre.
error-challenge-favourites = Tu peux avoir { $limit ->
        [one] une favorite
       *[other] { $limit } favorites
    } ; les tiennes : { $numbers }.
    .hint = Reprends-en une d’abord, ou choisis-en moins.
error-challenge-moderators = Les défis sont organisés et gérés par les modérateurs de ce serveur.
    .hint = Demande à l’un d’eux : il faut « Gérer les messages » ou « Gérer les événements », ou un rôle que le serveur a choisi.
error-challenge-needs-style = Il manque le style que tout le monde utilise.
    .hint = Donne-le comme « picture », ou choisis-en un enregistré comme « style ».
error-challenge-needs-photo = Il manque la photo que tout le monde utilise.
    .hint = Donne-la comme « picture ».
error-challenge-no-reference = Un défi libre n’a pas besoin d’image.
    .hint = N’en mets pas.
error-challenge-entry-period = Le temps pour participer doit être entre une minute et 120 jours.
    .hint = Vérifie les dates et le fuseau horaire.
error-challenge-vote-period = Le temps pour voter doit être entre une minute et 120 jours.
    .hint = Vérifie les dates et le fuseau horaire.
error-challenge-date = Je ne comprends pas quand est « { $text } ».
    .hint = Écris-le comme « 3 jours », « 2j 12h », « vendredi 18:00 », « demain soir », « 24 décembre 18:00 » ou « 2026-12-24 18:00 ».
error-challenge-date-ambiguous = « { $text } » peut vouloir dire { $count } moments.
    .hint = Écris l’heure en UTC, par exemple 18:00 UTC.
error-challenge-date-skipped = L’heure de « { $text } » n’existe pas : on avance alors les horloges.
    .hint = Écris une heure plus tôt ou plus tard.
error-challenge-date-past = « { $text } » est dans le passé.
    .hint = Vérifie la date et le fuseau horaire.
error-challenge-zone = Je ne connais pas de fuseau horaire « { $name } ».
    .hint = Choisis-en un dans la liste qui apparaît quand tu écris, comme Europe/Paris.
error-challenge-over = Ce défi est terminé.
    .hint = /challenge list montre ce qui est en cours.
error-challenge-over-closed = Ce défi est terminé.
    .hint = Il n’y a rien à clore.
error-challenge-not-begun = Ce défi n’a pas commencé.
    .hint = Tu peux l’annuler à la place.
error-challenge-not-later = Ce n’est pas plus tard que l’échéance actuelle.
    .hint = Donne un moment plus tardif.
error-challenge-draft = Ce défi n’est pas publié.
    .hint = Fais plutôt un nouveau brouillon.
error-challenge-decided = C’est déjà décidé.
    .hint = /challenge show montre où on en est.
error-challenge-no-series = Aucun défi de ce nom ne se répète ici.
    .hint = `/challenge manage repeat` en commence un.
error-challenge-repeat-zone = Le fuseau { $zone } n’a pas d’heure d’été, donc je ne sais pas quand il s’ouvre en été.
    .hint = Lance le défi dans un de ces fuseaux : { $zones }.
error-challenge-hidden = Les noms et les recettes sont montrés quand le vote est terminé.
    .hint = Ce sera { $when }.
error-challenge-too-large = Les images sont trop grosses pour Discord.
    .hint = Demande les fichiers à la personne qui me gère.
