# Les styles choisis par leur nom : les siens, ceux du serveur et ceux de la maison.

styles-choice-mine = ⭐ { $name } · à toi
styles-choice-guild = 🏘️ { $name } · ce serveur
styles-choice-house = 🦎 { $name } · style maison

error-style-name-empty = Un style a besoin d’un nom.
    .hint = Donne-lui de 1 à 32 lettres ou chiffres.
error-style-name-long = Ce nom dépasse { $limit } caractères.
    .hint = Choisis-en un plus court.
error-style-name-characters = Le nom d’un style ne peut contenir que des lettres, des chiffres, des émojis, des espaces et - ' . , ! ? & +.
    .hint = Il commence par une lettre, un chiffre ou un émoji.
error-style-name-taken = Il y a déjà un style nommé « { $name } ».
    .hint = Choisis un autre nom, ou retire d’abord celui-là avec /style remove.
error-style-picture-taken = Cette image est déjà enregistrée : elle s’appelle « { $name } ».
error-style-full-mine = { $limit ->
        [0] On ne peut pas enregistrer de styles ici.
        [1] Tu as un style enregistré, et il n’y a pas de place pour d’autres.
       *[other] Tu as { $limit } styles enregistrés, et il n’y a pas de place pour d’autres.
    }
    .hint = Fais de la place avec /style remove.
error-style-full-server = { $limit ->
        [0] On ne peut pas enregistrer de styles pour des serveurs.
        [1] Ce serveur a un style enregistré, et il n’y a pas de place pour d’autres.
       *[other] Ce serveur a { $limit } styles enregistrés, et il n’y a pas de place pour d’autres.
    }
    .hint = Fais de la place avec /style remove.
error-style-not-found = Il n’y a pas de style nommé « { $name } » ici.
    .hint = /style list montre tous ceux qu’il y a.
error-style-not-found-but = Il n’y a pas de style nommé « { $name } » ici.
    .hint = Tu voulais dire « { $other } » ?
error-style-house = Les styles maison restent : tout le monde peut s’en servir.
error-style-not-yours = « { $name } » a été enregistré par quelqu’un d’autre.
    .hint = Seuls cette personne et les modérateurs de ce serveur peuvent le retirer.
error-style-one-picture = Un style se fait à partir d’une seule image.
    .hint = Donne-moi soit une image, soit une de celles que j’ai terminées.
error-style-no-server = Il n’y a pas de serveur ici qui pourrait avoir des styles.
    .hint = Enregistre-le pour toi, ou utilise-moi sur un serveur dont je suis membre.
error-style-may-not-save = { $who ->
        [moderators] Seuls les modérateurs enregistrent des styles pour ce serveur.
       *[roles] Seules les personnes avec certains rôles enregistrent des styles pour ce serveur.
    }
    .hint = Tu peux quand même l’enregistrer pour toi.
error-style-only-for-adults = Tout le monde sur un serveur voit ses styles, alors je n’en prends pas dans ce qui est soumis à une limite d’âge ou caché comme spoiler.
    .hint = Tu peux quand même l’enregistrer pour toi.

styles-description = Enregistre des images comme styles, et regarde ceux qu’il y a
styles-save-description = Enregistre une image comme style à choisir par son nom
styles-save-name = Comment il s’appelle
styles-save-image = L’image : un tableau, par exemple
styles-save-picture = Ou une image que j’ai peinte, par son identifiant
styles-save-for = Qui peut s’en servir (toi seulement, si tu laisses vide)
styles-for-mine = Moi seulement
styles-for-guild = Tout le monde sur ce serveur
styles-list-description = Vois les styles que tu peux choisir
styles-list-which = Lesquels (tous, si tu laisses vide)
styles-which-all = Tous
styles-which-house = Les styles maison, peints par moi
styles-info-description = Vois un style en grand, et d’où il vient
styles-preview-description = Vois une photo dans tous les styles instantanés, sur une seule planche
styles-preview-photo = La photo
styles-info-style = Son nom
styles-remove-description = Retire un de tes styles ou, si tu modères, un de ceux du serveur
styles-remove-style = Son nom

styles-saved-mine = ⭐  Enregistré pour toi : **{ $name }**
styles-saved-guild = 🏘️  { $saver } a enregistré un style pour ce serveur : **{ $name }**
styles-use = Utilise-le avec /stylize : choisis « { $name } » dans **saved**.
styles-removed-mine = 🗑️  J’ai retiré ton style **{ $name }**. Les images peintes avec lui restent.
styles-removed-guild = 🗑️  J’ai retiré le style **{ $name }** de ce serveur. Les images peintes avec lui restent.
styles-alt = Le style « { $name } »
styles-sheet-alt = Styles par numéro : { $names }
styles-painted-sheet-alt = La photo dans les styles par numéro : { $names }

styles-by-mine = à toi, enregistré { $when }
styles-by-guild = enregistré par { $saver } { $when }
styles-by-house = style maison
styles-uses = { $uses ->
        [1] utilisé une fois
       *[other] utilisé { $uses } fois
    }

# Où en est l’apprentissage d’un style ; $when vaut « dans 5 minutes » ou « vers 14:05 ».
styles-stage-learned = ⚡ immédiat
styles-stage-learning = en apprentissage, prêt { $when }
styles-stage-waiting = sera bientôt appris
styles-card-learned = ⚡  J’ai appris ce style : ses images sont là tout de suite.
styles-card-learning = J’apprends ce style, et j’aurai fini { $when } si personne ne veut d’image entre-temps. Ensuite, ses images seront là tout de suite.
styles-card-waiting = J’apprendrai ce style dès que je n’aurai rien à peindre. Ensuite, ses images seront là tout de suite.
styles-meant-info = Voir { $name }
styles-meant-remove = Retirer { $name }
styles-tell-me = Me prévenir
styles-tell-learned = J’ai déjà appris **{ $name }**. Ses images sont là tout de suite.
styles-tell-learning = Je t’écris dès que j’ai appris **{ $name }**.
styles-tell-waiting = { styles-tell-learning }
styles-tell-left = Je n’apprendrai pas **{ $name }**, mais je peux peindre avec.
styles-learned-notice = ⚡  J’ai appris **{ $name }** : désormais, les images dans ce style sont là tout de suite.

styles-list-all = ### { $count ->
        [1] Un style au choix
       *[other] { $count } styles au choix
    }
styles-list-mine = { $count ->
        [0] ### Tu n’as pas encore de styles
            Enregistres-en un avec /style save.
        [1] ### Ton style
       *[other] ### Tes { $count } styles
    }
styles-list-guild = { $count ->
        [0] ### Ce serveur n’a pas encore de styles
            Enregistres-en un avec /style save, pour tout le monde sur ce serveur.
        [1] ### Le style de ce serveur
       *[other] ### Les { $count } styles de ce serveur
    }
styles-list-house = ### { $count } styles maison, peints par moi
styles-previous = Retour
styles-next = Suite
styles-page = page { $page } sur { $pages }
styles-how = Ou choisis-en un avec /stylize, dans **saved** ; vois-le en grand avec /style info.
styles-paint-with = Peindre avec

styles-house-night-wind = Huile
styles-house-stained-glass = Vitrail
styles-house-waves = Estampe
styles-house-garden = Aquarelle
styles-house-comic = Bande dessinée
styles-house-mosaic = Mosaïque
styles-house-ink-wash = Lavis
styles-house-marbling = Papier marbré
styles-house-pointillism = Pointillisme
styles-house-cubism = Cubisme
styles-house-neon = Néon
styles-house-linocut = Linogravure

# /style export et /style import
styles-export-description = Recevoir les styles enregistrés, avec ce qui les a appris, en un fichier
styles-export-for = De qui (les vôtres, si vous ne dites rien)
styles-import-description = Enregistrer tous les styles d’un fichier fait par /style export
styles-import-pack = Le fichier, par exemple styles.zip
styles-exported = 📦  { $count ->
        [one] Un style. /style import prend ce fichier partout où je suis.
       *[other] { $count } styles. /style import prend ce fichier partout où je suis.
    }{ $kept ->
        [0] { "" }
        [one] { " " }Un autre reste ici : la personne qui l’a enregistré ne laisse personne utiliser ses images.
       *[other] { " " }{ $kept } autres restent ici : les personnes qui les ont enregistrés ne laissent personne utiliser leurs images.
    }
styles-imported = 📦  { $count ->
        [0] Aucun style n’a été enregistré.
        [one] Un style enregistré{ $learned ->
            [0] .
           *[other] , déjà appris.
        }
       *[other] { $count } styles enregistrés, dont { $learned } déjà appris.
    }
styles-not-imported = -# { $name } : { $reason }
styles-not-imported-more = -# Et { $count } autres n’ont pas été enregistrés.
error-pack-damaged = Ce n’est pas un paquet de styles, ou il est endommagé.
    .hint = Les paquets de styles viennent de /style export ou de « nst pack ».
error-pack-too-large = Le paquet de styles est trop grand.
    .hint = Il peut avoir { $megabytes } Mo au plus.
error-pack-too-large-here = Ces styles font un fichier de plus de { $megabytes } Mo, et Discord n’en accepte pas de plus grand ici.
    .hint = Retirez-en quelques-uns, ou demandez dans un serveur aux limites plus hautes.
error-pack-version = Ma version ne connaît pas ce paquet de styles.
    .hint = Exportez-le encore une fois.
error-pack-twice = Deux styles du paquet ont le même nom.
error-pack-names = Un style du paquet n’a pas de nom utilisable.
error-pack-count = Il n’y a pas de styles à exporter, ou plus de { $limit }.
    .hint = Enregistrez-en un avec /style save.
error-pack-picture-large = L’image de « { $name } » est trop grande pour un paquet de styles.
error-pack-other-picture = Le réseau de « { $name } » a appris une autre image.
