# Demander une image et la recevoir.

stylize-description = Peins une image dans le style d’une autre
stylize-option-content = L’image à repeindre : une photo, par exemple
stylize-option-style = L’image qui prête son style : un tableau, par exemple
stylize-option-more-style = Encore une image dont le style s’ajoute au mélange
stylize-option-weights = Poids des images de style, par exemple 2, 1 ; sinon tous égaux
stylize-option-area = Ce qui est peint : tout, ou seulement le sujet ou le fond de la photo
stylize-option-mask = Une image de la forme de la photo : on peint là où elle est blanche
stylize-option-advanced = Demande-moi d’abord couches, pertes, départ, optimiseur et étapes
stylize-option-strength = Combien de style : 0 garde la photo ; à 100, le tableau domine (normalement 50)
stylize-option-recipe = Combien de travail : draft est rapide, fine est lent
stylize-option-size = Grand côté du résultat en pixels
stylize-option-seed = La même graine et les mêmes images donnent le même résultat
stylize-option-saved = Un style par son nom : à toi, à ce serveur, ou un des miens
stylize-option-colours = De qui viennent les couleurs du résultat ; normalement du tableau
stylize-option-strokes = Taille des coups de pinceau : 0,25 est fin, 4 est large (normalement 1)
stylize-option-recipe-string = Une recette tirée des détails d’une image ; elle commence par CH1
stylize-option-private = Le résultat n’est visible que pour toi
stylize-option-spoiler = Cache le résultat jusqu’au clic ; les images cachées le restent de toute façon

stylize-choice-painting = Les couleurs du tableau
stylize-choice-photo = Les couleurs exactes de la photo : seuls le clair et le sombre sont peints
stylize-choice-matched = Les couleurs de la photo, à la manière du tableau
stylize-choice-free = Couleurs non contrôlées, comme dans les publications

stylize-area-everywhere = Tout
stylize-area-subject = Seulement le sujet
stylize-area-background = Seulement le fond
stylize-texture-description = Fais une texture à partir d’un style seul, sans photo
stylize-reconstruct-description = Vois une image telle qu’une couche du réseau s’en souvient
stylize-reconstruct-content = L’image à regarder
stylize-reconstruct-depth = À quelle profondeur : au fond, on sait encore ce qu’il y a, mais plus à quoi ça ressemble
stylize-layers-description = Une planche avec une image par profondeur du réseau
stylize-layers-of = Ce qu’elle montre
stylize-layers-picture = L’image à regarder
stylize-layers-saved = Ou un style par son nom : à toi, à ce serveur, ou un des miens
stylize-sheet-texture = Textures : ce que chaque profondeur sait du style
stylize-sheet-reconstruction = Reconstructions : ce que chaque profondeur retient de l’image
stylize-depth-1 = En surface : relu1_1, presque chaque pixel
stylize-depth-2 = relu2_1
stylize-depth-3 = relu3_1
stylize-depth-4 = relu4_1, comme dans /stylize
stylize-depth-5 = Au fond : relu5_1, seulement le contenu grossier

stylize-show-description = Remontre une image que j’ai peinte pour toi
stylize-show-option-id = L’identifiant de l’image, dans le nom de son fichier ; sans lui, la plus récente
stylize-show-option-here = Visible pour tout le monde ici ; sinon, elle n’est visible que pour toi

stylize-history-description = Les images que j’ai peintes pour toi
stylize-history-title = ### { $count ->
        [one] Ton image
       *[other] Tes { $count } images
    }
stylize-history-empty = Je n’ai encore rien peint pour toi. Essaie /stylize avec une photo et un tableau.
stylize-history-open = Ouvrir une de celles-ci
stylize-history-all-styles = Tous les styles
stylize-history-newer = Plus récentes
stylize-history-older = Plus anciennes
stylize-history-page = page { $page } sur { $pages }

stylize-again = Encore
stylize-proper = Peindre avec soin
stylize-keep = Garder celle-ci
stylize-followed = Je la peins aussi avec soin. Cette image-là remplacera celle-ci ici même.
stylize-vary = Variation
stylize-explore = Explorer
stylize-showall = Montre-moi tous
stylize-develop1 = 1
stylize-develop2 = 2
stylize-develop3 = 3
stylize-develop4 = 4
stylize-tune = Ajuster
stylize-mix = Mélanger…
stylize-advanced = Avancé
stylize-bigger = Plus grand
stylize-use = Réutiliser
stylize-compare = Comparer
stylize-before = Avant
stylize-after = Après
stylize-details = Détails
stylize-recipe = Recette…
stylize-original = Original
stylize-cancel = Annuler
stylize-delete = Supprimer

stylize-compare-before = Avant
stylize-compare-after = Après
stylize-use-title = Peindre une autre photo
stylize-use-photo = Photo
stylize-use-like = Peinte comme { $title }
stylize-delete-title = Supprimer cette image ?
stylize-delete-question = D’autres peuvent la voir ici. L’image et son message sont supprimés pour tout le monde, définitivement.

# Le formulaire d’« Ajuster ». Les noms des champs font 45 caractères au plus, leur aide 100.
stylize-mix-title = Ajouter un style au mélange
stylize-mix-upload-help = Un tableau, par exemple ; laisse vide si tu as choisi un nom ci-dessus
stylize-mix-share = Dans quelle proportion
stylize-mix-25 = Un quart
stylize-mix-50 = La moitié
stylize-mix-75 = Trois quarts

stylize-advanced-title = Avancé
stylize-advanced-content = Couches du contenu
stylize-advanced-style = Couches du style
stylize-advanced-layers-help = Avec des poids, par exemple relu4_1 ou relu3_1=0.5, relu4_1=2
stylize-advanced-loss = Perte de style
stylize-advanced-way = Départ et optimiseur
stylize-advanced-steps = Étapes / variation totale
stylize-advanced-steps-help = Au plus { $limit } étapes ; la variation totale lisse, par exemple 160 / 0.02
stylize-loss-gram = Matrices de Gram (Gatys et al.)
stylize-loss-cosine = Matrices de Gram de traits normés (peluche)
stylize-loss-moments = Moyenne et covariance
stylize-loss-wasserstein = Distance de Wasserstein entre gaussiennes
stylize-init-content = À partir de la photo
stylize-init-matched = À partir de la photo aux couleurs du tableau
stylize-init-noise = À partir de bruit
stylize-init-style = À partir du tableau
stylize-tune-title = Changer quelque chose
stylize-form-strength = Intensité
stylize-form-strength-help = De 0, la photo reste, à 100, le tableau l’emporte
stylize-form-strokes = Taille des coups de pinceau
stylize-form-strokes-help = De 0.25, fins, à 4, grossiers ; 1, comme dans le tableau
stylize-form-colours = Couleurs
stylize-tune-recipe = Recette
stylize-tune-size = Taille
stylize-tune-size-help = Grand côté en pixels ; jamais plus grand que la photo
stylize-recipe-title = Peindre d’après une recette
stylize-recipe-line = Recette
stylize-recipe-line-help = C’est celle de l’image ; colles-en une autre à sa place, elle commence par CH1
stylize-recipe-seed = Une autre graine
stylize-recipe-seed-help = Un nombre entier, comme 42 ; laisse vide pour garder celle de la recette

stylize-details-title = ### Comment elle a été faite
    -# image `{ $id }`
stylize-details-recipe-name = recette : **{ $recipe }**
stylize-details-size = taille : **{ $width } × { $height }**
stylize-details-strength = intensité : **{ $strength }**
stylize-details-strokes = coups de pinceau : **×{ $scale }**
stylize-details-colours = couleurs : **{ $colours }**
stylize-details-start = méthode : **{ $optimizer }**, style comparé par **{ $loss }**
stylize-details-layers = couches : contenu **{ $content }**, style **{ $style }**
stylize-details-instant = méthode : **un réseau qui a appris le style**, en une passe ; les pertes sont mesurées à 256 pixels
stylize-details-parent = faite d’après : `{ $id }`
stylize-details-recipe = **Recette.** Avec les mêmes images, elle donne le même résultat : pour `recipe_string` dans /stylize, ou ci-dessous.
stylize-plot-jumps = Là où les courbes sautent, la peinture continue en plus grand.
stylize-plot-title = Pertes de { $id }
stylize-plot-steps = étape
stylize-plot-loss = perte (part du début)
stylize-plot-style = style
stylize-plot-content = contenu
stylize-plot-alt = Les pertes par couche au fil des étapes. { $title }

stylize-menu-title = Stylize
stylize-with-title = Peindre avec { $name }
stylize-with-photo = La photo à peindre
stylize-menu-saved = Style, par son nom
stylize-menu-saved-help = Jusqu’à trois ; ils sont mélangés, aussi avec les images ci-dessous
stylize-menu-upload = Ou une image comme style
stylize-menu-upload-help = Un tableau, par exemple. Laisse les deux vides pour choisir parmi des images.
stylize-menu-style-title = Utiliser comme style
stylize-menu-style = Quelle image est le style
stylize-menu-photo = Une photo à peindre dans ce style
stylize-menu-photo-help = Ou un lien vers elle, en dessous ; ou aucun des deux, pour seulement garder le style
stylize-menu-link = Ou un lien vers une photo
stylize-menu-link-help = Vers une image sur Discord : clic droit dessus, puis « Copier le lien »
stylize-menu-name = Garder le style sous le nom
stylize-menu-name-help = Un nom pour lui ; laisse vide pour ne l’utiliser qu’une fois
stylize-menu-shelf = Le garder pour
stylize-menu-for-me = Moi
stylize-menu-for-server = Tout le monde sur ce serveur
stylize-style-kept = 🖌️  Gardé sous le nom « { $name } ». Tu peux maintenant le choisir par ce nom.

stylize-looking = 👀  Je regarde tes images…
stylize-choose-picture = **Laquelle dois-je peindre ?**
stylize-choose-picture-hint = Choisis une image
stylize-choose-style = **Dans quel style ?** Choisis-en un par son numéro, ou envoie une image.
stylize-choose-style-hint = Choisis un style
stylize-all-title = **{ $photo }** dans { $count } styles instantanés. Choisis-en un par son numéro pour le peindre en entier.
stylize-all-hint = Peindre en…
stylize-choose-use = Utiliser { $name }
stylize-choose-upload = Envoyer une image
stylize-choose-upload-title = Une image comme style
stylize-choose-upload-field = Un tableau, par exemple
stylize-clip-question = **Cette image bouge.** La première image seulement, ou toute l’animation ?
stylize-clip-first = La première image
stylize-clip-all = Toute l’animation

stylize-title-transfer = { $photo } en { $style }
stylize-title-transfer-sheet = { $photo } en { $style }, quatre esquisses
stylize-title-texture = Texture en { $style }
stylize-title-reconstruction = { $photo } tel que { $layer } s’en souvient
stylize-title-texture-sheet = { $style } par profondeur du réseau
stylize-title-reconstruction-sheet = { $photo } par profondeur du réseau
stylize-title-photo = Photo
stylize-title-style = style d’une autre image
stylize-title-for = { $title } pour { $owner }
stylize-title-strength = intensité { $strength }
stylize-title-instant = instantané
stylize-title-frames = animation de { $frames } images
stylize-title-everywhere = tout est peint
stylize-title-subject = seulement le sujet
stylize-title-background = seulement le fond
stylize-title-mask = avec un masque
stylize-title-seed = graine { $seed }

stylize-accepted = 🎨  C’est noté ! Je prépare les couleurs…
stylize-queued = 🕓  Dans la file : { $ahead } avant toi.
stylize-queued-until = { stylize-queued } Ça commence { $when }.
stylize-progress = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# étape { $step } sur { $steps } · perte de style { $style } · contenu { $content }
stylize-progress-until = { stylize-progress } · prête { $when }
stylize-progress-frames = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# image { $step } sur { $steps }
stylize-progress-frames-until = { stylize-progress-frames } · prête { $when }
stylize-resumed = ⏸️  Je redémarre. Ton image garde sa place, et je la peins dès que je suis de retour.
stylize-cancelled = ⏹️  Arrêtée.
stylize-failed = Ça n’a pas marché.
stylize-lost = J’ai peint ton image, mais son fichier s’est perdu chez moi, désolé. Appuie sur « Encore » et je la repeins.
stylize-outlived = 🎨  Cela dure plus longtemps que Discord ne me laisse modifier ce message. Ton image arrivera dans un nouveau.
stylize-finished-elsewhere = ✅  Celle-ci est terminée : son résultat est dans un autre message.
stylize-losses-transfer = style { $first } → { $last }, contenu { $content }, { $seconds } s
stylize-losses-texture = style { $first } → { $last }, { $seconds } s
stylize-losses-reconstruction = contenu { $first } → { $last }, { $seconds } s
stylize-losses-drafts = { $drafts } · { $seconds } s
stylize-losses-clip = { $frames } images · { $seconds } s
stylize-draft = { $number } : intensité { $strength }, coups de pinceau ×{ $scale }
stylize-run = { $steps } étapes · { $encoder } · graine { $seed }

stylize-change-recipe = recette { $before } → { $after }
stylize-change-strength = intensité { $before } → { $after }
stylize-change-size = { $before } → { $after } px
stylize-change-colours = couleurs : { $after }
stylize-change-area = { $after }
stylize-change-style-scale = coups de pinceau ×{ $before } → ×{ $after }

stylize-colours-painting = celles du tableau
stylize-colours-photo = celles de la photo, exactement
stylize-colours-matched = celles de la photo
stylize-colours-free = non contrôlées

stylize-preview-alt = L’image telle qu’elle est maintenant, encore en train d’être peinte
stylize-note-memory = Il n’y avait pas assez de mémoire pour { $wished } px, c’est donc { $size } px.
stylize-note-clip-size = Pour tenir ici, elle fait { $width } × { $height } pixels au lieu de { $full_width } × { $full_height }.
stylize-note-clip-frames = Pour tenir ici, elle a { $frames } de ses { $all } images.
stylize-late = 🎨  { $owner }, ton image est prête. Elle est arrivée trop tard pour ma première réponse.
stylize-late-failed = { $owner }, à propos de l’image que tu as demandée il y a un moment :
stylize-direct = 🎨  Ton image est prête. Je n’ai pas pu la poster là où tu l’as demandée.
stylize-direct-failed = À propos de l’image que tu as demandée ; je n’ai pas pu répondre là-bas :
stylize-ready = 🔔 { $owner }, [ton image]({ $link }) est prête.
stylize-ready-failed = 🔔 { $owner }, [ton image]({ $link }) n’a pas pu être peinte.
stylize-ready-direct = 🔔 [Ton image]({ $link }) est prête.
stylize-ready-failed-direct = 🔔 [Ton image]({ $link }) n’a pas pu être peinte.
stylize-ready-private = 🔔 Ton image privée est prête. `/show` te l’apporte ici.
stylize-ready-failed-private = 🔔 Ton image privée n’a pas pu être peinte.

stylize-notify-description = Choisis si je te préviens quand ton image est prête
stylize-notify-title = ### Me prévenir quand elle est prête
stylize-notify-open = Préviens-moi
stylize-notify-never = Jamais
stylize-notify-long = Après une minute
stylize-notify-always = Toujours
stylize-notify-mention = Par une mention
stylize-notify-direct = En message privé
stylize-notify-holds-never = Je ne te préviens pas : l’image apparaît, c’est tout.
stylize-notify-holds-long-mention = Quand une image a pris plus d’une minute, je te mentionne dans un nouveau message, là où tu l’as demandée.
stylize-notify-holds-long-direct = Quand une image a pris plus d’une minute, je t’écris un message privé.
stylize-notify-holds-always-mention = Chaque fois qu’une image est prête, je te mentionne dans un nouveau message, là où tu l’as demandée.
stylize-notify-holds-always-direct = Chaque fois qu’une image est prête, je t’écris un message privé.
stylize-notify-note = Pour les images privées, et là où je ne peux pas écrire, je te préviens seulement en message privé. Cela vaut partout pour tes images.

error-nothing-yet = Je n’ai encore rien peint pour toi.
    .hint = Essaie /stylize avec une photo et un tableau.
error-not-yours = Cette image a été peinte pour quelqu’un d’autre.
    .hint = Seule la personne qui l’a demandée peut la remontrer.
error-no-picture = Il n’y a pas d’image terminée sous cet identifiant.
    .hint = L’identifiant est dans le nom du fichier : chameleon-<id>.png.
error-gone = Cette image n’est plus là.
    .hint = Fais-en une nouvelle avec /stylize.
error-too-many = { $limit ->
        [1] Tu as déjà une image en cours.
       *[other] Tu as déjà { $limit } images en cours.
    }
    .hint = Attends qu’une soit finie, ou annules-en une.
error-may-not-cancel = Seuls la personne qui a demandé cette image et les modérateurs peuvent l’annuler.
error-may-not-delete = Seuls la personne qui a demandé cette image et les modérateurs peuvent la supprimer.
error-too-large-size = Ici, je peins des images jusqu’à { NUMBER($limit, useGrouping: 0) } pixels.
error-too-large-file = { $role ->
        [content] L’image de contenu dépasse { $megabytes } Mo.
        [mask] Le masque dépasse { $megabytes } Mo.
       *[style] L’image de style dépasse { $megabytes } Mo.
    }
    .hint = Enregistre-la plus petite ou en JPEG, et réessaie.
error-not-handed-over = { $role ->
        [content] Discord ne m’a pas donné l’image de contenu.
        [mask] Discord ne m’a pas donné le masque.
       *[style] Discord ne m’a pas donné l’image de style.
    }
    .hint = Réessaie ; si ça se reproduit, enregistre l’image et envoie-la de nouveau.
error-bad-picture = { $role ->
        [content] Image de contenu : { $problem }
        [mask] Masque : { $problem }
       *[style] Image de style : { $problem }
    }
error-original-too-large = L’original fait { NUMBER($megabytes, maximumFractionDigits: 1) } Mo, et ici je peux envoyer { NUMBER($limit, maximumFractionDigits: 1) } Mo.
    .hint = Ce que tu vois est le mieux qui passe. Un serveur avec des boosts, ou une taille plus petite, laisse plus de place.
error-largest-already = Je ne peux pas la peindre plus grande.
    .hint = Elle est aussi grande que l’image dont elle vient, ou que les images peuvent l’être ici.
error-unclear-strength = Je ne comprends pas cette intensité.
    .hint = Écris un nombre de 0 à 100, comme 50.
error-unclear-strokes = Je ne comprends pas cette taille des coups de pinceau.
    .hint = Écris un nombre de 0.25 à 4, comme 1.5 ; 1 est normal.
error-unclear-size = Je ne comprends pas cette taille.
    .hint = Écris le grand côté en pixels, comme 512.
error-unclear-seed = Je ne comprends pas cette graine.
    .hint = Écris un nombre entier, comme 42.
error-draft-gone = Ce formulaire a expiré, ou il est à quelqu’un d’autre.
    .hint = Recommence, s’il te plaît.
error-mask-shape = Le masque n’a pas la forme de la photo, qui a { $width } × { $height } pixels.
    .hint = Fais le masque à partir de la photo, sans la recadrer.
error-recipe-pictures = Cette recette mélange des images que je ne trouve pas parmi les tiennes.
    .hint = Ajoute-les avec style_2, style_3 ou mask.
error-recipe-other-styles = Cette recette est pour { $count } styles.
    .hint = Donne-m’en autant, avec style_2 et style_3, ou prends une recette sans mélange.
error-no-style-to-mix = Cette image n’a pas de style à mélanger.
    .hint = Utilise plutôt /stylize avec ta photo.
error-unclear-steps = Je ne comprends pas ces étapes.
    .hint = Écris un nombre de 1 à { $limit }, ou avec la variation totale : 160 / 0.02.
error-too-many-styles = Je mélange au plus { $limit } styles.
error-style-twice = Le même style est deux fois dans ce mélange.
    .hint = Donne-lui plutôt un poids : mosaic 2, comic 1.
error-weight-range = Un poids est au-dessus de 0 et d’au plus { $limit }.
    .hint = Écris par exemple « mosaic 2, comic 1 ».
error-unclear-weights = Je ne comprends pas ces poids.
    .hint = Écris un nombre pour chaque image, { $count } en tout, par exemple 2, 1.
error-recipe-version = Cette recette a été écrite par une autre version de moi.
    .hint = Demandes-en une qui a été faite ici, ou règle les options à la main.
error-recipe-unreadable = Je n’arrive pas à lire cette recette.
    .hint = Copie la ligne entière dans les détails d’une image, de CH1 à sa dernière lettre.
error-no-style = Il n’y a pas encore de style.
    .hint = Ajoute une image comme « style », ou choisis-en un par son nom avec « saved ».
error-preview-running = Je peins déjà un autre aperçu pour toi.
    .hint = Attends qu’il soit là, puis redemande.
error-preview-not-now = Je ne peux pas peindre d’aperçus en ce moment.
    .hint = Réessaie dans quelques minutes.
error-style-not-learned = Je n’ai pas encore appris ce style, je ne peux donc pas le peindre instantanément.
    .hint = Choisis une autre recette, ou un style de la maison.
error-two-styles = Il y a deux styles : un en image et un par son nom.
    .hint = Donne-moi seulement l’un des deux.
error-only-for-adults = Cette image a été peinte là où seuls des adultes la voient.
    .hint = Laisse « here » de côté pour la voir en privé, ou utilise /show dans un salon soumis à une limite d’âge.
error-unknown-subject = Je ne sais plus à qui est cette image.
    .hint = Publie-la toi-même si elle est à toi, et réessaie avec elle.
error-no-picture-in-post = Je ne vois pas d’image dans ce message.
    .hint = Fais un clic droit sur un message avec une image, ou utilise /stylize et ajoute la tienne.
error-no-style-in-form = Il n’y a pas encore de style.
    .hint = Choisis-en un par son nom, ou ajoute une image comme style.
error-two-styles-in-form = Tu as choisi un style par son nom et ajouté une image en plus.
    .hint = Donne-moi seulement l’un des deux.
error-nothing-to-do-with-style = Il n’y a encore rien à faire avec ce style.
    .hint = Ajoute une photo à peindre, ou donne un nom au style pour le garder.
error-link-elsewhere = Je ne peux ouvrir que des liens vers des images sur Discord.
    .hint = Fais un clic droit sur une image d’ici et choisis « Copier le lien », ou ajoute la photo comme fichier.
error-cannot-see-reply = Discord ne me montre pas le message auquel tu as répondu.
    .hint = Fais un clic droit sur cette image (ou reste appuyé dessus) et choisis Applications › Stylize…, ou mentionne-moi avec les deux images dans un même message : d’abord la photo, puis le tableau.
error-no-picture-in-message = Je ne vois pas d’image dans ton message.
    .hint = Mentionne-moi avec une photo et un tableau, ou avec une photo et le nom d’un style ; ou utilise /stylize.
error-recipe-too-long = Cette recette a plus de { $limit } étapes.
    .hint = Je ne peins pas plus longtemps. Prends une recette faite ici.
