# Ce que disent toutes les fonctions. Les conseils (.hint) disent quoi faire ensuite.

common-outdated = On vient de me mettre à jour et Discord affiche encore mes anciennes commandes. Réessaie dans une minute.
common-unanswered = Ça n’a pas marché. J’explique pourquoi à la personne qui a demandé.
common-not-here = Ça ne marche pas ici.
common-fault = Quelque chose s’est mal passé de mon côté, désolé. Réessaie ; si tu le signales, indique `{ $reference }`.
common-expected = vers { $time }
common-correct = Corriger
common-kept-file = { $name } est gardé ; ajoutes-en un autre pour le remplacer
common-quoted = « { $text } »

# Les noms que Discord donne aux permissions.
common-permission-view-channel = Voir le salon
common-permission-send-messages = Envoyer des messages
common-permission-send-messages-in-threads = Envoyer des messages dans les fils
common-permission-attach-files = Joindre des fichiers
common-permission-read-message-history = Voir les anciens messages
common-permission-create-public-threads = Créer des fils publics
common-permission-create-events = Créer des événements
common-permission-manage-roles = Gérer les rôles

error-permissions = Il me manque la permission { $permissions } dans ce salon.
    .hint = Demande à quelqu’un qui gère ce serveur de me la donner, ou utilise-moi dans un autre salon ou en message privé.
error-restarting = Je suis en train de redémarrer.
    .hint = Réessaie dans une minute.
error-no-files = Trop de fichiers sont ouverts de mon côté ; ton image n’y est pour rien.
    .hint = Réessaie dans une minute. Si ça continue, la personne qui m’héberge devrait autoriser plus de fichiers ouverts.
error-no-memory = Je n’ai pas assez de mémoire en ce moment pour ouvrir ton image.
    .hint = Réduis-la, ou réessaie quand il y aura moins à faire.
error-too-many-readings = Je lis encore { $limit } images de toi.
    .hint = Attends les réponses, puis envoies-en d’autres.

error-image-empty = Le fichier est vide.
    .hint = L’envoi a peut-être été interrompu : envoie-le encore une fois.
error-image-too-many-bytes = Le fichier fait { NUMBER($megabytes, maximumFractionDigits: 1) } Mo ; la limite est de { NUMBER($limit, maximumFractionDigits: 3) } Mo.
    .hint = Enregistre-le en JPEG ou réduis-le, et réessaie.
error-image-too-many-pixels = { $width ->
        [0] L’image a bien plus de { NUMBER($limit, maximumFractionDigits: 6) } mégapixels, et c’est la limite.
       *[other] L’image fait { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels ; la limite est de { NUMBER($limit, maximumFractionDigits: 6) } mégapixels.
    }
    .hint = Réduis-la et réessaie.
error-image-too-thin = L’image est trop longue et trop étroite : { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels.
    .hint = Recadre-la pour qu’elle soit au plus { $aspect } fois plus longue que large.
error-image-too-small = L’image n’a que { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels.
    .hint = Envoie-en une d’au moins { $least } pixels sur le plus grand côté.
error-image-damaged = Le fichier { $format } est abîmé ou incomplet.
    .hint = Ouvre-le dans un autre logiciel, enregistre-le en PNG ou en JPEG, et envoie celui-là.
error-image-unreadable = Ce type de { $format } ne peut pas être lu.
    .hint = Ouvre-le dans un autre logiciel, enregistre-le en PNG ou en JPEG, et envoie celui-là.
error-image-too-complex = Ce fichier { $format } est fait de telle sorte que l’ouvrir prendrait énormément de temps ou de mémoire.
    .hint = Ouvre-le dans un autre logiciel, enregistre-le en PNG ou en JPEG, et envoie celui-là.
error-image-not-animated = Cette image ne bouge pas.
    .hint = Envoie un GIF, un WebP ou un PNG animé.
error-image-too-many-frames = L’animation a { $count } images ; la limite est de { $limit }.
    .hint = Raccourcis-la ou réduis-la, et réessaie.
error-image-too-long = L’animation dure { NUMBER($seconds, maximumFractionDigits: 1) } secondes ; la limite est de { $limit }.
    .hint = Raccourcis-la ou réduis-la, et réessaie.
error-image-too-heavy = L’animation a { $count } images de { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels ; la limite est de { NUMBER($limit, maximumFractionDigits: 6) } mégapixels pour l’ensemble.
    .hint = Raccourcis-la ou réduis-la, et réessaie.
error-image-too-costly = { $what ->
        [time] Ouvrir cette image prend plus de temps que je ne peux en consacrer à une seule.
       *[memory] Ouvrir cette image demande plus de mémoire que je ne peux en consacrer à une seule.
    }
    .hint = Ouvre-la dans un autre logiciel, enregistre-la en PNG ou en JPEG, et envoie celle-là.
error-image-crash = Cette image a fait planter deux fois le programme qui ouvre les images.
    .hint = Ouvre-la dans un autre logiciel, enregistre-la en PNG ou en JPEG, et envoie celle-là.
error-image-not-a-picture = { $what ->
        [a-pdf-document] C’est un document PDF, pas une image que je peux peindre.
        [a-postscript-document] C’est un document PostScript, pas une image que je peux peindre.
        [a-photoshop-document] C’est un document Photoshop, pas une image que je peux peindre.
        [a-gimp-document] C’est un document GIMP, pas une image que je peux peindre.
        [a-jpeg-xl-picture-which-cannot-be-read-yet] C’est une image JPEG XL, que je ne sais pas encore lire.
        [a-jpeg-2000-picture-which-cannot-be-read] C’est une image JPEG 2000, que je ne sais pas lire.
        [an-icon] C’est une icône, pas une image que je peux peindre.
        [a-raw-photo] C’est une photo brute (RAW), pas une image que je peux peindre.
        [a-sound] C’est un son, pas une image que je peux peindre.
        [a-video] C’est une vidéo, pas une image que je peux peindre.
        [an-archive-or-an-office-document] C’est une archive ou un document bureautique, pas une image que je peux peindre.
        [an-archive] C’est une archive, pas une image que je peux peindre.
        [a-program] C’est un programme, pas une image que je peux peindre.
        [an-svg-drawing] C’est un dessin SVG, pas une image que je peux peindre.
        [a-web-page] C’est une page web, pas une image que je peux peindre.
        [a-text-file] C’est un fichier texte, pas une image que je peux peindre.
       *[unknown] Ce n’est pas une image dans un format que je connais.
    }
    .hint = { $what ->
        [a-raw-photo] Ouvre-la dans le programme de ton appareil ou un autre pour photos brutes, exporte-la en JPEG et envoie le résultat.
       *[other] Envoie une image JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF ou BMP.
    }

error-memory = Il n’y a pas assez de mémoire pour cette image.
    .hint = Essaie une taille plus petite.
error-job-fault = Quelque chose s’est mal passé de mon côté. Donne cette référence à mon hébergeur : { $reference }.
error-job-given-up = Cette image m’a arrêté { $attempts } fois. Une taille plus petite marchera peut-être.
error-storage-trouble = Je ne peux rien enregistrer en ce moment : rien n’a été accepté ni modifié.
    .hint = Réessaie dans une minute ; ce que tu as envoyé est à renvoyer.
error-file-gone = Cette image n’est plus là.
    .hint = Poste-la encore une fois, s’il te plaît.
error-size-range = La taille doit être entre { NUMBER($smallest, useGrouping: 0) } et { NUMBER($largest, useGrouping: 0) } pixels.
error-no-subject = Cette photo n’a pas de sujet net.
    .hint = Donne plutôt un masque : blanc là où il faut peindre.
error-mask-empty = Le masque est noir, donc rien ne serait peint.
    .hint = Mets du blanc là où la photo doit être peinte.
error-unknown-layer = Il n’y a pas de couche « { $layer } ».
    .hint = Utilise un nom comme relu4_1, un numéro de bloc de 1 à 5 ou l’indice d’une convolution comme 28.
error-layer-weight = Le poids « { $weight } » de { $layer } n’est pas un nombre.
    .hint = Écris relu4_1=0.5.
error-diverged = Le calcul s’est emballé pendant que je peignais.
    .hint = Essaie une autre recette.
common-more = -# … et { $count } de plus
